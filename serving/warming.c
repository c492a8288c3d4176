/* What a visitor of the page asks first is answered when the server starts, before anybody comes. */
#include "serving/inner.h"

static void answer_ahead(struct serving *serving, const struct route *route, bool is_compressed)
{
    struct request request = { .serving = serving, .route = route, .type = "application/json", .status = MHD_HTTP_OK,
                               .is_compressed = is_compressed };
    server_begin_key(&request, route->path);
    answer_drop(lanes_ask(&request));
    buffer_release(&request.key);
    arena_release(&request.arena);
}

static void *warm(void *context)
{
    static const enum route_name first[] = { ROUTE_BOARD, ROUTE_GROWTH, ROUTE_COUNTS, ROUTE_COMMITMENTS, ROUTE_PROGRESS };
    struct serving *serving = context;
    for (size_t i = 0; i < 2 * sizeof first / sizeof *first && !atomic_load(&serving->warming.is_over); i++)
        answer_ahead(serving, &routes[first[i / 2]], !(i % 2));
    return NULL;
}

bool warming_start(struct serving *serving, struct error *err)
{
    serving->warming.is_on = !pthread_create(&serving->warming.thread, NULL, warm, serving);
    return serving->warming.is_on ||
           error_set(err, ERROR_SYSTEM, "no more threads can be started; allow more processes (ulimit -u)");
}

void warming_stop(struct serving *serving)
{
    atomic_store(&serving->warming.is_over, true);
    if (serving->warming.is_on)
        pthread_join(serving->warming.thread, NULL);
}
