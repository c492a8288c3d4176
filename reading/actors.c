/* Loads lexicon/actors/: states, organisations, groups, people, titles and little words, each checked as it is read. */
#include "reading/actors.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "reading/lexfile.h"

enum { FIRST_PLACES = 1 << 15, OPEN_DAY = 99999999, LONGEST_PHRASE = 160 };

struct loader {
    struct actor_lexicon *lexicon;
    struct lexfile file;
    struct arena *arena;
    size_t own_from; /* actors from here on come from the folder being read */
    struct error *err;
};

static void place_slot(struct actor_lexicon *lexicon, size_t slot)
{
    unsigned long long hash = text_hash(lexicon->slots.items[slot].key);
    size_t at = hash = hash ? hash : 1;
    while (lexicon->places[at & (lexicon->place_room - 1)].slot)
        at++;
    lexicon->places[at & (lexicon->place_room - 1)] = (struct phrase_place){ (uint32_t)(hash >> 32), (uint32_t)slot + 1 };
}

static void places_grow(struct actor_lexicon *lexicon, struct arena *arena)
{
    lexicon->place_room = lexicon->place_room ? lexicon->place_room * 2 : FIRST_PLACES;
    lexicon->places = arena_take(arena, lexicon->place_room * sizeof *lexicon->places);
    for (size_t i = 0; i < lexicon->slots.count; i++)
        place_slot(lexicon, i);
}

static struct phrase_slot *slot_make(struct actor_lexicon *lexicon, struct text key, struct arena *arena)
{
    unsigned look = text_sketch(key);
    if ((lexicon->slots.count + 1) * 4 > lexicon->place_room * 3)
        places_grow(lexicon, arena);
    lexicon->looks[look / 8] |= (uint8_t)(1u << look % 8);
    const struct phrase_slot *old = actors_slot(lexicon, key);
    if (old)
        return &lexicon->slots.items[old - lexicon->slots.items];
    ARENA_PUSH(arena, &lexicon->slots, (struct phrase_slot){ .key = arena_copy(arena, key) });
    place_slot(lexicon, lexicon->slots.count - 1);
    return &lexicon->slots.items[lexicon->slots.count - 1];
}

/* What keys begin with. */
static void mark_beginnings(struct actor_lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->slots.count; i++)
        for (struct text part = lexicon->slots.items[i].key; part.length > 1;) {
            part.length--;
            const struct phrase_slot *slot = actors_slot(lexicon, part);
            if (slot)
                lexicon->slots.items[slot - lexicon->slots.items].goes_on = true;
        }
}

/* "US", "U.S.", "G7", but not "NATO's" or "Iraq". */
static bool is_acronym(struct text surface)
{
    int letters = 0;
    for (size_t i = 0; i < surface.length; i++) {
        if (surface.at[i] != '.' && !letter_is_large(surface.at[i]) && !(surface.at[i] >= '0' && surface.at[i] <= '9'))
            return false;
        letters += surface.at[i] != '.';
    }
    return letters <= 5;
}

/* Makes the slots of a phrase: one for each of its beginnings that end at a blank or hyphen, and its own. */
static struct phrase_slot *slots_of_phrase(struct loader *loader, struct text surface)
{
    char key[LONGEST_PHRASE];
    size_t length = 0, start = 0;
    struct phrase_slot *slot = NULL;
    for (size_t i = 0; i <= surface.length; i++) {
        if (i < surface.length && surface.at[i] != ' ' && surface.at[i] != '-' && surface.at[i] != '\'')
            continue;
        length = actors_key(text_slice(surface, start, i), key, length, sizeof key, loader->arena);
        start = i;
        if (length)
            slot = slot_make(loader->lexicon, (struct text){ key, length }, loader->arena);
    }
    return slot;
}

static bool is_lower_start(struct text surface)
{
    return surface.length && surface.at[0] >= 'a' && surface.at[0] <= 'z';
}

static bool dates_part(const struct actor *a, const struct actor *b)
{
    return a->to_day <= b->from_day || b->to_day <= a->from_day || a->from_day || b->from_day || a->to_day < OPEN_DAY ||
           b->to_day < OPEN_DAY;
}

/* Two states may not share a name; two people may, when their dates tell them apart. */
static bool is_clash(const struct phrase *old, const struct phrase *new)
{
    if (!old->actor || !new->actor || old->form != new->form || old->actor->replaced || old->actor == new->actor)
        return false;
    if (new->form != FORM_NAME && new->form != FORM_BODY)
        return false;
    if (!text_equals(old->surface, new->surface) || old->actor->kind != new->actor->kind)
        return false;
    return old->actor->kind != MENTION_PERSON || !dates_part(old->actor, new->actor);
}

