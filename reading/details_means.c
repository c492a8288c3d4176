/* Classes of what is pledged, refused or asked: the object's words, the nearer to its head the stronger; then the trigger's own. */
#include "reading/details_means.h"

#include "record/record.h"

static bool read_flag(struct pattern *pattern, struct text word)
{
    static const struct { const char *text; uint32_t flag; } flags[] = { { "weak", MEANS_WEAK }, { "default", MEANS_DEFAULT },
                                                                         { "trigger", MEANS_TRIGGER },
        { "context", MEANS_CONTEXT } };
    static const struct { const char *text; uint8_t part; } parts[] = { { "verb", PATTERN_VERB }, { "noun", PATTERN_NOUN } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (text_is(word, parts[i].text)) {
            pattern->part = parts[i].part;
            return true;
        }
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
    if (text_is(list, "?")) {
        pattern->flags |= MEANS_REFER;
        return true;
    }
    struct text name;
    while (lexfile_variant(&list, &name)) {
        int means = record_means_of(name);
        const char *near = means < 0 ? lexfile_nearest(name, names, MEANS_COUNT) : NULL;
        if (means < 0)
            return lexfile_fail(file, name, err, near ? "unknown means '%.*s'; did you mean '%s'?" : "unknown means '%.*s'",
                                (int)name.length,
                                name.at, near);
        if (!pattern->value)
            pattern->first = (uint8_t)means;
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

bool means_load(struct detail_lexicon *lexicon, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    struct patterns *means = &lexicon->means;
    if (!patterns_load(means, folder, overlay, "means.txt", read_means, arena, err))
        return false;
    size_t count = 0;
    lexicon->defaults = arena_take(arena, (means->list.count + 1) * sizeof *lexicon->defaults);
    for (size_t i = 0; i < means->list.count; i++)
        if ((means->list.items[i].flags & MEANS_DEFAULT) && !means->list.items[i].dropped)
            lexicon->defaults[count++] = &means->list.items[i];
    return true;
}

static uint32_t tell(uint32_t classes, const struct pattern *pattern, int from, int to, struct detail *why)
{
    if (why)
        *why = detail_at(from, to, pattern);
    return classes;
}

/* The classes nearest to the head, and those hardly farther. What a plan or deal is about may stand in a clause of its own. */
static uint32_t nearest(const struct finding *found, struct detail *why)
{
    int most = found->refer.why && found->refer.distance <= 1 ? FINDING_FAR : FINDING_NEAR;
    for (int i = 0; i <= most; i++) {
        uint32_t classes = 0;
        if (!found->at[i].classes)
            continue;
        for (int j = i; j <= most && (j <= 2 || j <= i + 1); j++)
            classes |= found->at[j].classes;
        return tell(classes, found->at[i].why, found->at[i].from, found->at[i].to, why);
    }
    return 0;
}

/* What is told less surely: by the article around, by weak words, by what a word stands for. */
static uint32_t surmise(const struct detail_lexicon *lexicon, const struct site *site, const struct finding *found,
                        struct detail *why)
{
    const struct found *context = &found->context, *weak = &found->weak, *refer = &found->refer;
    if (context->why && (!weak->why || context->distance <= weak->distance + 1)) {
        uint32_t money = weak->classes & 1u << MEANS_FUNDING;
        return tell(money | context_class(lexicon, site, context->why), context->why, context->from, context->to, why);
    }
    if (weak->why)
        return tell(weak->classes, weak->why, weak->from, weak->to, why);
    return refer->why ? tell(context_refer(lexicon, site, refer->from), refer->why, refer->from, refer->to, why) : 0;
}

static bool has_means(enum act act)
{
    switch (act) {
    case ACT_PLEDGE: case ACT_OFFER: case ACT_DECLINE: case ACT_WITHDRAW: case ACT_AID: case ACT_AGREE: case ACT_REQUEST:
    case ACT_REJECT: case ACT_THREATEN: case ACT_SANCTION: case ACT_MOBILIZE:
        return true;
    default:
        return false;
    }
}

static uint32_t by_default(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    for (const struct pattern **one = lexicon->defaults; *one; one++)
        if ((*one)->acts & site_act(site))
            return tell((*one)->value, *one, site->trigger, site->trigger + 1, why);
    return 0;
}

static bool is_blocked(const struct detail_lexicon *lexicon, const struct site *site)
{
    int end;
    const struct pattern *own = patterns_at(&lexicon->means, site->sentence, site->trigger, site->sentence->token_count,
                                            site_act(site), &end);
    return own && (own->flags & MEANS_BLOCK);
}

/* "prepared to end | the war": a verb that stands just before its object tells together with it. */
static int from_verb(const struct site *site)
{
    int gap = site->object_from - site->trigger;
    bool near = tree_is_verb(site->sentence, site->trigger) && gap > 0 && gap <= 2;
    return near ? site->trigger : site->object_from;
}

/* "his willingness to host talks": the infinitive that follows a noun is its own, also where the tree gives it to the verb
 * above. */
static int with_infinitive(const struct sentence *sentence, int noun, int to)
{
    int verb = tree_is(sentence, noun + 1, "to") ? sentence->tokens[noun + 1].head : -1, from, end = to;
    if (verb > noun + 1)
        tree_edges(sentence, verb, &from, &end);
    return end > to ? end : to;
}

/* The trigger's own words and what hangs on them: "trained", "the deployment of", "announced plans to build". */
static uint32_t of_trigger(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    const struct sentence *sentence = site->sentence;
    struct finding found = { 0 };
    int from, to;
    tree_edges(sentence, site->trigger, &from, &to);
    if (tree_is_verb(sentence, site->trigger) && tree_child(sentence, site->trigger, DEPREL_NSUBJ_PASS) < 0)
        from = site->trigger;
    if (!tree_is_verb(sentence, site->trigger))
        to = with_infinitive(sentence, site->trigger, to);
    finding_scan(&found, lexicon, sentence, site_act(site), (struct part){ from, to, site->trigger, site->trigger });
    uint32_t classes = nearest(&found, why);
    return classes ? classes : surmise(lexicon, site, &found, why);
}

/* The classes of a verb whose object is who receives: "train", "equip". */
static uint32_t of_verb(const struct detail_lexicon *lexicon, const struct site *site, int verb, struct detail *why)
{
    const struct sentence *sentence = site->sentence;
    int end;
    const struct pattern *pattern = tree_is_verb(sentence, verb)
                                  ? patterns_at(&lexicon->means, sentence, verb, verb + 1, site_act(site), &end) : NULL;
    bool tells = pattern && pattern->part == PATTERN_VERB && !(pattern->flags & (MEANS_WEAK | MEANS_BLOCK));
    return tells ? tell(pattern->value, pattern, verb, verb + 1, why) : 0;
}

/* "will train and equip soldiers": what the trigger and the verbs coordinated with it tell is not the soldiers'. */
static uint32_t of_verbs(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    const struct sentence *sentence = site->sentence;
    const struct token *trigger = &sentence->tokens[site->trigger];
    uint32_t classes = of_verb(lexicon, site, site->trigger, why);
    if (classes && trigger->deprel == DEPREL_CONJ)
        classes |= of_verb(lexicon, site, trigger->head, why);
    for (int i = site->trigger + 1; classes && i < sentence->token_count; i++)
        if (sentence->tokens[i].head == site->trigger && sentence->tokens[i].deprel == DEPREL_CONJ)
            classes |= of_verb(lexicon, site, i, why);
    return classes;
}

/* "Talks must include Kyiv", "the door to talks is open": of what is asked to be otherwise, or of which something is said that has
 * no object, where it is a thing and nobody. */
static uint32_t of_subject(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    const struct sentence *sentence = site->sentence;
    bool asks = site->act == ACT_REQUEST && site->object >= 0 && tree_is_verb(sentence, site->object), alone = site->object < 0;
    int subject = asks || alone ? tree_child(sentence, alone ? site->trigger : site->object, DEPREL_NSUBJ) : -1, from, to;
    if (subject < 0 || sentence->tokens[subject].upos != UPOS_NOUN)
        return 0;
    struct finding found = { 0 };
    tree_edges(sentence, subject, &from, &to);
    finding_scan(&found, lexicon, sentence, site_act(site), (struct part){ from, to, subject, -1 });
    return nearest(&found, why);
}

/* Acts that say little where they name no means: what the article is about is theirs as well. A promise is so only where its words
 * name nothing at all ("it will go ahead"). */
static bool may_follow_topic(const struct site *site)
{
    switch (site->act) {
    case ACT_OFFER: case ACT_DECLINE: case ACT_WITHDRAW: case ACT_AID: case ACT_AGREE: case ACT_REQUEST: case ACT_REJECT:
        return true;
    default:
        return site->act == ACT_PLEDGE && site->object < 0;
    }
}

/* "Refused to renew it", "turned down that demand": the object points at what was told before. */
static bool points_back(const struct site *site)
{
    static const char *const pointing[] = { "this", "that", "these", "those", "such" };
    const struct sentence *sentence = site->sentence;
    if (site->object < 0)
        return false;
    int det = tree_child(sentence, site->object, DEPREL_DET), top = site->object;
    int inner = tree_is_verb(sentence, top) ? tree_child(sentence, top, DEPREL_OBJ) : -1;
    if (sentence->tokens[top].upos == UPOS_PRON || (inner >= 0 && sentence->tokens[inner].upos == UPOS_PRON))
        return true;
    for (size_t i = 0; det >= 0 && i < sizeof pointing / sizeof *pointing; i++)
        if (tree_is(sentence, det, pointing[i]))
            return true;
    return false;
}

uint32_t details_means(const struct detail_lexicon *lexicon, const struct site *site, struct detail *why)
{
    struct finding found = { 0 };
    if (why)
        *why = (struct detail){ 0 };
    if (!has_means(site->act))
        return 0;
    uint32_t classes = by_default(lexicon, site, why);
    if (classes)
        return is_blocked(lexicon, site) ? 0 : classes;
    classes = of_verbs(lexicon, site, why);
    if (classes)
        return classes;
    if (site->object >= 0 && site->object_to > site->object_from)
        finding_scan(&found, lexicon, site->sentence, site_act(site),
                     (struct part){ from_verb(site), site->object_to, site->object, site->trigger });
    classes = nearest(&found, why);
    if (!classes)
        classes = surmise(lexicon, site, &found, why);
    if (!classes)
        classes = of_trigger(lexicon, site, why);
    if (!classes)
        classes = of_subject(lexicon, site, why);
    if (!classes && points_back(site))
        classes = context_before(lexicon, site);
    return classes || !may_follow_topic(site) ? classes : context_topic(lexicon, site);
}
