/* troth serve: the ledger in the browser. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "command/command.h"
#include "command/query.h"
#include "serving/serving.h"

enum { USUAL_PORT = 8484, THREADS_MOST = 64 };

struct serve {
    const struct options *options;
    struct engine engine;
    struct directory *directory;
};

/* A command's answer on its way to the page. */
struct outlet {
    struct buffer *out;
    char complaint[sizeof((struct error *)0)->message];
    bool has_refused;
};

static bool take(void *context, struct text text)
{
    struct outlet *outlet = context;
    buffer_add(outlet->out, text);
    return true;
}

static void hear(void *context, const struct error *about, bool refused)
{
    struct outlet *outlet = context;
    outlet->has_refused |= refused;
    snprintf(outlet->complaint, sizeof outlet->complaint, "%s", about->message);
}

/* The question as a command line: the program's own options that matter to every command, then the question's. */
static bool parse(const struct serve *serve, const struct serving_question *question, struct arena *arena, struct options *options,
                  struct error *err)
{
    const char **words = arena_take(arena, (question->count + 6) * sizeof *words);
    bool is_reading = !strcmp(question->command, "read") || !strcmp(question->command, "parse");
    int count = 0;
    words[count++] = "troth";
    words[count++] = question->command;
    if (!is_reading)
        words[count++] = arena_print(arena, "--ledger=%s", query_path(serve->options)).at;
    if (serve->options->value[OPTION_LEXICON] && strcmp(question->command, "show") && strcmp(question->command, "history"))
        words[count++] = arena_print(arena, "--lexicon=%s", serve->options->value[OPTION_LEXICON]).at;
    for (size_t i = 0; i < question->count; i++)
        words[count++] = question->arguments[i];
    if (question->input) /* a name that stands for what is in memory */
        words[count++] = "text";
    return options_parse(options, count, (char **)words, err);
}

static bool ask(void *context, const struct serving_question *question, struct buffer *out, int *status, struct error *err)
{
    const struct serve *serve = context;
    struct arena arena = { 0 };
    struct options options;
    struct options_given given;
    struct outlet outlet = { .out = out };
    struct output_sink sink = { take, hear, &outlet };
    bool good = parse(serve, question, &arena, &options, err);
    if (good) {
        options.engine = &serve->engine;
        options.ledger = question->ledger;
        options.directory = serve->directory;
        if (question->input) {
            given = (struct options_given){ "text", *question->input };
            options.given = &given;
        }
        const struct output_sink *before = output_redirect(&sink);
        *status = command_run(&options, err);
        output_redirect(before);
        good = err->code == ERROR_NONE && (*status < 2 || !outlet.has_refused);
        if (!good && err->code == ERROR_NONE)
            error_set(err, ERROR_INPUT, "%s", outlet.complaint);
    }
    arena_release(&arena);
    return good;
}

/* A person or a service manager wants it to end. */
static void wait_for_end(const sigset_t *ends)
{
    int which;
    sigwait(ends, &which);
}

/* The ledger's file is read where the system keeps it (ledger_map): nothing is left to read where somebody cut it. */
static void tell_cut(int signal_number)
{
    static const char message[] =
        "troth serve: the ledger's file was cut short or overwritten while it was served, or the disk failed: "
        "look at it with \"troth verify\", or put a copy back, and start again\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
    (void)ignored, (void)signal_number;
    _exit(error_status(ERROR_LEDGER));
}

static void tell(const struct serving_settings *settings, int port)
{
    char line[256];
    bool is_six = strchr(settings->listen, ':');
    snprintf(line, sizeof line, "serving %s://%s%s%s:%d/ (Ctrl-C ends it)\n", settings->cert ? "https" : "http", is_six ? "[" : "",
             settings->listen, is_six ? "]" : "", port);
    output_write(text_of(line));
    fflush(stdout);
}

static int run(struct serve *serve, struct error *err)
{
    const struct options *options = serve->options;
    const char *listen = options->value[OPTION_LISTEN];
    long threads = sysconf(_SC_NPROCESSORS_ONLN);
    struct serving_settings settings = {
        .ledger = query_path(options), .listen = listen ? listen : "127.0.0.1",
        .port = options->number[OPTION_PORT] ? options->number[OPTION_PORT] : USUAL_PORT,
        .threads = threads < 2 ? 2 : threads > THREADS_MOST ? THREADS_MOST : (int)threads,
        .tokens = options->value[OPTION_TOKENS], .cert = options->value[OPTION_TLS_CERT], .key = options->value[OPTION_TLS_KEY],
    };
    struct serving_host host = { ask, serve, TROTH_VERSION };
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* by every thread: one waits for them */
    sigaction(SIGBUS, &(struct sigaction){ .sa_handler = tell_cut }, NULL);
    struct serving *serving = NULL;
    if (settings.port > 65535)
        error_set(err, ERROR_USAGE, "--port: %d is no port; they end at 65535", settings.port);
    else
        serving = serving_start(&settings, &host, err);
    if (!serving)
        return error_status(err->code);
    tell(&settings, serving_port(serving));
    wait_for_end(&ends);
    serving_stop(serving);
    return output_finish(err);
}

int command_serve(const struct options *options, struct error *err)
{
    struct serve serve = { .options = options };
    if (!engine_open(&serve.engine, options, true, err))
        return error_status(err->code);
    int status = query_open_directory(options, &serve.directory, err) ? run(&serve, err) : error_status(err->code);
    directory_free(serve.directory);
    engine_close(&serve.engine);
    return status;
}
