/* Slots of an entry: "obj=RO@targets! of=O not!" to what the matcher tests. */
#include "reading/acts.h"

#include <string.h>

static const char *const known_names[] = { "subj", "obj", "iobj", "xcomp", "that", "as" };

/* The names of slots that are prepositions; anything else is taken for a misspelling. */
static const char *const prepositions[] = {
    "about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "and", "around", "at", "before",
    "behind", "below", "beside", "between", "beyond", "by", "despite", "down", "during", "for", "from", "in", "inside", "into",
    "like", "near", "of", "off", "on", "onto", "out", "outside", "over", "past", "per", "regarding", "since",
    "through", "throughout", "to", "toward", "towards", "under", "until", "up", "upon", "versus", "via", "with", "within",
    "without",
};
enum { NAME_COUNT = sizeof known_names / sizeof *known_names, PREPOSITIONS = sizeof prepositions / sizeof *prepositions };

const char *acts_slot_text(int name)
{
    return known_names[name];
}

bool acts_read_classes(class_set *classes, const struct words *words, const struct lexfile *file, struct text names,
                       struct error *err)
{
    const char *known[WORDS_CLASSES];
    for (int i = 0; i < words->class_count; i++)
        known[i] = words->classes[i].at;
    while (names.length) {
        struct text name = text_cut(&names, '+');
        int number = words_class(words, name);
        if (number >= 0) {
            classes_add(classes, number);
            continue;
        }
        const char *near = lexfile_nearest(name, known, words->class_count);
        return lexfile_fail(file, name, err, near ? "unknown class '%.*s'; did you mean '%s'?" : "unknown class '%.*s'",
                            (int)name.length, name.at, near);
    }
    return true;
}

static bool read_name(struct slot *slot, const struct lexfile *file, struct text name, struct error *err)
{
    for (int i = 0; i < NAME_COUNT; i++)
        if (text_is(name, known_names[i])) {
            slot->name = (uint8_t)i;
            return true;
        }
    for (int i = 0; i < PREPOSITIONS; i++)
        if (text_is(name, prepositions[i])) {
            slot->name = SLOT_PREP;
            slot->prep = text_of(prepositions[i]);
            return true;
        }
    const char *near = lexfile_nearest(name, known_names, NAME_COUNT);
    if (!near)
        near = lexfile_nearest(name, prepositions, PREPOSITIONS);
    return lexfile_fail(file, name, err, near ? "unknown slot '%.*s'; did you mean '%s'?" : "unknown slot '%.*s'",
                        (int)name.length, name.at, near);
}

static bool read_role(struct slot *slot, const struct lexfile *file, struct text role, struct error *err)
{
    static const struct { const char *text; uint8_t role; } roles[] = {
        { "R", ROLE_RECIPIENT }, { "O", ROLE_OBJECT }, { "RO", ROLE_EITHER }, { "W", ROLE_TRIGGER }, { "A", ROLE_ACTOR },
        { "", ROLE_CLASS }, { "any", ROLE_ANY },
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (text_is(role, roles[i].text)) {
            slot->role = roles[i].role;
            return true;
        }
    return lexfile_fail(file, role, err, "unknown value '%.*s'; it is R, O, RO, W, A, @class or any", (int)role.length, role.at);
}

static bool read_slot(struct entry *entry, const struct words *words, const struct lexfile *file, struct text whole,
                      struct error *err)
{
    if (entry->slot_count == ACTS_SLOTS)
        return lexfile_fail(file, whole, err, "more than %d slots", ACTS_SLOTS);
    struct slot slot = { 0 };
    struct text value = whole, name = text_cut(&value, '=');
    slot.firm = text_ends(value, TEXT("!!"));
    while (text_ends(value, TEXT("!"))) {
        slot.required = true;
        value.length--;
    }
    struct text classes = value, role = text_cut(&classes, '@');
    if (!read_name(&slot, file, name, err) || !read_role(&slot, file, role, err))
        return false;
    if (classes.length && !acts_read_classes(&slot.classes, words, file, classes, err))
        return false;
    if (slot.role == ROLE_CLASS && !classes_any(&slot.classes))
        return lexfile_fail(file, whole, err, "slot '%.*s' has no value", (int)name.length, name.at);
    entry->slots[entry->slot_count++] = slot;
    return true;
}

bool acts_read_slots(struct entry *entry, const struct words *words, const struct lexfile *file, struct text slots,
                     struct error *err)
{
    while (slots.length) {
        struct text part = text_trim(text_cut(&slots, ' '));
        if (text_is(part, "not!"))
            entry->if_negated = true;
        else if (text_is(part, "past!"))
            entry->if_past = true;
        else if (text_is(part, "passive!"))
            entry->if_passive = true;
        else if (text_is(part, "order!"))
            entry->if_order = true;
        else if (text_is(part, "own!"))
            entry->if_own = true;
        else if (text_is(part, "other!"))
            entry->if_other = true;
        else if (text_is(part, "grave!"))
            entry->if_grave = true;
        else if (text_is(part, "contrary!"))
            entry->if_contrary = true;
        else if (text_is(part, "blaming!"))
            entry->if_blaming = true;
        else if (text_is(part, "disputed!"))
            entry->if_disputed = true;
        else if (text_is(part, "aside!"))
            entry->if_aside = true;
        else if (text_is(part, "several!"))
            entry->if_several = true;
        else if (text_is(part, "bare!"))
            entry->if_bare = true;
        else if (text_is(part, "if!"))
            entry->if_hedged = true;
        else if (part.length && !memchr(part.at, '=', part.length))
            return lexfile_fail(file, part, err, "'%.*s' is no slot: a slot is a name, '=' and a value", (int)part.length, part.at);
        else if (part.length && !read_slot(entry, words, file, part, err))
            return false;
    }
    return true;
}
