/* Names over a whole document: occurrences of the same name vote on its kind together, and headlines learn from the text. */
#include <string.h>

#include "language/names_inner.h"

/* All occurrences of one name. */
struct group {
    struct text key;
    struct names_points points;
    int count;       /* occurrences */
    int words;       /* tokens of the name */
    bool is_surname; /* ends the full name of a person */
};

/* Groups by key: slots hold the group's number plus one. */
struct settling {
    struct arena arena; /* of the tables alone */
    struct document *document;
    struct { struct group *items; size_t count, room; } groups;
    uint32_t *slots; /* [slot_room], a power of two */
    size_t slot_room;
    uint64_t *small; /* [small_room] hashes of words that the text writes small; 0: free */
    size_t small_room;
};

/* The slot where `key` is or would be. */
static uint32_t *slot_of(const struct settling *settling, struct text key)
{
    size_t at = text_hash(key) & (settling->slot_room - 1);
    while (settling->slots[at] && !text_equals(settling->groups.items[settling->slots[at] - 1].key, key))
        at = (at + 1) & (settling->slot_room - 1);
    return &settling->slots[at];
}

static struct group *find_group(const struct settling *settling, const struct token *tokens, int from, int to)
{
    char key[NAMES_LONGEST_KEY];
    size_t length = names_key(tokens, from, to, key);
    uint32_t slot = length ? *slot_of(settling, (struct text){ key, length }) : 0;
    return slot ? &settling->groups.items[slot - 1] : NULL;
}

static struct group *add_group(struct settling *settling, const struct token *tokens, int from, int to)
{
    char room[NAMES_LONGEST_KEY];
    struct text key = { room, names_key(tokens, from, to, room) };
    if (!key.length)
        return NULL;
    uint32_t *slot = slot_of(settling, key);
    if (!*slot) {
        struct group group = { .key = arena_copy(&settling->arena, key), .words = to - from };
        ARENA_PUSH(&settling->arena, &settling->groups, group);
        *slot = (uint32_t)settling->groups.count;
    }
    return &settling->groups.items[*slot - 1];
}

static uint64_t small_hash(struct text form)
{
    char lower[NAMES_LONGEST_KEY];
    size_t length = form.length < sizeof lower ? form.length : sizeof lower;
    for (size_t i = 0; i < length; i++)
        lower[i] = form.at[i] >= 'A' && form.at[i] <= 'Z' ? (char)(form.at[i] + 32) : form.at[i];
    return text_hash((struct text){ lower, length }) | 1;
}

static bool small_slot(const struct settling *settling, uint64_t hash, size_t *at)
{
    *at = (hash >> 1) & (settling->small_room - 1);
    while (settling->small[*at] && settling->small[*at] != hash)
        *at = (*at + 1) & (settling->small_room - 1);
    return settling->small[*at] != 0;
}

static bool is_small_in_text(const struct settling *settling, struct text form)
{
    size_t at;
    return small_slot(settling, small_hash(form), &at);
}

static size_t power_over(size_t count)
{
    size_t power = 64;
    while (power < count * 2)
        power *= 2;
    return power;
}

/* Room for every name and its endings, and for every word of the text. */
static void make_tables(struct settling *settling)
{
    size_t words = 0, ends = 0;
    for (int i = 0; i < settling->document->sentence_count; i++) {
        const struct sentence *sentence = &settling->document->sentences[i];
        words += (size_t)sentence->token_count;
        ends += (size_t)(sentence->is_title ? sentence->token_count : sentence->name_count);
    }
    settling->slot_room = power_over(ends + 1);
    settling->slots = arena_take(&settling->arena, settling->slot_room * sizeof *settling->slots);
    settling->small_room = power_over(words);
    settling->small = arena_take(&settling->arena, settling->small_room * sizeof *settling->small);
}

static void note_small_words(struct settling *settling, const struct sentence *sentence)
{
    for (int i = 0; i < sentence->token_count; i++) {
        struct text form = sentence->tokens[i].form;
        size_t at;
        if (form.length && form.at[0] >= 'a' && form.at[0] <= 'z' && !small_slot(settling, small_hash(form), &at))
            settling->small[at] = small_hash(form);
    }
}

static bool begins_alike(const struct names_view *view, const struct name *name, const struct name *letters)
{
    return name->to - name->from > 1 && view->tokens[name->from].form.at[0] == view->tokens[letters->from].form.at[0];
}

/* "the Zor Defence League (ZDL)": the letters are whatever the long name is. */
static void share_with_acronym(struct settling *settling, const struct names_view *view, const struct name *name,
                               const struct name *next)
{
    bool in_brackets = next->from == name->to + 1 && text_is(view->tokens[name->to].form, "(") && next->to < view->count &&
                       text_is(view->tokens[next->to].form, ")");
    bool is_short = in_brackets && view->words[next->from] & NAMES_ACRONYM && begins_alike(view, name, next);
    struct group *group = is_short ? add_group(settling, view->tokens, next->from, next->to) : NULL;
    struct names_points points;
    if (!group)
        return;
    names_weigh(view, name, &points);
    for (int kind = 0; kind < NAME_OTHER; kind++)
        group->points.of[kind] += points.of[kind];
}

