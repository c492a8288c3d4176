/* Classes of what is pledged, refused or asked: the object's words, the nearer to its head the stronger; then the trigger's own. */
#include "reading/details_inner.h"

#include "record/record.h"

enum { MOST_STEPS = 40, FAR = 4, TOO_FAR = 9 };

static bool read_flag(struct pattern *pattern, struct text word)
{
    static const struct { const char *text; uint32_t flag; } flags[] = { { "weak", MEANS_WEAK }, { "verb", MEANS_VERB }, { "noun", MEANS_NOUN },
        { "default", MEANS_DEFAULT }, { "trigger", MEANS_TRIGGER } };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (text_is(word, flags[i].text)) {
            pattern->flags |= flags[i].flag;
            return true;
        }
    return false;
}

static bool read_classes(const struct lexfile *file, struct text list, struct pattern *pattern, struct error *err)
{
    static const char *const names[] = {
#define MEANS(name, text, examples) text,
#include "record/means.def"
#undef MEANS
    };
    if (text_is(list, "-")) {
        pattern->flags |= MEANS_BLOCK;
        return true;
    }
    struct text name;
    while (lexfile_variant(&list, &name)) {
        int means = record_means_of(name);
        const char *near = means < 0 ? lexfile_nearest(name, names, MEANS_COUNT) : NULL;
        if (means < 0)
            return lexfile_fail(file, name, err, near ? "unknown means '%.*s'; did you mean '%s'?" : "unknown means '%.*s'", (int)name.length,
                                name.at, near);
        pattern->value |= 1u << means;
    }
    return pattern->value || lexfile_fail(file, file->fields[1], err, "no means");
}

/* WORDS | CLASSES | FLAGS | ACTS */
static bool read_means(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    if (file->field_count < 2)
        return lexfile_fail(file, file->fields[0], err, "the class of means is missing");
    if (!read_classes(file, file->fields[1], pattern, err))
        return false;
    for (struct text rest = file->field_count > 2 ? file->fields[2] : (struct text){ 0 }; rest.length;) {
        struct text word = text_trim(text_cut(&rest, ' '));
        if (word.length && !read_flag(pattern, word))
            return lexfile_fail(file, word, err, "unknown flag '%.*s'", (int)word.length, word.at);
    }
    return file->field_count < 4 || patterns_acts(file, patterns, file->fields[3], &pattern->acts, err);
}

bool means_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "means.txt", read_means, arena, err);
}

static int cost_of_case(const struct sentence *sentence, int token)
{
    int marker = tree_marker(sentence, token);
    if (marker < 0 || tree_is(sentence, marker, "of") || tree_is(sentence, marker, "include"))
        return 1;
    if (tree_is(sentence, marker, "on") || tree_is(sentence, marker, "to") || tree_is(sentence, marker, "with") || tree_is(sentence, marker, "in")
        || tree_is(sentence, marker, "about") || tree_is(sentence, marker, "over"))
        return 2;
    return 3;
}

/* How far a word stands from what it is a part of. */
static int cost_of(const struct sentence *sentence, int token)
{
    switch (sentence->tokens[token].deprel) {
    case DEPREL_CONJ: case DEPREL_FLAT: case DEPREL_FIXED: case DEPREL_OBJ: case DEPREL_XCOMP: case DEPREL_APPOS: case DEPREL_CCOMP:
    case DEPREL_NSUBJ_PASS: case DEPREL_LIST: case DEPREL_COMPOUND_PRT: case DEPREL_NUMMOD: case DEPREL_CSUBJ:
        return 0;
    case DEPREL_AMOD: case DEPREL_COMPOUND: case DEPREL_NSUBJ: case DEPREL_DEP: case DEPREL_NMOD_DESC: case DEPREL_NMOD_UNMARKED:
        return 1;
    case DEPREL_NMOD: case DEPREL_OBL:
        return cost_of_case(sentence, token);
    case DEPREL_ACL: case DEPREL_ADVMOD: case DEPREL_PARATAXIS:
        return 2;
    case DEPREL_NMOD_POSS:
        return 3;
    default:
        return FAR;
    }
}

/* The sum of the steps from a word up to the object's head; TOO_FAR where it is not under it. */
static int distance(const struct sentence *sentence, int token, int top)
{
    int sum = 0;
    for (int steps = 0; token >= 0 && steps < MOST_STEPS && sum < TOO_FAR; steps++) {
        if (token == top)
            return sum;
        sum += cost_of(sentence, token);
        token = sentence->tokens[token].head;
    }
    return TOO_FAR;
}

/* The word of [from, to) whose head stands outside. */
static int head_of(const struct sentence *sentence, int from, int to)
{
    for (int i = from; i < to; i++)
        if (sentence->tokens[i].head < from || sentence->tokens[i].head >= to)
            return i;
    return to - 1;
}

struct finding {
    uint32_t at[TOO_FAR + 1];      /* classes by distance */
    uint32_t weak;
    int weak_distance;
    const struct pattern *why[TOO_FAR + 1], *why_weak;
    int why_from[TOO_FAR + 1], why_to[TOO_FAR + 1], weak_from, weak_to;
};

