/* troth watch: polls feeds and pages, fetches the reports that they name, and adds each to a ledger once. */
#include "command/watch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "command/fetching.h"
#include "command/query.h"

enum {
    EVERY_MS = 30 * 60 * 1000,
    MOST_ASKED = 64,        /* reports under way: their pages are in memory */
    LONGEST_WAIT_MS = 24 * 3600 * 1000,
    PATIENCE_MS = 60 * 1000, /* with --once, reports that may be fetched so soon are waited for */
};

/* The state lies beside the ledger; beside the list of sources where the ledger is on a server. */
static struct text state_path(const struct options *options, struct arena *arena)
{
    const char *ledger = query_path(options), *given = options->value[OPTION_STATE_FILE];
    if (given)
        return text_of(given);
    return arena_print(arena, "%s.watch", strstr(ledger, "://") ? options->inputs[0] : ledger);
}

static bool read_every(const struct options *options, long long *every_ms, struct error *err)
{
    const char *given = options->value[OPTION_EVERY];
    *every_ms = given ? watched_time(text_of(given)) : EVERY_MS;
    return *every_ms || error_set(err, ERROR_USAGE, "--every takes a time from 10s to 30d, as in --every 30m, not '%s'", given);
}

/* What the state knows of each source is put to what the list says. */
static bool read_sources(struct watch *watch, int *wrong, struct error *err)
{
    long long every_ms;
    struct watched_list list;
    if (!read_every(watch->options, &every_ms, err) || !watched_read(watch->options->inputs[0], every_ms, &list, wrong, err))
        return false;
    for (size_t i = 0; i < list.count; i++)
        state_load_source(watch->state, &list.items[i], &list.arena);
    watched_release(&watch->sources);
    watch->sources = list;
    return true;
}

static bool open_all(struct watch *watch, int *wrong, struct error *err)
{
    struct arena arena = { 0 };
    struct text path = state_path(watch->options, &arena);
    bool good = fetching_settings(watch->options, &watch->settings, err) && (watch->state = state_open(path.at, err)) != NULL;
    arena_release(&arena);
    if (!good || !read_sources(watch, wrong, err) || !engine_open(&watch->engine, watch->options, true, err))
        return false;
    watch->scratch = language_scratch_new(watch->engine.language);
    watch->ledger = ledger_open(query_path(watch->options), LEDGER_WRITE, err);
    watch->settings.memory = state_memory(watch->state);
    watch->fetch = watch->ledger ? fetch_new(&watch->settings, err) : NULL;
    return watch->fetch != NULL;
}

static void close_all(struct watch *watch)
{
    fetch_free(watch->fetch);
    ledger_close(watch->ledger);
    if (watch->scratch)
        language_scratch_free(watch->scratch);
    engine_close(&watch->engine);
    state_close(watch->state);
    watched_release(&watch->sources);
    arena_release(&watch->arena);
    arena_release(&watch->turn);
}

/* One that is in trouble is not hurried by --once. */
static bool is_due(const struct watch *watch, const struct watched *watched, long long now)
{
    return !watched->is_asked && (watched->next_ms <= now || watched->next_ms > now + 31LL * LONGEST_WAIT_MS);
}

static void ask_sources(struct watch *watch, long long now)
{
    for (size_t i = 0; i < watch->sources.count; i++) {
        struct watched *watched = &watch->sources.items[i];
        if (!is_due(watch, watched, now))
            continue;
        watched->is_asked = true;
        fetch_ask(watch->fetch, &(struct fetch_request){ .url = watched->now.length ? watched->now : watched->url,
                                                         .etag = watched->etag,
                                                         .modified = watched->modified, .number = -1 - (long long)i });
    }
}

static bool is_asked(const struct watch *watch, long long report)
{
    for (size_t i = 0; i < watch->asked.count; i++)
        if (watch->asked.items[i] == report)
            return true;
    return false;
}

/* One report of each host at a time, so that what waits, waits in the state and not in memory. */
static void ask_reports(struct watch *watch, long long now)
{
    struct arena arena = { 0 };
    struct report_list list = { 0 };
    if (watch->asked.count < MOST_ASKED)
        state_due_reports(watch->state, now, &arena, &list);
    for (size_t i = 0; i < list.count && watch->asked.count < MOST_ASKED; i++) {
        const struct report *report = &list.items[i];
        if (is_asked(watch, report->id) || fetch_is_busy(watch->fetch, report->host))
            continue;
        ARENA_PUSH(&watch->arena, &watch->asked, report->id);
        fetch_ask(watch->fetch, &(struct fetch_request){ .url = report->url, .number = report->id });
    }
    arena_release(&arena);
}

/* When something is to be done that no answer tells of. */
static long long next_moment(const struct watch *watch, long long now)
{
    long long next = now + LONGEST_WAIT_MS, report = state_next_report(watch->state, now);
    for (size_t i = 0; i < watch->sources.count; i++)
        if (!watch->sources.items[i].is_asked && watch->sources.items[i].next_ms < next)
            next = watch->sources.items[i].next_ms;
    if (report && report < next)
        next = report;
    if (watch->ledger_ms && watch->ledger_ms < next)
        next = watch->ledger_ms;
    return next;
}