static bool phrase_add(struct loader *loader, struct text surface, uint8_t form, const struct actor *actor,
                       const struct title *title)
{
    struct phrase_slot *slot = slots_of_phrase(loader, surface);
    if (!slot)
        return lexfile_fail(&loader->file, surface, loader->err, "'%.*s' has no letters, or too many", (int)surface.length,
                            surface.at);
    struct phrase *phrase = arena_take(loader->arena, sizeof *phrase);
    *phrase = (struct phrase){ .surface = surface, .form = form, .exact = is_acronym(surface), .actor = actor, .title = title,
                               .capital = !is_lower_start(surface) };
    const struct phrase **end = &slot->first;
    for (; *end; end = (const struct phrase **)&(*end)->next) {
        const struct phrase *old = *end;
        if (is_clash(old, phrase))
            return lexfile_fail(&loader->file, surface, loader->err, "'%.*s' is already a name of '%.*s' (%.*s:%d)",
                                (int)surface.length,
                                surface.at, (int)old->actor->canonical.length, old->actor->canonical.at,
                                    (int)old->actor->file.length,
                                old->actor->file.at, old->actor->line);
    }
    *end = phrase;
    return true;
}

static bool phrases_add(struct loader *loader, struct text list, uint8_t form, const struct actor *actor, const struct title *title)
{
    struct text variant;
    while (lexfile_variant(&list, &variant))
        if (!phrase_add(loader, variant, form, actor, title))
            return false;
    return true;
}

static struct text field_of(const struct loader *loader, int i)
{
    return i < loader->file.field_count ? loader->file.fields[i] : (struct text){ 0 };
}

/* Marks the entry of an earlier folder that has this entry's name. */
static void replace_older(struct loader *loader, const struct actor *actor)
{
    for (size_t i = 0; i < loader->own_from; i++) {
        struct actor *old = loader->lexicon->actors.items[i];
        if (old->kind == actor->kind && text_equals(old->canonical, actor->canonical))
            old->replaced = true;
    }
}

/* The entry of the same folder that this line goes on with: same code, same canonical name. People have one line each term in
 * office. */
static struct actor *actor_continued(struct loader *loader, uint8_t kind)
{
    struct text names = field_of(loader, 1), canonical;
    if (kind == MENTION_PERSON || !lexfile_variant(&names, &canonical))
        return NULL;
    for (size_t i = loader->lexicon->actors.count; i > loader->own_from; i--) {
        struct actor *old = loader->lexicon->actors.items[i - 1];
        if (old->kind == kind && text_equals(old->code, field_of(loader, 0)) && text_equals(old->canonical, canonical))
            return old;
    }
    return NULL;
}

static struct actor *actor_new(struct loader *loader, uint8_t kind)
{
    struct actor *actor = actor_continued(loader, kind);
    if (actor)
        return actor;
    actor = arena_take(loader->arena, sizeof *actor);
    struct text names = field_of(loader, 1);
    *actor = (struct actor){ .code = field_of(loader, 0), .file = loader->file.name,
                             .line = loader->file.line, .kind = kind, .to_day = OPEN_DAY,
                             .number = (int)loader->lexicon->actors.count };
    if (!lexfile_variant(&names, &actor->canonical)) {
        lexfile_fail(&loader->file, loader->file.whole, loader->err, "an entry needs a code and a name: CODE | name, …");
        return NULL;
    }
    if (text_is(actor->code, "-")) {
        actor->code = (struct text){ 0 };
        actor->kind = MENTION_OTHER;
    }
    replace_older(loader, actor);
    ARENA_PUSH(loader->arena, &loader->lexicon->actors, actor);
    return actor;
}

static bool is_code(const struct actor_lexicon *lexicon, struct text code)
{
    for (size_t i = 0; i < lexicon->actors.count; i++)
        if (lexicon->actors.items[i]->kind <= MENTION_GROUP && text_equals(lexicon->actors.items[i]->code, code))
            return true;
    return false;
}

