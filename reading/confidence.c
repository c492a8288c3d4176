/* Weights of features: the file, the table, and a sum as a probability. */
#include "reading/confidence.h"

#include <string.h>
#include <unistd.h>

static size_t place_of(const struct confidence *confidence, unsigned long long hash)
{
    size_t at = hash & (confidence->room - 1);
    while (confidence->weights[at].hash && confidence->weights[at].hash != hash)
        at = (at + 1) & (confidence->room - 1);
    return at;
}

/* Zero marks a free place. */
static unsigned long long hash_of(struct text name)
{
    unsigned long long hash = text_hash(name);
    return hash ? hash : 1;
}

static size_t look_of(const struct confidence *confidence, unsigned long long hash)
{
    return hash >> 32 & (confidence->room * 8 - 1);
}

static void set_at(struct confidence *confidence, struct confidence_weight weight)
{
    size_t look = look_of(confidence, weight.hash);
    confidence->weights[place_of(confidence, weight.hash)] = weight;
    confidence->looks[look / 8] |= (unsigned char)(1u << look % 8);
}

static void put(struct confidence *confidence, struct text name, int weight, struct arena *arena)
{
    if ((confidence->count + 1) * 2 > confidence->room) {
        struct confidence wider = { .room = confidence->room ? confidence->room * 2 : 1024, .count = confidence->count };
        wider.weights = arena_take(arena, wider.room * sizeof *wider.weights);
        wider.looks = arena_take(arena, wider.room);
        for (size_t i = 0; i < confidence->room; i++)
            if (confidence->weights[i].hash)
                set_at(&wider, confidence->weights[i]);
        wider.threshold = confidence->threshold;
        *confidence = wider;
    }
    confidence->count += !confidence->weights[place_of(confidence, hash_of(name))].hash;
    set_at(confidence, (struct confidence_weight){ hash_of(name), weight });
}

int confidence_weight(const struct confidence *confidence, unsigned long long hash)
{
    hash = hash ? hash : 1;
    if (!confidence->room)
        return 0;
    size_t look = look_of(confidence, hash);
    bool may_be = confidence->looks[look / 8] >> look % 8 & 1;
    return may_be ? confidence->weights[place_of(confidence, hash)].weight : 0;
}

/* Most features have no weight: those that may are told apart first, so that their places come from memory together. */
int confidence_sum(const struct confidence *confidence, const unsigned long long *hashes, int count)
{
    unsigned long long kept[CONFIDENCE_MANY];
    int sum = 0;
    for (int from = 0; confidence->room && from < count; from += CONFIDENCE_MANY) {
        int most = count - from < CONFIDENCE_MANY ? count - from : CONFIDENCE_MANY, found = 0;
        for (int i = 0; i < most; i++) {
            unsigned long long hash = hashes[from + i] ? hashes[from + i] : 1;
            size_t look = look_of(confidence, hash);
            kept[found] = hash;
            found += confidence->looks[look / 8] >> look % 8 & 1;
        }
        for (int i = 0; i < found; i++)
            __builtin_prefetch(&confidence->weights[kept[i] & (confidence->room - 1)]);
        for (int i = 0; i < found; i++)
            sum += confidence->weights[place_of(confidence, kept[i])].weight;
    }
    return sum;
}

static bool read_number(const struct lexfile *file, struct text digits, int *number, struct error *err)
{
    bool minus = digits.length && digits.at[0] == '-';
    struct text rest = text_slice(digits, minus, digits.length);
    int value = 0;
    bool ok = rest.length > 0 && rest.length <= 6;
    for (size_t i = 0; i < rest.length && ok; i++) {
        ok = rest.at[i] >= '0' && rest.at[i] <= '9';
        value = value * 10 + rest.at[i] - '0';
    }
    if (!ok)
        return lexfile_fail(file, digits, err, "'%.*s' is no whole number of at most six digits", (int)digits.length, digits.at);
    *number = minus ? -value : value;
    return true;
}

static bool load_file(struct confidence *confidence, const char *folder, const char *name, bool adds, struct arena *arena,
                      struct error *err)
{
    struct lexfile file;
    if (!lexfile_read(&file, folder, name, arena, err))
        return false;
    int more, number = 0;
    while ((more = lexfile_next(&file, err)) > 0) {
        if (file.field_count != 2)
            return lexfile_fail(&file, file.fields[0], err, "a line has a feature and its weight, parted by '|'");
        if (!read_number(&file, file.fields[1], &number, err))
            return false;
        if (text_is(file.fields[0], "threshold"))
            confidence->threshold = number;
        else
            put(confidence, file.fields[0], number + (adds ? confidence_weight(confidence, hash_of(file.fields[0])) : 0), arena);
    }
    return !more;
}

bool confidence_load(struct confidence *confidence, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    const char *const folders[] = { folder, overlay };
    static const char *const names[] = { "confidence.txt", "settled.txt" };
    for (int n = 0; n < 2; n++)
        for (int i = 0; i < 2; i++)
            if (folders[i] && !access(arena_print(arena, "%s/%s", folders[i], names[n]).at, F_OK))
                if (!load_file(confidence, folders[i], names[n], n == 1, arena, err))
                    return false;
    return true;
}

bool confidence_load_recipients(struct confidence *weights, const char *folder, const char *overlay, struct arena *arena,
                                struct error *err)
{
    static const char name[] = "recipients.txt";
    const char *const folders[] = { folder, overlay };
    for (int i = 0; i < 2; i++)
        if (folders[i] && !access(arena_print(arena, "%s/%s", folders[i], name).at, F_OK))
            if (!load_file(weights, folders[i], name, false, arena, err))
                return false;
    return true;
}

int confidence_thousandths(int hundredths)
{
    /* 1000 / (1 + exp(-x)) at x = 0, 0.25, 0.5, … 6; between them a straight line, which is off by less than two thousandths. */
    static const int curve[] = { 500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953,
                                 963, 971, 977, 982, 986, 989, 991, 993, 995, 996, 997, 998 };
    enum { STEP = 25, LAST = sizeof curve / sizeof *curve - 1 };
    int size = hundredths < 0 ? -hundredths : hundredths, step = size / STEP;
    int value = step >= LAST ? 999 : curve[step] + (curve[step + 1] - curve[step]) * (size % STEP) / STEP;
    return hundredths < 0 ? 1000 - value : value;
}

int confidence_of(const struct confidence *confidence, const struct features *features)
{
    if (!confidence->room)
        return 500;
    return confidence_thousandths(confidence_sum(confidence, features->hashes, features->count));
}
