/* The serving room: a ledger as an HTTP JSON API and as pages for a browser. Presentation only: it asks the ledger, and whatever a
 * command of the program answers it has from its host; it knows no SQL and reads no text.
 *
 *     struct serving *serving = serving_start(&settings, &host, &err);
 *     ... until a signal comes
 *     serving_stop(serving);
 *
 * Assets are in the program; nothing is asked of any other machine. doc/serve.md has the routes and who may use them. */
#ifndef TROTH_SERVING_SERVING_H
#define TROTH_SERVING_SERVING_H

#include "base/base.h"

struct ledger;

/* A question that a command of the program answers. */
struct serving_question {
    const char *command;          /* "due" */
    const char *const *arguments; /* [count], as on the command line, without the ledger */
    size_t count;
    const struct text *input;     /* read in place of files, or NULL */
    struct ledger *ledger;        /* to ask, open for reading; NULL: the command opens it, since it writes */
};

/* What the program does for the room. */
struct serving_host {
    /* Appends what the command prints. `status` is its exit status. False and `err` where it failed; may be called by any
     * thread. */
    bool (*ask)(void *context, const struct serving_question *question, struct buffer *out, int *status, struct error *err);
    void *context;
    const char *version; /* of the program */
};

struct serving_settings {
    const char *ledger;    /* its address */
    const char *listen;    /* an address of this machine, "127.0.0.1" */
    int port;              /* 0: any that is free */
    int threads;
    const char *tokens;    /* a file of tokens, or NULL: everybody who reaches the port may do everything, on the loopback only */
    const char *cert, *key; /* PEM files of TLS, or NULL */
};

struct serving;

/* Listens. NULL and `err`: ERROR_USAGE where the settings would let strangers in; ERROR_SYSTEM, ERROR_INPUT (a token file, with its
 * line); ERROR_LEDGER. */
struct serving *serving_start(const struct serving_settings *settings, const struct serving_host *host, struct error *err);
int serving_port(const struct serving *serving);
void serving_stop(struct serving *serving);

#endif
