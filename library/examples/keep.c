/* Puts a sentence into a ledger and asks what the book has on its actor: keep LEDGER TITLE SENTENCE ACTOR. */
#include <stdio.h>
#include <string.h>
#include <troth.h>

static bool keep(const struct troth_ledger *ledger, const char *title, const char *sentence, struct troth_error *err)
{
    char report[4096];
    struct troth *troth = troth_open(NULL, err);
    int length = snprintf(report, sizeof report, "%s\n\n%s\n", title, sentence);
    struct troth_input input = { .size = sizeof input, .bytes = report, .length = (size_t)length };
    struct troth_answer nowhere = { NULL, NULL, NULL };
    bool good = troth && troth_ledger_add(ledger, troth, &input, &nowhere, err);
    troth_close(troth);
    return good;
}

int main(int argc, char **argv)
{
    struct troth_error err;
    struct troth_text book = TROTH_TEXT;
    struct troth_answer answer = { troth_collect, NULL, &book };
    if (argc != 5) {
        fputs("usage: keep LEDGER TITLE SENTENCE ACTOR\n", stderr);
        return 2;
    }
    const char *const of_actor[] = { "--actor", argv[4] };
    struct troth_ledger *ledger = troth_ledger_open(argv[1], TROTH_KEEP, NULL, &err);
    bool good = ledger && keep(ledger, argv[2], argv[3], &err) && troth_ledger_ask(ledger, "book", of_actor, 2, &answer, &err);
    if (good)
        fwrite(book.bytes, 1, book.length, stdout);
    else
        fprintf(stderr, "%s\n", err.message);
    troth_text_release(&book);
    troth_ledger_close(ledger);
    return good ? 0 : 3;
}
