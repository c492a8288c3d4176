/* Prints what callers were compiled with: sizes, places and numbers of troth.h, to be compared with library/abi.txt. */
#include <stddef.h>
#include <stdio.h>

#include "library/troth.h"

#define STRUCT(name) printf("struct %s: %zu bytes\n", #name, sizeof(struct name))
#define FIELD(name, field)                                                                                                        \
    printf("  %s: at %zu, %zu bytes\n", #field, offsetof(struct name, field), sizeof(((struct name *)0)->field))
#define NUMBER(name) printf("%s = %d\n", #name, (int)name)

int main(void)
{
    STRUCT(troth_error);
    FIELD(troth_error, kind);
    FIELD(troth_error, line);
    FIELD(troth_error, column);
    FIELD(troth_error, file);
    FIELD(troth_error, message);
    STRUCT(troth_settings);
    FIELD(troth_settings, size);
    FIELD(troth_settings, data);
    FIELD(troth_settings, model);
    FIELD(troth_settings, lexicon);
    STRUCT(troth_input);
    FIELD(troth_input, size);
    FIELD(troth_input, bytes);
    FIELD(troth_input, length);
    FIELD(troth_input, name);
    FIELD(troth_input, paths);
    FIELD(troth_input, path_count);
    FIELD(troth_input, threads);
    FIELD(troth_input, is_conllu);
    STRUCT(troth_answer);
    FIELD(troth_answer, lines);
    FIELD(troth_answer, problem);
    FIELD(troth_answer, context);
    STRUCT(troth_text);
    FIELD(troth_text, bytes);
    FIELD(troth_text, length);
    FIELD(troth_text, room);
    NUMBER(TROTH_NONE);
    NUMBER(TROTH_USAGE);
    NUMBER(TROTH_SYSTEM);
    NUMBER(TROTH_BROKEN);
    NUMBER(TROTH_LEXICON);
    NUMBER(TROTH_MODEL);
    NUMBER(TROTH_LEDGER);
    NUMBER(TROTH_LIMIT);
    NUMBER(TROTH_ABSENT);
    NUMBER(TROTH_STOPPED);
    NUMBER(TROTH_ASK);
    NUMBER(TROTH_KEEP);
    return 0;
}
