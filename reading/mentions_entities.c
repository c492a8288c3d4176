/* Entities: the same one has the same number across an article, by lexicon entry, full name or surname. */
#include "reading/mentions_inner.h"

#include <string.h>

int dictionary_get(const struct dictionary *dictionary, struct text key)
{
    if (!dictionary->room)
        return -1;
    size_t at = text_hash(key) & (dictionary->room - 1);
    for (; dictionary->slots[at].key.length; at = (at + 1) & (dictionary->room - 1))
        if (text_equals(dictionary->slots[at].key, key))
            return dictionary->slots[at].value;
    return -1;
}

static struct dictionary_slot *slot_of(struct dictionary *dictionary, struct text key)
{
    size_t at = text_hash(key) & (dictionary->room - 1);
    while (dictionary->slots[at].key.length && !text_equals(dictionary->slots[at].key, key))
        at = (at + 1) & (dictionary->room - 1);
    return &dictionary->slots[at];
}

void dictionary_put(struct dictionary *dictionary, struct text key, int value, struct arena *arena)
{
    if (dictionary->count * 2 >= dictionary->room) {
        struct dictionary old = *dictionary;
        dictionary->room = old.room ? old.room * 2 : 64;
        dictionary->slots = arena_take(arena, dictionary->room * sizeof *dictionary->slots);
        for (size_t i = 0; i < old.room; i++)
            if (old.slots[i].key.length)
                *slot_of(dictionary, old.slots[i].key) = old.slots[i];
    }
    struct dictionary_slot *slot = slot_of(dictionary, key);
    if (!slot->key.length) {
        slot->key = arena_copy(arena, key);
        dictionary->count++;
    }
    slot->value = value;
}

static int entity_new(struct finder *finder, struct entity entity)
{
    int number = (int)finder->entities.count;
    ARENA_PUSH(finder->arena, &finder->entities, entity);
    if (entity.kind <= MENTION_GROUP && entity.code.length && dictionary_get(&finder->by_code, entity.code) < 0)
        dictionary_put(&finder->by_code, entity.code, number, finder->arena);
    return number;
}

int entity_of_actor(struct finder *finder, const struct actor *actor)
{
    if (finder->of_actor[actor->number] < 0)
        finder->of_actor[actor->number] = entity_new(finder, (struct entity){
            .full = actor->canonical, .code = actor->code, .file = actor->file, .line = actor->line, .actor = actor,
            .kind = actor->kind, .gender = actor->gender, .is_public = true, .is_person = actor->kind == MENTION_PERSON });
    return finder->of_actor[actor->number];
}

int entity_of_name(struct finder *finder, int from, int to)
{
    char key[LONGEST_KEY];
    struct text name = { key, naming_key(finder, from, to, key) };
    if (!name.length)
        return -1;
    int entity = dictionary_get(&finder->by_name, name);
    if (entity >= 0)
        return entity;
    entity = entity_new(finder, (struct entity){ .full = found_text(finder, from, to), .kind = MENTION_OTHER });
    dictionary_put(&finder->by_name, name, entity, finder->arena);
    return entity;
}

/* "von", "al", "bin": part of the surname that follows. */
static bool is_particle(struct text word)
{
    static const char *const particles[] = { "von", "van", "der", "den", "de", "da", "di", "del", "al", "el", "bin", "ben", "la",
                                             "le", "dos" };
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (text_equals_nocase(word, text_of(particles[i])))
            return true;
    return false;
}

static void learn_key(struct finder *finder, int from, int to, int entity)
{
    char key[LONGEST_KEY];
    struct text name = { key, naming_key(finder, from, to, key) };
    if (name.length < 2)
        return;
    int old = dictionary_get(&finder->by_surname, name);
    if (old != entity)
        dictionary_put(&finder->by_surname, name, old == -1 ? entity : -2, finder->arena);
}

/* "Abdullah II", "Leo XIV": the ruler is called by the name before it. */
static bool is_numeral(struct text word)
{
    size_t at = 0;
    while (at < word.length && (word.at[at] == 'I' || word.at[at] == 'V' || word.at[at] == 'X'))
        at++;
    return at > 0 && at == word.length;
}