static void count_names(struct settling *settling, struct sentence *sentence, struct arena *scratch)
{
    struct names_view view;
    struct names_points points;
    names_view_init(&view, sentence, scratch);
    for (int i = 0; i < sentence->name_count; i++) {
        const struct name *name = &sentence->names[i];
        struct group *group = add_group(settling, view.tokens, name->from, name->to);
        if (!group)
            continue;
        names_weigh(&view, name, &points);
        group->count++;
        for (int kind = 0; kind < 4; kind++)
            group->points.of[kind] += points.of[kind];
        if (i + 1 < sentence->name_count)
            share_with_acronym(settling, &view, name, name + 1);
    }
}

static void mark_surname(struct settling *settling, const struct sentence *sentence, int from, int to)
{
    enum { CERTAIN = 12 };
    struct group *group = find_group(settling, sentence->tokens, from, to);
    if (!group || group->is_surname)
        return;
    group->is_surname = true;
    group->points.of[NAME_PERSON] += CERTAIN * group->count;
}

/* "Macron" and "von der Leyen" end a person's full name, "Xi" begins one. */
static void note_surnames(struct settling *settling, const struct sentence *sentence)
{
    for (int i = 0; i < sentence->name_count; i++) {
        const struct name *name = &sentence->names[i];
        struct group *full = name->to - name->from > 1 ? find_group(settling, sentence->tokens, name->from, name->to) : NULL;
        if (!full || names_best(&full->points) != NAME_PERSON)
            continue;
        for (int from = name->from + 1; from < name->to; from++)
            mark_surname(settling, sentence, from, name->to);
        if (names_word(&sentence->tokens[name->from]) & NAMES_SURNAME)
            mark_surname(settling, sentence, name->from, name->from + 1);
    }
}

/* A word of a headline is part of a name unless the text writes it small and no name of the text is or holds it. */
static bool stays(const struct settling *settling, const struct sentence *sentence, int at)
{
    return !is_small_in_text(settling, sentence->tokens[at].form) || find_group(settling, sentence->tokens, at, at + 1);
}

struct name_list {
    struct name *items;
    size_t count, room;
};

static void add_pieces(const struct settling *settling, const struct sentence *sentence, const struct name *name,
                       struct arena *arena, struct name_list *out)
{
    if (find_group(settling, sentence->tokens, name->from, name->to)) {
        ARENA_PUSH(arena, out, *name);
        return;
    }
    for (int from = name->from, to; from < name->to; from = to + 1) {
        to = from;
        while (to < name->to && stays(settling, sentence, to))
            to++;
        struct name piece = *name;
        piece.from = from;
        piece.to = to;
        if (from > name->from)
            piece.title_from = piece.title_to = from;
        if (to > from && sentence->tokens[to - 1].upos != UPOS_PUNCT && sentence->tokens[from].upos != UPOS_PUNCT)
            ARENA_PUSH(arena, out, piece);
    }
}

/* Where a name of the text begins at `at` in a headline, its end; 0 if none. */
static int known_end(const struct settling *settling, const struct sentence *sentence, int at, int limit)
{
    char first = sentence->tokens[at].form.at[0];
    if (first >= 'a' && first <= 'z')
        return 0;
    for (int to = at + 5 < limit ? at + 5 : limit; to > at; to--)
        if (find_group(settling, sentence->tokens, at, to))
            return to;
    return 0;
}

static void settle_headline(const struct settling *settling, struct sentence *sentence, struct arena *arena)
{
    struct name_list list = { 0 };
    int next = 0;
    for (int at = 0; at < sentence->token_count;) {
        const struct name *name = next < sentence->name_count ? &sentence->names[next] : NULL;
        if (name && name->from == at) {
            add_pieces(settling, sentence, name, arena, &list);
            at = name->to;
            next++;
            continue;
        }
        int limit = name ? name->from : sentence->token_count, to = known_end(settling, sentence, at, limit);
        if (to) {
            struct name found = { .from = at, .to = to, .title_from = at, .title_to = at };
            ARENA_PUSH(arena, &list, found);
        }
        at = to ? to : at + 1;
    }
    sentence->names = list.items;
    sentence->name_count = (int32_t)list.count;
}

static void set_kinds(const struct settling *settling, struct sentence *sentence)
{
    for (int i = 0; i < sentence->name_count; i++) {
        struct name *name = &sentence->names[i];
        const struct group *group = find_group(settling, sentence->tokens, name->from, name->to);
        if (group)
            name->kind = names_best(&group->points);
    }
}

static void count_part(struct settling *settling, bool titles, struct arena *scratch)
{
    for (int i = 0; i < settling->document->sentence_count; i++) {
        struct sentence *sentence = &settling->document->sentences[i];
        if (sentence->is_title != titles)
            continue;
        if (!titles)
            note_small_words(settling, sentence);
        if (sentence->name_count)
            count_names(settling, sentence, scratch);
        arena_reset(scratch);
    }
}

void names_settle(struct arena *arena, struct document *document)
{
    struct settling settling = { .document = document };
    struct arena scratch = { 0 };
    make_tables(&settling);
    count_part(&settling, false, &scratch);
    for (int i = 0; i < document->sentence_count && document->sentences[i].is_title; i++)
        if (names_is_headline(&document->sentences[i]))
            settle_headline(&settling, &document->sentences[i], arena);
    count_part(&settling, true, &scratch);
    for (int i = 0; i < document->sentence_count; i++)
        note_surnames(&settling, &document->sentences[i]);
    for (int i = 0; i < document->sentence_count; i++)
        set_kinds(&settling, &document->sentences[i]);
    arena_release(&scratch);
    arena_release(&settling.arena);
}
