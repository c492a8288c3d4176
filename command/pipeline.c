/* Pieces go from the input through the threads to the output, in order and with bounded memory. */
#include "command/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/output.h"

enum {
    MOST_THREADS = 256,
    SLOTS_EACH = 4,               /* pieces on their way for each thread: enough that none waits for a long neighbour */
    MOST_BYTES = 1 << 20,         /* of input on their way, unless one piece alone has more */
    LARGE_PIECE = 256 << 10,      /* what such a piece took is given back at once */
};

enum state { STATE_FREE, STATE_FILLED, STATE_DONE };

struct slot {
    struct piece piece;
    enum state state;
};

struct ring {
    const struct pipeline *pipeline;
    struct slot *slots;
    int slot_count, thread_count;
    /* Guarded by `lock` from here on. Pieces are numbered from 0; piece n is in slot n % slot_count. */
    pthread_mutex_t lock;
    pthread_cond_t filled, done;
    size_t next_filled, next_taken, next_delivered;
    size_t bytes; /* of input on their way */
    bool is_over; /* nothing more will be filled */
    /* The calling thread's own. */
    struct progress progress;
    size_t all_bytes;
    bool any_broken;
};

static struct slot *slot_of(struct ring *ring, size_t number)
{
    return &ring->slots[number % (size_t)ring->slot_count];
}

static void reset_piece(struct piece *piece)
{
    struct arena arena = piece->arena;
    struct buffer out = piece->out;
    if (piece->bytes > LARGE_PIECE) {
        arena_release(&arena);
        buffer_release(&out);
    }
    arena_reset(&arena);
    buffer_reset(&out);
    *piece = (struct piece){ .arena = arena, .out = out };
}

static void work_on(const struct pipeline *pipeline, struct language_scratch *scratch, struct piece *piece)
{
    if (piece->err.code == ERROR_NONE && !piece->source.aside.length)
        pipeline->work(pipeline, scratch, piece);
}

/* Tells what is wrong with a piece, or hands it on. False when the work must stop. */
static bool deliver(struct ring *ring, struct piece *piece, size_t number, struct error *err)
{
    const struct pipeline *pipeline = ring->pipeline;
    bool goes_on = true;
    if (piece->source.warning.length)
        output_complain(piece->source.warning.at);
    if (piece->err.code != ERROR_NONE) {
        output_refuse(&piece->err);
        ring->any_broken = true;
    } else if (piece->source.aside.length) {
        output_complain(piece->source.aside.at);
    } else {
        goes_on = pipeline->deliver(pipeline->context, piece, err);
    }
    ring->all_bytes += piece->bytes;
    progress_show(&ring->progress, number + 1, ring->all_bytes);
    reset_piece(piece);
    return goes_on;
}

static bool rest(struct ring *ring, struct error *err)
{
    return !ring->pipeline->rest || ring->pipeline->rest(ring->pipeline->context, err);
}

static bool run_alone(struct ring *ring, struct error *err)
{
    const struct pipeline *pipeline = ring->pipeline;
    struct language_scratch *scratch = language_scratch_new(pipeline->engine->language);
    struct piece *piece = &ring->slots[0].piece;
    bool ok = true;
    for (size_t number = 0; ok && pipeline->next(pipeline->source, piece); number++) {
        work_on(pipeline, scratch, piece);
        ok = deliver(ring, piece, number, err) && rest(ring, err);
    }
    language_scratch_free(scratch);
    return ok;
}

/* The next piece to work on; NULL when there will be none. */
static struct slot *take(struct ring *ring)
{
    struct slot *slot = NULL;
    pthread_mutex_lock(&ring->lock);
    while (ring->next_taken == ring->next_filled && !ring->is_over)
        pthread_cond_wait(&ring->filled, &ring->lock);
    if (ring->next_taken < ring->next_filled)
        slot = slot_of(ring, ring->next_taken++);
    pthread_mutex_unlock(&ring->lock);
    return slot;
}

static void *work_in_thread(void *given)
{
    struct ring *ring = given;
    struct slot *slot;
    struct language_scratch *scratch = language_scratch_new(ring->pipeline->engine->language);
    while ((slot = take(ring))) {
        work_on(ring->pipeline, scratch, &slot->piece);
        pthread_mutex_lock(&ring->lock);
        slot->state = STATE_DONE;
        pthread_cond_signal(&ring->done);
        pthread_mutex_unlock(&ring->lock);
    }
    language_scratch_free(scratch);
    return NULL;
}