static bool is_suffix(struct text word)
{
    return text_is(word, "Jr.") || text_is(word, "Jr") || text_is(word, ",") || is_numeral(word);
}

/* "Lai Ching-te", "Lin Jian" of China: the family name stands first. */
static bool is_surname_first(const struct finder *finder, int entity, int from, int to)
{
    static const char *const codes[] = { "CHN", "TWN", "KOR", "PRK", "HKG", "MAC", NULL };
    const struct token *tokens = finder->sentence->tokens;
    struct text code = finder->entities.items[entity].code, last = tokens[to - 1].form;
    if (to - from > 2 && text_is(tokens[to - 2].form, "-") && last.at[0] >= 'a' && last.at[0] <= 'z')
        return true;
    size_t hyphen = text_find(last, TEXT("-"));
    if (hyphen > 1 && hyphen + 1 < last.length && last.at[hyphen + 1] >= 'a' && last.at[hyphen + 1] <= 'z')
        return true;
    for (int i = 0; codes[i] && code.length; i++)
        if (text_is(code, codes[i]))
            return to - from <= 3;
    return false;
}

bool entity_is_knighthood(struct text word)
{
    return text_is(word, "Sir") || text_is(word, "Dame");
}

void entity_learn_surname(struct finder *finder, int entity, int from, int to)
{
    const struct token *tokens = finder->sentence->tokens;
    if (to - from > 2 && entity_is_knighthood(tokens[from].form))
        from++;
    if (to - from > 1 && from > 0 && entity_is_knighthood(tokens[from - 1].form))
        learn_key(finder, from - 1, from + 1, entity);
    bool rules = is_numeral(tokens[to - 1].form);
    while (to - from > 1 && is_suffix(tokens[to - 1].form))
        to--;
    if (to - from < 2 && !rules)
        return;
    if (is_surname_first(finder, entity, from, to))
        learn_key(finder, from, from + 1, entity);
    int start = to - 1;
    while (start - 2 > from && text_is(tokens[start - 1].form, "-"))
        start -= 2;
    learn_key(finder, start, to, entity);
    int wide = start;
    while (wide - 1 > from && (is_particle(tokens[wide - 1].form) || text_is(tokens[wide - 1].form, "-")))
        wide--;
    if (wide < start)
        learn_key(finder, wide, to, entity);
}

int entity_of_surname(const struct finder *finder, int from, int to)
{
    char key[LONGEST_KEY];
    struct text name = { key, naming_key(finder, from, to, key) };
    return name.length < 2 ? -1 : dictionary_get(&finder->by_surname, name);
}

int entity_of_knight(const struct finder *finder, int given)
{
    bool titled = given > 0 && entity_is_knighthood(finder->sentence->tokens[given - 1].form);
    return titled ? entity_of_surname(finder, given - 1, given + 1) : -1;
}

int entity_of_state(struct finder *finder, struct text code)
{
    return code.length ? dictionary_get(&finder->by_code, code) : -1;
}

/* "FRA foreignminister", or the title alone. */
static struct text title_key(struct finder *finder, const struct title *title, struct text code, char *key)
{
    size_t length = 0;
    if (code.length && code.length < LONGEST_KEY / 2) {
        memcpy(key, code.at, code.length);
        key[code.length] = ' ';
        length = code.length + 1;
    }
    size_t longer = actors_key(title->name, key, length, LONGEST_KEY, finder->arena);
    return (struct text){ key, longer };
}

void entity_of_title(struct finder *finder, const struct title *title, int entity)
{
    char key[LONGEST_KEY];
    struct text code = finder->entities.items[entity].code;
    struct text alone = title_key(finder, title, (struct text){ 0 }, key);
    if (!alone.length)
        return;
    dictionary_put(&finder->by_title, alone, entity, finder->arena);
    if (code.length)
        dictionary_put(&finder->by_title, title_key(finder, title, code, key), entity, finder->arena);
}

int entity_with_title(struct finder *finder, const struct title *title, struct text code)
{
    char key[LONGEST_KEY];
    return dictionary_get(&finder->by_title, title_key(finder, title, code, key));
}