static bool fits_part(const struct sentence *sentence, const struct pattern *pattern, int head, bool is_trigger)
{
    enum upos upos = (enum upos)sentence->tokens[head].upos;
    if ((pattern->flags & MEANS_DEFAULT) || ((pattern->flags & MEANS_TRIGGER) && !is_trigger))
        return false;
    if ((pattern->flags & MEANS_VERB) && upos != UPOS_VERB)
        return false;
    return !(pattern->flags & MEANS_NOUN) || upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ;
}

static void note(struct finding *found, const struct pattern *pattern, int from, int to, int distance)
{
    if (pattern->flags & MEANS_WEAK) {
        if (!found->why_weak || distance < found->weak_distance) {
            found->why_weak = pattern, found->weak_from = from, found->weak_to = to;
            found->weak = pattern->value, found->weak_distance = distance;
        }
        return;
    }
    found->at[distance] |= pattern->value;
    if (!found->why[distance])
        found->why[distance] = pattern, found->why_from[distance] = from, found->why_to[distance] = to;
}

/* Looks for patterns in [from, to) and notes them by their distance from `top`. */
static void scan(const struct detail_lexicon *lexicon, const struct site *site, int from, int to, int top, struct finding *found)
{
    const struct sentence *sentence = site->sentence;
    for (int i = from, end; i < to; i = end) {
        const struct pattern *pattern = patterns_at(&lexicon->means, sentence, i, to, site_act(site), &end);
        if (!pattern) {
            end = i + 1;
            continue;
        }
        int head = head_of(sentence, i, end);
        bool is_trigger = site->trigger >= i && site->trigger < end;
        if (!fits_part(sentence, pattern, head, is_trigger)) {
            end = i + 1;
            continue;
        }
        int far = distance(sentence, head, top);
        if (!(pattern->flags & MEANS_BLOCK))
            note(found, pattern, i, end, far < TOO_FAR ? far : TOO_FAR);
    }
}

static void tell(struct detail *why, const struct pattern *pattern, int from, int to)
{
    if (why)
        *why = detail_at(from, to, pattern);
}

/* The classes nearest to the head, and those hardly farther. */
static uint32_t nearest(const struct finding *found, int most, struct detail *why)
{
    for (int i = 0; i <= most; i++)
        if (found->at[i]) {
            uint32_t classes = 0;
            for (int j = i; j <= most && (j <= 2 || j <= i + 1); j++)
                classes |= found->at[j];
            tell(why, found->why[i], found->why_from[i], found->why_to[i]);
            return classes;
        }
    if (found->weak && found->weak_distance <= most)
        tell(why, found->why_weak, found->weak_from, found->weak_to);
    return found->weak && found->weak_distance <= most ? found->weak : 0;
}

static bool has_means(enum act act)
{
    switch (act) {
    case ACT_PLEDGE: case ACT_OFFER: case ACT_DECLINE: case ACT_WITHDRAW: case ACT_AID: case ACT_AGREE: case ACT_REQUEST: case ACT_REJECT:
    case ACT_THREATEN: case ACT_SANCTION: case ACT_MOBILIZE:
        return true;
    default:
        return false;
    }
}

static uint32_t by_default(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    for (size_t i = 0; i < lexicon->means.list.count; i++) {
        const struct pattern *pattern = &lexicon->means.list.items[i];
        if ((pattern->flags & MEANS_DEFAULT) && !pattern->dropped && (pattern->acts & site_act(site))) {
            tell(why, pattern, site->trigger, site->trigger + 1);
            return pattern->value;
        }
    }
    return 0;
}

/* The trigger's own words: "trained", "the deployment of", "negotiate". A noun's complements are its object as well. */
static uint32_t of_trigger(const struct detail_lexicon *lexicon, const struct site *site, bool *blocked, struct detail *why)
{
    const struct sentence *sentence = site->sentence;
    struct finding found = { .weak_distance = TOO_FAR };
    int from = site->trigger, to = site->trigger + 1, end;
    if (!tree_is_verb(sentence, site->trigger))
        tree_edges(sentence, site->trigger, &from, &to);
    const struct pattern *own = patterns_at(&lexicon->means, sentence, site->trigger, to, site_act(site), &end);
    *blocked = own && (own->flags & MEANS_BLOCK);
    scan(lexicon, site, from, to, site->trigger, &found);
    return nearest(&found, 2, why);
}

uint32_t details_means(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    if (why)
        *why = (struct detail){ 0 };
    if (!has_means(site->act))
        return 0;
    struct finding found = { .weak_distance = TOO_FAR };
    bool blocked = false;
    if (site->object >= 0 && site->object_to > site->object_from)
        scan(lexicon, site, site->object_from, site->object_to, site->object, &found);
    uint32_t classes = nearest(&found, FAR, why);
    if (!classes)
        classes = of_trigger(lexicon, site, &blocked, why);
    if (!classes && !blocked)
        classes = by_default(lexicon, site, why);
    return classes;
}
