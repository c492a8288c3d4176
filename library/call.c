/* Runs a command of the program for a caller of the library: its words parsed as a command line, its answer handed over. */
#include "library/call.h"

#include <stdio.h>
#include <string.h>

_Static_assert((int)TROTH_USAGE == (int)ERROR_USAGE && (int)TROTH_LIMIT == (int)ERROR_LIMIT,
               "kinds of errors are those of base/error.def");

void call_init(struct call *call, const char *command)
{
    *call = (struct call){ 0 };
    call_word(call, "troth");
    call_word(call, command);
}

void call_release(struct call *call)
{
    arena_release(&call->arena);
}

void call_word(struct call *call, const char *word)
{
    char *copy = (char *)arena_copy(&call->arena, text_of(word)).at;
    ARENA_PUSH(&call->arena, &call->words, copy);
}

void call_option(struct call *call, const char *name, const char *value)
{
    if (value)
        call_word(call, arena_print(&call->arena, "%s=%s", name, value).at);
}

static bool is_given(const char *argument, const char *const *names)
{
    size_t length = strcspn(argument, "=");
    for (; *names; names++)
        if (strlen(*names) == length && !strncmp(argument, *names, length))
            return true;
    return false;
}

bool call_wants(const struct call *call, enum option option, const char *const *arguments, size_t count, const char *const *rivals)
{
    bool wants = false;
    for (int i = 0; i < COMMAND_COUNT; i++)
        wants |= !strcmp(command_entries[i].name, call->words.items[1]) && (option_entries[option].commands >> i & 1);
    for (size_t i = 0; wants && i < count; i++)
        wants = !is_given(arguments[i], rivals);
    return wants;
}

/* "12:5: " at `at`: two numbers, the second of which may be missing. The place behind it, or NULL. */
static const char *read_place(const char *at, int *line, int *column)
{
    int used = 0;
    *column = 0;
    if (*at >= '0' && *at <= '9' && sscanf(at, "%d:%d: %n", line, column, &used) == 2 && used)
        return at + used;
    used = *column = 0;
    return *at >= '0' && *at <= '9' && sscanf(at, "%d: %n", line, &used) == 1 && used ? at + used : NULL;
}

void call_tell(const struct error *from, struct troth_error *to)
{
    *to = (struct troth_error){ .kind = (enum troth_kind)from->code };
    snprintf(to->message, sizeof to->message, "%s", from->message);
    for (const char *colon = strchr(from->message, ':'); colon; colon = strchr(colon + 1, ':')) {
        int line, column;
        if (!read_place(colon + 1, &line, &column))
            continue;
        snprintf(to->file, sizeof to->file, "%.*s", (int)(colon - from->message), from->message);
        to->line = line;
        to->column = column;
        return;
    }
}

/* Where a command's output goes. */
struct outlet {
    const struct troth_answer *answer;
    bool is_stopped, has_held;
    struct error held; /* a complaint that waits: the last one of a command whose answer is no tells why, and is its error */
};

static bool hand_over(void *context, struct text text)
{
    struct outlet *outlet = context;
    if (!outlet->is_stopped && outlet->answer->lines)
        outlet->is_stopped = !outlet->answer->lines(outlet->answer->context, text.at, text.length);
    return !outlet->is_stopped;
}

static void tell_problem(const struct outlet *outlet, const struct error *about)
{
    struct troth_error problem;
    call_tell(about, &problem);
    if (outlet->answer->problem)
        outlet->answer->problem(outlet->answer->context, &problem);
}

static void release_held(struct outlet *outlet)
{
    if (outlet->has_held)
        tell_problem(outlet, &outlet->held);
    outlet->has_held = false;
}

static void pass_on(void *context, const struct error *about, bool refused)
{
    struct outlet *outlet = context;
    release_held(outlet);
    outlet->has_held = !refused;
    if (refused)
        tell_problem(outlet, about);
    else
        outlet->held = *about;
}

/* Status 1: the answer is no. */
static bool conclude(int status, struct outlet *outlet, const struct error *failure, struct troth_error *err)
{
    if (outlet->is_stopped) {
        *err = (struct troth_error){ .kind = TROTH_STOPPED, .message = "stopped, as the caller wished" };
        return false;
    }
    if (failure->code != ERROR_NONE) {
        call_tell(failure, err);
        return false;
    }
    if (status == 1) {
        call_tell(&outlet->held, err);
        err->kind = TROTH_ABSENT;
        return false;
    }
    release_held(outlet);
    return true;
}

bool call_run(struct call *call, const struct troth_answer *answer, struct troth_error *err)
{
    static const struct troth_answer nowhere;
    struct outlet outlet = { .answer = answer ? answer : &nowhere };
    struct output_sink sink = { hand_over, pass_on, &outlet };
    struct options options;
    struct options_given given;
    struct error failure = { .code = ERROR_NONE };
    const struct output_sink *before = output_redirect(&sink);
    int status = 2;
    if (options_parse(&options, (int)call->words.count, call->words.items, &failure)) {
        options.engine = call->engine;
        options.data = call->data;
        if (call->input) {
            given = (struct options_given){ .name = call->input->name ? call->input->name : "text",
                                            .bytes = { call->input->bytes, call->input->length } };
            options.given = &given;
        }
        status = command_run(&options, &failure);
    }
    output_redirect(before);
    return conclude(status, &outlet, &failure, err);
}