static bool take_answer(struct watch *watch, const struct fetch_answer *answer, struct error *err)
{
    if (answer->number > 0)
        return watch_take_report(watch, answer->number, answer, err);
    size_t source = (size_t)(-1 - answer->number);
    return source >= watch->sources.count || watch_take_source(watch, &watch->sources.items[source], answer, err);
}

/* HUP: the list is read anew once no source is under way, since answers are told by their place in it. */
struct wishes {
    bool ends, reads_anew;
    int signals;
};

static void take_signal(struct wishes *wishes)
{
    struct signalfd_siginfo info;
    while (read(wishes->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        wishes->ends |= info.ssi_signo != SIGHUP;
        wishes->reads_anew |= info.ssi_signo == SIGHUP;
    }
}

static bool any_asked(const struct watch *watch)
{
    for (size_t i = 0; i < watch->sources.count; i++)
        if (watch->sources.items[i].is_asked)
            return true;
    return false;
}

static void read_anew(struct watch *watch, struct wishes *wishes)
{
    int wrong;
    struct error why;
    wishes->reads_anew = false;
    if (read_sources(watch, &wrong, &why))
        watch_log(watch, "begins", "%s: %zu sources now", watch->options->inputs[0], watch->sources.count);
    else
        watch_log(watch, "trouble", "%s; the sources stay as they were", why.message);
}

/* Whether all that --once is for is done: what may be asked now is asked, and answered. */
static bool is_done(const struct watch *watch, long long now)
{
    if (!watch->is_once || fetch_pending(watch->fetch) || watch->ledger_ms)
        return watch->is_once && !fetch_pending(watch->fetch) && watch->ledger_ms;
    long long next = state_next_report(watch->state, now);
    return !next || next > now + PATIENCE_MS;
}

/* One turn. `*goes_on` false: there is nothing more to do. */
static bool turn(struct watch *watch, struct wishes *wishes, bool *goes_on, struct error *err)
{
    struct fetch_answer answer;
    long long now = watch_now(watch);
    if (wishes->reads_anew && !any_asked(watch))
        read_anew(watch, wishes);
    if (!wishes->reads_anew)
        ask_sources(watch, now);
    ask_reports(watch, now);
    *goes_on = !wishes->ends && !is_done(watch, now);
    if (!*goes_on)
        return true;
    enum fetch_event event = fetch_next(watch->fetch, next_moment(watch, now), wishes->signals, &answer);
    if (event == FETCH_SIGNAL)
        take_signal(wishes);
    return (event != FETCH_ANSWER || take_answer(watch, &answer, err)) && watch_add_pages(watch, err);
}

/* With --once every source is asked that is not left alone after trouble, whenever it was asked last. Without it, those which were
 * refused: what is refused may have changed with the options. */
static void hurry(struct watch *watch)
{
    for (size_t i = 0; i < watch->sources.count; i++) {
        struct watched *watched = &watch->sources.items[i];
        char moment[WATCH_MOMENT];
        if (!watched->failures && (watch->is_once || watched->trouble.length))
            watched->next_ms = 0;
        if (!watch->is_once || is_due(watch, watched, watch_now(watch)))
            continue;
        watch_moment(watched->next_ms, moment);
        watch_log(watch, "waits", "%s: is left alone until %s, after trouble", watched->url.at, moment);
    }
}

static bool run(struct watch *watch, struct wishes *wishes, struct error *err)
{
    bool goes_on = true, good = watch_add_pages(watch, err);
    state_begin(watch->state);
    state_forget(watch->state, watch_now(watch));
    good = good && state_commit(watch->state, err);
    hurry(watch);
    while (good && goes_on)
        good = turn(watch, wishes, &goes_on, err);
    return good;
}

/* Signals are read like any other input, so that nothing is cut off in the middle. */
static int open_signals(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    return signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

int command_watch(const struct options *options, struct error *err)
{
    struct watch watch = { .options = options, .is_once = options->value[OPTION_ONCE], .is_quiet = options->value[OPTION_QUIET] };
    struct wishes wishes = { .signals = open_signals() };
    int wrong = 0;
    bool good = open_all(&watch, &wrong, err);
    if (good) {
        watch_log(&watch, "begins", "%s: %zu source%s, into %s", options->inputs[0], watch.sources.count,
                  watch.sources.count == 1 ? "" : "s",
                  ledger_name(watch.ledger));
        good = run(&watch, &wishes, err);
        watch_log(&watch, "ends",
                  "%lld polled (%lld unchanged), %lld added, %lld known already, %lld set aside, %lld times trouble",
                  watch.tally.polled, watch.tally.same, watch.tally.added, watch.tally.known, watch.tally.aside,
                  watch.tally.troubles);
    }
    close_all(&watch);
    close(wishes.signals);
    if (!good)
        return error_status(err->code);
    int written = output_finish(err);
    return wrong ? error_status(ERROR_INPUT) : written;
}