static bool has_room(const struct ring *ring)
{
    size_t count = ring->next_filled - ring->next_delivered;
    return !count || (count < (size_t)ring->slot_count && ring->bytes < MOST_BYTES);
}

/* Fills one slot. False when the input is over, or there is no room. */
static bool fill(struct ring *ring)
{
    const struct pipeline *pipeline = ring->pipeline;
    if (ring->is_over || !has_room(ring))
        return false;
    struct slot *slot = slot_of(ring, ring->next_filled);
    bool got = pipeline->next(pipeline->source, &slot->piece);
    pthread_mutex_lock(&ring->lock);
    ring->is_over = !got;
    if (got) {
        slot->state = STATE_FILLED;
        ring->bytes += slot->piece.bytes;
        ring->next_filled++;
    }
    pthread_cond_broadcast(&ring->filled);
    pthread_mutex_unlock(&ring->lock);
    return got;
}

/* Whether the oldest piece can be delivered, after waiting for it if so wished. */
static bool is_next_done(struct ring *ring, bool wait)
{
    if (ring->next_delivered == ring->next_filled)
        return false;
    struct slot *slot = slot_of(ring, ring->next_delivered);
    pthread_mutex_lock(&ring->lock);
    while (wait && slot->state != STATE_DONE)
        pthread_cond_wait(&ring->done, &ring->lock);
    bool done = slot->state == STATE_DONE;
    pthread_mutex_unlock(&ring->lock);
    return done;
}

/* Delivers what is done, up to the first piece that is not. */
static bool deliver_done(struct ring *ring, struct error *err)
{
    do {
        struct slot *slot = slot_of(ring, ring->next_delivered);
        ring->bytes -= slot->piece.bytes;
        bool ok = deliver(ring, &slot->piece, ring->next_delivered, err);
        slot->state = STATE_FREE;
        ring->next_delivered++;
        if (!ok)
            return false;
    } while (is_next_done(ring, false));
    return rest(ring, err);
}

/* What is done is delivered before more is read: input may be slow. */
static bool deliver_all(struct ring *ring, struct error *err)
{
    for (;;) {
        bool filled = fill(ring);
        if (is_next_done(ring, !filled)) {
            if (!deliver_done(ring, err))
                return false;
        } else if (!filled) {
            return true;
        }
    }
}

/* Whoever still waits for work is let go. */
static void stop_threads(struct ring *ring, const pthread_t *threads, int count)
{
    pthread_mutex_lock(&ring->lock);
    ring->is_over = true;
    ring->next_taken = ring->next_filled;
    pthread_cond_broadcast(&ring->filled);
    pthread_mutex_unlock(&ring->lock);
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

static bool run_together(struct ring *ring, struct error *err)
{
    pthread_t threads[MOST_THREADS];
    int count = 0;
    pthread_mutex_init(&ring->lock, NULL);
    pthread_cond_init(&ring->filled, NULL);
    pthread_cond_init(&ring->done, NULL);
    while (count < ring->thread_count && pthread_create(&threads[count], NULL, work_in_thread, ring) == 0)
        count++;
    bool ok = count ? deliver_all(ring, err) : error_set(err, ERROR_SYSTEM, "no thread could be started; try --threads 1");
    stop_threads(ring, threads, count);
    pthread_cond_destroy(&ring->done);
    pthread_cond_destroy(&ring->filled);
    pthread_mutex_destroy(&ring->lock);
    return ok;
}

static int thread_count_of(const struct options *options)
{
    long count = options->number[OPTION_THREADS];
    if (!count)
        count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : (int)count;
}

int pipeline_run(const struct pipeline *pipeline, struct error *err)
{
    struct ring ring = { .pipeline = pipeline, .thread_count = thread_count_of(pipeline->options) };
    ring.slot_count = ring.thread_count > 1 ? ring.thread_count * SLOTS_EACH : 1;
    ring.slots = memory_take((size_t)ring.slot_count * sizeof *ring.slots);
    memset(ring.slots, 0, (size_t)ring.slot_count * sizeof *ring.slots);
    progress_init(&ring.progress);
    bool ok = ring.thread_count > 1 ? run_together(&ring, err) : run_alone(&ring, err);
    progress_clear(&ring.progress);
    for (int i = 0; i < ring.slot_count; i++) {
        arena_release(&ring.slots[i].piece.arena);
        buffer_release(&ring.slots[i].piece.out);
    }
    free(ring.slots);
    if (!ok)
        return err->code == ERROR_NONE ? 0 : error_status(err->code);
    return ring.any_broken ? error_status(ERROR_INPUT) : 0;
}