/* The code in `code` must be one of a state, organisation or group. */
static bool check_code(struct loader *loader, struct text code)
{
    const struct actor_lexicon *lexicon = loader->lexicon;
    if (!code.length || is_code(lexicon, code))
        return true;
    const char **names = arena_take(loader->arena, (lexicon->actors.count + 1) * sizeof *names);
    int count = 0;
    for (size_t i = 0; i < lexicon->actors.count; i++)
        if (lexicon->actors.items[i]->kind <= MENTION_GROUP)
            names[count++] = arena_copy(loader->arena, lexicon->actors.items[i]->code).at;
    const char *near = lexfile_nearest(code, names, count);
    return lexfile_fail(&loader->file, code, loader->err, "unknown code '%.*s'%s%s%s", (int)code.length, code.at,
                        near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static bool add_state(struct loader *loader)
{
    struct actor *actor = actor_new(loader, MENTION_STATE);
    return actor && phrases_add(loader, field_of(loader, 1), FORM_NAME, actor, NULL) &&
           phrases_add(loader, field_of(loader, 2), FORM_DEMONYM, actor, NULL) &&
           phrases_add(loader, field_of(loader, 3), FORM_SEAT, actor, NULL) &&
           phrases_add(loader, field_of(loader, 4), FORM_BODY, actor, NULL) &&
           phrases_add(loader, field_of(loader, 5), FORM_ELSEWHERE, actor, NULL);
}

static bool add_body_of_many(struct loader *loader, uint8_t kind)
{
    struct actor *actor = actor_new(loader, kind);
    return actor && phrases_add(loader, field_of(loader, 1), FORM_NAME, actor, NULL) &&
           phrases_add(loader, field_of(loader, 2), FORM_BODY, actor, NULL) &&
           phrases_add(loader, field_of(loader, 3), FORM_DEFINITE, actor, NULL) &&
           phrases_add(loader, field_of(loader, 4), FORM_SEAT, actor, NULL);
}

static bool add_organisation(struct loader *loader)
{
    return add_body_of_many(loader, MENTION_ORGANISATION);
}

static bool add_group(struct loader *loader)
{
    return add_body_of_many(loader, MENTION_GROUP);
}

/* "2012", "2012-05" or "2012-05-06" as a day; the first or last one of a year or month. -1 where it is none. */
static int parse_day(struct text date, bool last)
{
    int parts[3] = { 0, last ? 12 : 1, last ? 31 : 1 }, n = 0;
    if (!date.length)
        return last ? OPEN_DAY : 0;
    while (date.length && n < 3) {
        struct text part = text_cut(&date, '-');
        if (part.length != (n ? 2u : 4u))
            return -1;
        parts[n] = 0;
        for (size_t i = 0; i < part.length; i++) {
            if (part.at[i] < '0' || part.at[i] > '9')
                return -1;
            parts[n] = parts[n] * 10 + (part.at[i] - '0');
        }
        n++;
    }
    if (date.length || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31)
        return -1;
    return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

static bool set_dates(struct loader *loader, struct actor *actor, struct text dates)
{
    if (!dates.length)
        return true;
    size_t mid = text_find(dates, TEXT(".."));
    if (mid == dates.length)
        return lexfile_fail(&loader->file, dates, loader->err, "bad dates '%.*s'; write from..to, as in 2019-05..2023",
                            (int)dates.length, dates.at);
    struct text from = text_trim(text_slice(dates, 0, mid)), to = text_trim(text_slice(dates, mid + 2, dates.length));
    actor->from_day = parse_day(from, false);
    actor->to_day = parse_day(to, true);
    if (actor->from_day < 0 || actor->to_day < 0) {
        struct text bad = actor->from_day < 0 ? from : to;
        return lexfile_fail(&loader->file, bad, loader->err, "bad date '%.*s'; write 2019, 2019-05 or 2019-05-20", (int)bad.length,
                            bad.at);
    }
    if (actor->from_day > actor->to_day)
        return lexfile_fail(&loader->file, dates, loader->err, "'%.*s' ends before it begins", (int)dates.length, dates.at);
    return true;
}

static bool has_blank(struct text name)
{
    return text_find(name, TEXT(" ")) < name.length;
}

/* A single word among the names of a person is a surname that is known by itself. */
static bool add_person_names(struct loader *loader, const struct actor *actor)
{
    struct text names = field_of(loader, 1), name;
    while (lexfile_variant(&names, &name))
        if (!phrase_add(loader, name, has_blank(name) ? FORM_NAME : FORM_SURNAME, actor, NULL))
            return false;
    return true;
}

static bool add_person(struct loader *loader)
{
    struct actor *actor = actor_new(loader, MENTION_PERSON);
    if (!actor || !check_code(loader, actor->code) || !set_dates(loader, actor, field_of(loader, 3)))
        return false;
    actor->office = field_of(loader, 2);
    struct text gender = field_of(loader, 4);
    if (gender.length && !text_is(gender, "f") && !text_is(gender, "m"))
        return lexfile_fail(&loader->file, gender, loader->err, "unknown gender '%.*s'; 'f', 'm' or nothing", (int)gender.length,
                            gender.at);
    actor->gender = text_is(gender, "f") ? GENDER_FEMALE : GENDER_MALE;
    return add_person_names(loader, actor);
}

static const char *const title_kinds[TITLE_KINDS] = { "role", "body", "officials", "collective", "region", "private", "country" };

static struct title *title_new(struct loader *loader, int kind, bool plural)
{
    struct title *title = arena_take(loader->arena, sizeof *title);
    *title = (struct title){ .file = loader->file.name, .line = loader->file.line, .kind = (uint8_t)kind, .plural = plural };
    *(kind == TITLE_COUNTRY ? &title->states : &title->code) = field_of(loader, 2);
    struct text words = field_of(loader, 1), gender = field_of(loader, 3);
    lexfile_variant(&words, &title->name);
    title->gender = text_is(gender, "f") ? GENDER_FEMALE : text_is(gender, "m") ? GENDER_MALE : GENDER_UNKNOWN;
    ARENA_PUSH(loader->arena, &loader->lexicon->titles, title);
    return title;
}

static bool ends_in(struct text word, const char *end)
{
    return text_ends(word, text_of(end));
}

/* The plural of an English role: its last word's, or the first noun's before "of", "to", "for" or "general". */
static struct text plural_of(struct text role, struct arena *arena)
{
    static const char *const tails[] = { " of ", " to ", " for ", "-general", " general" };
    struct text head = role, tail = { role.at + role.length, 0 };
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t at = text_find(role, text_of(tails[i]));
        if (at < head.length) {
            head = text_slice(role, 0, at);
            tail = text_slice(role, at, role.length);
        }
    }
    const char *end = "s";
    size_t keep = head.length;
    if (ends_in(head, "man")) {
        keep -= 3, end = "men";
    } else if (ends_in(head, "person")) {
        keep -= 6, end = "people";
    } else if (ends_in(head, "y") && !ends_in(head, "ey") && !ends_in(head, "oy")) {
        keep -= 1, end = "ies";
    } else if (ends_in(head, "s") || ends_in(head, "ch") || ends_in(head, "sh")) {
        end = "es";
    }
    return arena_print(arena, "%.*s%s%.*s", (int)keep, head.at, end, (int)tail.length, tail.at);
}

static bool add_roles(struct loader *loader)
{
    struct title *one = title_new(loader, TITLE_ROLE, false), *many = title_new(loader, TITLE_OFFICIALS, true);
    struct text words = field_of(loader, 1), word;
    while (lexfile_variant(&words, &word))
        if (!phrase_add(loader, word, FORM_TITLE, NULL, one) ||
            (!ends_in(word, ".") && !phrase_add(loader, plural_of(word, loader->arena), FORM_TITLE, NULL, many)))
            return false;
    return true;
}

static bool add_title(struct loader *loader)
{
    struct text kind = field_of(loader, 0);
    if (text_is(kind, "saying"))
        return phrases_add(loader, field_of(loader, 1), FORM_SAYING, NULL, NULL);
    if (text_is(kind, "place"))
        return phrases_add(loader, field_of(loader, 1), FORM_PLACE, NULL, NULL);
    int number = -1;
    for (int i = 0; i < TITLE_KINDS; i++)
        if (text_is(kind, title_kinds[i]))
            number = i;
    if (number < 0) {
        const char *near = lexfile_nearest(kind, title_kinds, TITLE_KINDS);
        return lexfile_fail(&loader->file, kind, loader->err, "unknown kind '%.*s'%s%s%s", (int)kind.length, kind.at,
                            near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    struct text codes = field_of(loader, 2), code;
    while (lexfile_variant(&codes, &code))
        if (!check_code(loader, number == TITLE_COUNTRY ? code : field_of(loader, 2)))
            return false;
    if (number == TITLE_ROLE)
        return add_roles(loader);
    struct title *title = title_new(loader, number, number == TITLE_OFFICIALS || number == TITLE_COLLECTIVE);
    return phrases_add(loader, field_of(loader, 1), FORM_TITLE, NULL, title);
}

static bool load_file(struct loader *loader, const char *folder, const char *name, bool (*add)(struct loader *))
{
    if (!lexfile_read(&loader->file, folder, name, loader->arena, loader->err))
        return false;
    loader->file.name = arena_print(loader->arena, "actors/%s", name); /* as it is told to people */
    int more;
    while ((more = lexfile_next(&loader->file, loader->err)) > 0)
        if (!add(loader))
            return false;
    return more == 0;
}

static bool load_folder(struct loader *loader, const char *folder, bool may_lack)
{
    static const struct { const char *name; bool (*add)(struct loader *); } files[] = {
        { "states.txt", add_state }, { "organisations.txt", add_organisation }, { "groups.txt", add_group },
        { "people.txt", add_person }, { "titles.txt", add_title },
    };
    loader->own_from = loader->lexicon->actors.count;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (may_lack && access(arena_print(loader->arena, "%s/%s", folder, files[i].name).at, F_OK))
            continue;
        if (!load_file(loader, folder, files[i].name, files[i].add))
            return false;
    }
    return true;
}

const struct actor_lexicon *actors_load(const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    struct actor_lexicon *lexicon = arena_take(arena, sizeof *lexicon);
    struct loader loader = { .lexicon = lexicon, .arena = arena, .err = err };
    if (!load_folder(&loader, folder, false) || (overlay && !load_folder(&loader, overlay, true)))
        return NULL;
    mark_beginnings(lexicon);
    return lexicon;
}
