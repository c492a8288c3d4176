/* The library's face: model and lexicon, reading, and a ledger's questions, each as a command of the program answers them. */
#include "library/troth.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"
#include "library/call.h"

struct troth {
    struct engine engine;
    char *data; /* or NULL */
};

struct troth_ledger {
    char *address, *data, *lexicon; /* the last two may be NULL */
};

const char *troth_version(void)
{
    return TROTH_VERSION;
}

static char *copy_of(const char *string)
{
    size_t size = string ? strlen(string) + 1 : 0;
    return string ? memcpy(memory_take(size), string, size) : NULL;
}

/* As much as the caller knows of, zeros for the rest. */
static struct troth_settings settings_of(const struct troth_settings *given)
{
    struct troth_settings all = { 0 };
    if (given)
        memcpy(&all, given, given->size < sizeof all ? given->size : sizeof all);
    return all;
}

static struct troth_input input_of(const struct troth_input *given)
{
    struct troth_input all = { 0 };
    memcpy(&all, given, given->size < sizeof all ? given->size : sizeof all);
    return all;
}

struct troth *troth_open(const struct troth_settings *settings, struct troth_error *err)
{
    struct troth_settings all = settings_of(settings);
    struct options options = { .data = all.data };
    struct error failure;
    struct troth *troth = memory_take(sizeof *troth);
    options.value[OPTION_MODEL] = all.model;
    options.value[OPTION_LEXICON] = all.lexicon;
    *troth = (struct troth){ .data = copy_of(all.data) };
    if (engine_open(&troth->engine, &options, true, &failure))
        return troth;
    call_tell(&failure, err);
    troth_close(troth);
    return NULL;
}

void troth_close(struct troth *troth)
{
    if (!troth)
        return;
    engine_close(&troth->engine);
    free(troth->data);
    free(troth);
}

const char *troth_reader(const struct troth *troth)
{
    return troth->engine.reader;
}

static void add_input(struct call *call, const struct troth_input *input)
{
    if (input->threads > 0)
        call_option(call, "--threads", arena_print(&call->arena, "%d", input->threads).at);
    if (input->is_conllu)
        call_word(call, "--conllu");
    call_word(call, "--");
    if (input->bytes) {
        call->input = input;
        call_word(call, "text");
    }
    for (size_t i = 0; !input->bytes && i < input->path_count; i++)
        call_word(call, input->paths[i]);
}

static bool read_as(const struct troth *troth, const char *command, const struct troth_input *input,
                    const struct troth_answer *answer, struct troth_error *err)
{
    struct call call;
    struct troth_input all = input_of(input);
    call_init(&call, command);
    call.engine = &troth->engine;
    call.data = troth->data;
    add_input(&call, &all);
    bool good = call_run(&call, answer, err);
    call_release(&call);
    return good;
}

bool troth_read(const struct troth *troth, const struct troth_input *input, const struct troth_answer *answer,
                struct troth_error *err)
{
    return read_as(troth, "read", input, answer, err);
}

bool troth_quotes(const struct troth *troth, const struct troth_input *input, const struct troth_answer *answer,
                  struct troth_error *err)
{
    return read_as(troth, "quotes", input, answer, err);
}

bool troth_parse(const struct troth *troth, const struct troth_input *input, const struct troth_answer *answer,
                 struct troth_error *err)
{
    return read_as(troth, "parse", input, answer, err);
}

struct troth_ledger *troth_ledger_open(const char *address, enum troth_mode mode, const struct troth_settings *settings,
                                       struct troth_error *err)
{
    struct troth_settings all = settings_of(settings);
    struct error failure;
    struct ledger *there = ledger_open(address, mode == TROTH_KEEP ? LEDGER_WRITE : LEDGER_READ, &failure);
    if (!there) {
        call_tell(&failure, err);
        return NULL;
    }
    ledger_close(there);
    struct troth_ledger *ledger = memory_take(sizeof *ledger);
    *ledger = (struct troth_ledger){ copy_of(address), copy_of(all.data), copy_of(all.lexicon) };
    return ledger;
}

void troth_ledger_close(struct troth_ledger *ledger)
{
    if (!ledger)
        return;
    free(ledger->address);
    free(ledger->data);
    free(ledger->lexicon);
    free(ledger);
}

bool troth_ledger_add(const struct troth_ledger *ledger, const struct troth *troth, const struct troth_input *input,
                      const struct troth_answer *answer, struct troth_error *err)
{
    struct call call;
    struct troth_input all = input_of(input);
    call_init(&call, "add");
    call.engine = &troth->engine;
    call.data = troth->data;
    call_word(&call, "--jsonl");
    call_option(&call, "--ledger", ledger->address);
    add_input(&call, &all);
    bool good = call_run(&call, answer, err);
    call_release(&call);
    return good;
}

/* What a question is asked with besides its arguments: its ledger, its lexicon and the usual form, unless they say otherwise. */
static void add_usual(struct call *call, const struct troth_ledger *ledger, const char *const *arguments, size_t count)
{
    static const char *const forms[] = { "--jsonl", "--csv", "--table", "--svg", NULL }, *const lexicons[] = { "--lexicon", NULL };
    call_option(call, "--ledger", ledger->address);
    if (call_wants(call, OPTION_LEXICON, arguments, count, lexicons))
        call_option(call, "--lexicon", ledger->lexicon);
    if (call_wants(call, OPTION_JSONL, arguments, count, forms))
        call_word(call, "--jsonl");
}

bool troth_ledger_take(const struct troth_ledger *ledger, const char *question, const char *const *arguments, size_t count,
                       const struct troth_input *input, const struct troth_answer *answer, struct troth_error *err)
{
    struct call call;
    struct troth_input all = input ? input_of(input) : (struct troth_input){ 0 };
    call_init(&call, question);
    call.data = ledger->data;
    add_usual(&call, ledger, arguments, count);
    for (size_t i = 0; i < count; i++)
        call_word(&call, arguments[i]);
    if (input)
        add_input(&call, &all);
    bool good = call_run(&call, answer, err);
    call_release(&call);
    return good;
}

bool troth_ledger_ask(const struct troth_ledger *ledger, const char *question, const char *const *arguments, size_t count,
                      const struct troth_answer *answer, struct troth_error *err)
{
    return troth_ledger_take(ledger, question, arguments, count, NULL, answer, err);
}

bool troth_collect(void *context, const char *bytes, size_t length)
{
    struct troth_text *text = context;
    if (text->length + length + 1 > text->room) {
        text->room = (text->length + length + 1) * 2;
        text->bytes = memory_resize(text->bytes, text->room);
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
    return true;
}

void troth_text_release(struct troth_text *text)
{
    free(text->bytes);
    *text = (struct troth_text){ 0 };
}
