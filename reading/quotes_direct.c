/* Finds what quotation marks and inserted clauses attribute: '"…," she said, "…"', 'The plan would fail, she said.' */
#include "reading/quotes_inner.h"

static bool is_comma(const struct page *page, int token)
{
    return page_is(page, token, ",") || page_is(page, token, "—") || page_is(page, token, "–") || page_is(page, token, "--") ||
           page_is(page, token, "-");
}

static bool ends_sentence(const struct page *page, int token)
{
    return page_is(page, token, ".") || page_is(page, token, "?") || page_is(page, token, "!") || page_is(page, token, ":");
}

static bool speaks(const struct cue *cue)
{
    return cue->entry->frames & FRAME_QUOTE && cue->entry->kind == QUOTES_VERB;
}

static bool is_quoted(const struct page *page, int token)
{
    int region = page->region[token];
    return region >= 0 && page->quoted.items[region].is_full;
}

/* The words from the source to the cue, whichever is first. */
static void measure_phrase(const struct page *page, struct cue *cue)
{
    cue->phrase_from = cue->span.from;
    cue->phrase_to = cue->span.to;
    bool has_source = cue->has_subject && cue->source.to > cue->source.from;
    has_source = has_source && page_same_sentence(page, cue->source.from, cue->token);
    if (has_source && cue->source.from < cue->phrase_from)
        cue->phrase_from = cue->source.from;
    if (has_source && cue->source.to > cue->phrase_to)
        cue->phrase_to = cue->source.to;
}

static void add_run(const struct page *page, struct cue *cue, struct run run)
{
    if (run.from < run.to)
        ARENA_PUSH(page->arena, &cue->content, run);
}

static void take(struct page *page, struct cue *cue, int region)
{
    cue->is_inserted = true;
    for (; region >= 0 && !page->quoted.items[region].is_taken; region = page->quoted.items[region].joins) {
        page->quoted.items[region].is_taken = true;
        add_run(page, cue, page->quoted.items[region].run);
    }
}

enum { LONGEST_DATELINE = 12 };

/* "OSLO, May 3 (Agency) - ": the sentence that is told begins behind it. */
static int after_dateline(const struct page *page, int from)
{
    for (int i = from; i < from + LONGEST_DATELINE && page_same_sentence(page, i, from); i++) {
        uint8_t upos = page->tokens[i]->upos;
        bool dash = page_is(page, i, "-") || page_is(page, i, "—") || page_is(page, i, "–") || page_is(page, i, "--");
        if (dash && i > from && page->tokens[i]->flags & TOKEN_SPACE_BEFORE)
            return i + 1;
        if (upos != UPOS_PROPN && upos != UPOS_PUNCT && upos != UPOS_NUM && upos != UPOS_NOUN && upos != UPOS_SYM)
            return from;
    }
    return from;
}

/* Where the sentence begins, or as far back as we look. */
static int window_from(const struct page *page, int token)
{
    int from = after_dateline(page, page_sentence_from(page, token));
    return token - from > QUOTES_WINDOW ? token - QUOTES_WINDOW : from;
}

static bool has_clause(const struct page *page, struct run run)
{
    for (int i = run.from; i < run.to; i++)
        if (page_is_finite(page, i))
            return true;
    return false;
}

/* '… that "we pay," adding': a participle tells what follows it. */
static bool is_participle(const struct page *page, const struct cue *cue)
{
    return text_is(page->tokens[cue->token]->xpos, "VBG") && cue->phrase_from == cue->span.from && cue->span.from == cue->token;
}

/* The region that closes right before the phrase, or a comma before it; -1: none. */
static int region_before(const struct page *page, const struct cue *cue)
{
    bool none = is_participle(page, cue) || page_is(page, cue->phrase_from, "to"); /* '"rowed home" to find' */
    int at = none ? -1 : cue->phrase_from - 1;
    if (at >= 0 && page->region[at] < 0 && is_comma(page, at))
        at--;
    if (at < 0 || !page_same_paragraph(page, at, cue->token))
        return -1;
    int region = page->region[at];
    return region >= 0 && page->quoted.items[region].run.to == at + 1 ? region : -1;
}

/* What the tree tells of words behind an inserted "she told reporters in Oslo" are adjuncts. */
static void drop_unquoted(const struct page *page, struct cue *cue)
{
    size_t kept = 0;
    for (size_t i = 0; i < cue->content.count; i++) {
        struct run run = cue->content.items[i];
        int last = page->region[run.to - 1];
        if (page->region[run.from] < 0 && last >= 0)
            run.from = page->quoted.items[last].run.from;
        if (page->region[run.from] >= 0)
            cue->content.items[kept++] = run;
    }
    cue->content.count = kept;
}

/* '"…," she said': the quoted words, with the clause that they end where they are no sentence of their own. */
static void take_before(struct seeker *seeker, struct cue *cue)
{
    struct page *page = &seeker->page;
    int region = region_before(page, cue);
    if (region < 0 || page->quoted.items[region].is_taken)
        return;
    struct run run = page->quoted.items[region].run;
    int from = window_from(page, run.from);
    bool alone = page->quoted.items[region].is_full || from == run.from;
    if (alone)
        drop_unquoted(page, cue);
    /* 'Paying taxes "makes me smart," he said' */
    bool opens_with_verb = run.from + 1 < run.to && page_is_finite(page, run.from + 1);
    bool apart = is_comma(page, run.from - 1) && !opens_with_verb;
    bool goes_on = from < run.from && !apart && !ends_sentence(page, run.from - 1);
    if (goes_on && (opens_with_verb || has_clause(page, (struct run){ from, run.from }))) {
        for (int i = from; i < run.from; i++)
            if (seeker->cue_at[i] >= 0 && seeker->cues.items[seeker->cue_at[i]].entry->frames & FRAME_QUOTE)
                from = run.from;
        page->quoted.items[region].is_taken = true;
        cue->is_inserted = true;
        add_run(page, cue, (struct run){ from, run.to });
    } else if (alone) {
        take(page, cue, region);
    }
}

enum { FARTHEST_SPEAKER = 20 }; /* words between what is quoted and the verb of saying behind it */
enum { FARTHEST_MARK = 60 }; /* words of adjuncts between a verb and what it says */

/* The first region that opens behind the phrase in its sentence, with nothing but adjuncts between. */
static int region_behind(const struct seeker *seeker, const struct cue *cue)
{
    const struct page *page = &seeker->page;
    for (int i = cue->phrase_to; i < cue->phrase_to + FARTHEST_MARK && page_same_sentence(page, i, cue->token); i++) {
        if (page->region[i] >= 0)
            return page->quoted.items[page->region[i]].run.from == i ? page->region[i] : -1;
        if (seeker->cue_at[i] >= 0 && speaks(&seeker->cues.items[seeker->cue_at[i]]))
            return -1;
    }
    return -1;
}

static bool holds(const struct cue *cue, struct run run)
{
    for (size_t i = 0; i < cue->content.count; i++)
        if (cue->content.items[i].from < run.to && run.from < cue->content.items[i].to)
            return true;
    return false;
}

/* 'She feared the worst: "Send it," she wrote': whether quoted words have a speaker of their own right behind them. */
static bool has_speaker_behind(const struct seeker *seeker, int region)
{
    const struct page *page = &seeker->page;
    int to = page->quoted.items[region].run.to;
    for (int t = to; t < to + FARTHEST_SPEAKER && page_same_sentence(page, to - 1, t) && page->region[t] < 0; t++) {
        const struct cue *cue = seeker->cue_at[t] < 0 ? NULL : &seeker->cues.items[seeker->cue_at[t]];
        if (cue && cue->has_marks && cue->has_subject && region_before(page, cue) == region)
            return true;
    }
    return false;
}

static void take_behind(struct seeker *seeker, struct cue *cue)
{
    struct page *page = &seeker->page;
    int region = region_behind(seeker, cue);
    if (region < 0 || page->quoted.items[region].is_taken || has_speaker_behind(seeker, region))
        return;
    const struct quoted *quoted = &page->quoted.items[region];
    bool led = page_is(page, quoted->run.from - 1, ":") || page_is(page, quoted->run.from - 1, ",");
    bool beside = quoted->run.from == cue->phrase_to && !(cue->entry->frames & FRAME_BESIDE); /* 'chanted "No pact!"' */
    if (holds(cue, quoted->run) || (!quoted->is_full && !led && !beside))
        return;
    bool had = cue->content.count > 0;
    if (had && !led)
        return;
    take(page, cue, region);
}

static bool is_turn(const struct page *page, int token)
{
    return page_is(page, token, "while") || page_is(page, token, "but") || page_is(page, token, "and") ||
           page_is(page, token, "whereas") || page_is(page, token, "although") || page_is(page, token, "though");
}

/* "While she said that it works, he said that": a clause of its own with what is told behind it. */
static bool tells_behind(const struct page *page, const struct cue *cue)
{
    bool behind = cue->is_told && !cue->is_inserted && cue->content.count && cue->content.items[0].from >= cue->span.to;
    bool before = cue->source.from < cue->source.to && cue->source.to <= cue->span.from;
    return behind && before && page->tokens[cue->token]->deprel != DEPREL_ACL_RELCL;
}

/* "…, while she said that", "…; the mayor hopes to": somebody else begins to speak with this cue. */
static bool turns_to(const struct page *page, const struct cue *cue, const struct cue *but, int from)
{
    int before = cue->phrase_from - 1;
    bool turns = is_turn(page, before) && page_is(page, before - 1, ",");
    turns |= page_is(page, before, ";");
    turns |= but && before > from && page_is(page, before, "and") && cue->entry == but->entry;
    turns |= but && page_is(page, before, ",") && tells_behind(page, cue);
    return turns && speaks(cue) && cue->has_subject && cue->content.count && before > from + 2; /* not "found that, while" */
}

/* "promised help, saying that" */
static bool adds_more(const struct page *page, const struct cue *cue, int from)
{
    bool participle = cue->entry->kind == QUOTES_VERB && text_is(page->tokens[cue->token]->xpos, "VBG");
    int before = cue->span.from - 1;
    bool closes = before > 0 && page->region[before] >= 0 && page->region[cue->token] < 0;
    bool apart = is_comma(page, before) || (closes && is_comma(page, before - 1)); /* 'called it "risky," adding that' */
    return participle && apart && cue->span.from > from && cue->content.count;
}

/* The first cue in the run, outside quotation marks, whose words stand around it or in marks of their own; -1: none. */
static int inserted_in(const struct seeker *seeker, struct run run, const struct cue *but)
{
    const struct page *page = &seeker->page;
    for (int t = run.from; t < run.to; t++) {
        const struct cue *cue = seeker->cue_at[t] < 0 ? NULL : &seeker->cues.items[seeker->cue_at[t]];
        if (!cue || cue == but || is_quoted(page, t))
            continue;
        int before = cue->phrase_from - 1;
        uint8_t mark = before >= run.from ? page->tokens[before]->upos : UPOS_X;
        bool relative = text_is(page->tokens[cue->phrase_from]->xpos, "WDT") && mark == UPOS_PUNCT && page->region[before] >= 0;
        bool own_clause = (mark == UPOS_PUNCT && !relative) || mark == UPOS_CCONJ; /* not 'called it "mischief" that shows' */
        if ((cue->is_inserted || cue->has_marks) && own_clause) {
            int region = region_before(page, cue);
            bool opens = region >= 0 && page->quoted.items[region].is_full && cue->has_marks;
            int from = opens ? page->quoted.items[region].run.from : cue->phrase_from;
            return from > run.from ? from : run.from;
        }
        if (turns_to(page, cue, but, run.from))
            return before;
        if (adds_more(page, cue, run.from))
            return cue->span.from;
    }
    return -1;
}

/* Nobody's words reach over quotation marks that others opened, nor over "she said" and what she said. */
static void clip(const struct seeker *seeker, struct cue *cue)
{
    const struct page *page = &seeker->page;
    int region = page->region[cue->token];
    for (size_t i = 0; i < cue->content.count; i++) {
        struct run *run = &cue->content.items[i];
        if (region >= 0 && is_quoted(page, cue->token)) {
            struct run marks = page->quoted.items[region].run;
            run->from = run->from > marks.from ? run->from : marks.from + 1;
            run->to = run->to < marks.to ? run->to : marks.to - 1;
        } else if (!cue->is_inserted) {
            int to = inserted_in(seeker, *run, cue);
            run->to = to >= 0 ? to : run->to;
            while (to >= 0 && run->to > run->from &&
                   (is_comma(page, run->to - 1) || page->tokens[run->to - 1]->upos == UPOS_CCONJ))
                run->to--;
        }
        int end = run->to > run->from ? page->region[run->to - 1] : -1;
        if (end >= 0 && end != region && !cue->is_inserted && page->quoted.items[end].is_full &&
            page_is(page, page->quoted.items[end].run.from - 1, ":") && has_speaker_behind(seeker, end))
            run->to = page->quoted.items[end].run.from - 1;
        run->to = run->to < run->from ? run->from : run->to;
        int first = run->from < run->to ? page->region[run->from] : -1;
        if (first >= 0 && first != region && page->quoted.items[first].run.to < run->to &&
            ends_sentence(page, page->quoted.items[first].run.to - 2))
            run->to = page->quoted.items[first].run.to; /* '… "We will pay." And in May': two sentences in one */
    }
}

/* Whether quoted words stand right before or behind "she said", so that what they say is hers. */
static bool meets_marks(const struct seeker *seeker, const struct cue *cue)
{
    const struct page *page = &seeker->page;
    if (!speaks(cue) || is_quoted(page, cue->token))
        return false;
    int before = region_before(page, cue), behind = region_behind(seeker, cue);
    if (before >= 0 && page->quoted.items[before].is_full)
        return true;
    return behind >= 0 && page->quoted.items[behind].is_full && page->quoted.items[behind].run.from - cue->phrase_to <= 1;
}

/* What trees gave may hold quoted words already. What only seems so to the writer does not keep them from whoever says them. */
static void mark_taken(struct page *page, const struct cue *cue)
{
    if (cue->entry->frames & FRAME_RAISE)
        return;
    for (size_t i = 0; i < cue->content.count; i++)
        for (int t = cue->content.items[i].from; t < cue->content.items[i].to; t++)
            if (page->region[t] >= 0 && page->region[t] != page->region[cue->token]) {
                page->quoted.items[page->region[t]].is_taken = true;
                t = page->quoted.items[page->region[t]].run.to - 1;
            }
}

static bool ends_here(const struct page *page, int token, const struct cue *cue)
{
    return !page_same_sentence(page, token, cue->token) || page->tokens[token]->upos == UPOS_PUNCT;
}

/* An inserted clause has nothing but adjuncts and addressees behind it: no object that it might say. */
static bool is_closed(const struct page *page, const struct cue *cue)
{
    if (!page_same_sentence(page, cue->phrase_to, cue->token) || cue->entry->frames & FRAME_PERSON)
        return true;
    switch (page->tokens[cue->phrase_to]->upos) {
    case UPOS_PUNCT: case UPOS_ADP: case UPOS_ADV: case UPOS_PROPN: case UPOS_SCONJ: case UPOS_ADJ:
        return true;
    default:
        break;
    }
    return page->tokens[cue->phrase_to]->deprel == DEPREL_OBL_UNMARKED || text_is(page->tokens[cue->phrase_to]->xpos, "VBG") ||
           page_is(page, cue->phrase_to, "this") || page_is(page, cue->phrase_to, "last");
}

/* '"…," she said, adding': what stands before has its speaker. */
static bool is_inserted_before(const struct seeker *seeker, struct run run)
{
    for (int i = run.from; i < run.to; i++) {
        const struct cue *cue = seeker->cue_at[i] < 0 ? NULL : &seeker->cues.items[seeker->cue_at[i]];
        if (cue && speaks(cue) && !is_quoted(&seeker->page, i) && (cue->is_inserted || cue->has_marks))
            return true;
    }
    return false;
}

/* "she told the board": whom it is told, and neither what ("told a joke") nor what about. */
static bool is_addressee(const struct page *page, const struct cue *cue, struct run run)
{
    if (!(cue->entry->frames & FRAME_PERSON) || cue->is_told)
        return false;
    for (int i = run.from; i < run.to; i++)
        if (page_is(page, i, "to") && page_same_sentence(page, i, i + 1) && text_is(page->tokens[i + 1]->xpos, "VB"))
            return false;
    return true;
}

/* 'The plan, she said, would fail.' 'The plan would fail, she said on Friday.' */
static void take_around(struct seeker *seeker, struct cue *cue)
{
    struct page *page = &seeker->page;
    int before = cue->phrase_from - 1, from = window_from(page, cue->token), to = page_sentence_to(page, cue->token);
    bool addressee = cue->content.count == 1 && is_addressee(page, cue, cue->content.items[0]);
    bool bare = cue->is_passive && page_child(page, cue->token, DEPREL_AUX_PASS) < 0; /* "The letter, posted in Bergen, was lost" */
    if (is_participle(page, cue) || (bare && cue->source.to <= cue->source.from))
        return;
    if ((cue->content.count && !addressee) || !(cue->entry->frames & FRAME_THAT) || is_quoted(page, cue->token))
        return;
    bool as = page_is(page, before, "as") && cue->has_subject && page->head[before] == cue->token; /* "…, as Lind said at noon" */
    before -= as;
    if (before <= from || !is_comma(page, before) || !is_closed(page, cue))
        return;
    if (is_inserted_before(seeker, (struct run){ from, before }))
        return;
    struct run left = { from, before }, right = { 0, 0 };
    int end = cue->phrase_to;
    to = to - end > QUOTES_WINDOW ? end + QUOTES_WINDOW : to;
    while (end < to && !ends_here(page, end, cue))
        end++;
    int above = page->head[cue->token], last = above >= 0 ? page->right[above] + 1 : 0;
    if (end < to && is_comma(page, end) && last > end + 1)
        right = (struct run){ end + 1, last < to ? last : to };
    if (right.to && seeker->cue_at[right.from] >= 0 && adds_more(page, &seeker->cues.items[seeker->cue_at[right.from]], end))
        right = (struct run){ 0, 0 }; /* "…, she said, adding that" */
    bool aside = right.to && text_is(page->tokens[right.from]->xpos, "VBG") && page->head[right.from] == cue->token;
    if (aside) /* "…, she said, drying a knife" */
        right = (struct run){ 0, 0 };
    if (!has_clause(page, left) && !(right.to > right.from && has_clause(page, right)))
        return;
    cue->is_inserted = true;
    cue->content.count = 0;
    add_run(page, cue, left);
    add_run(page, cue, right);
}

/* "As the agency reported, the talks have failed": what the main clause says. */
static void take_main_clause(const struct page *page, struct cue *cue)
{
    int from = page_sentence_from(page, cue->token), to = page_sentence_to(page, cue->token), end = cue->phrase_to;
    int as = cue->phrase_from - 1;
    bool opens = page_is(page, as, "as") && (as <= from + 1 || page->tokens[as - 1]->upos == UPOS_CCONJ);
    if (cue->content.count || !opens || is_quoted(page, cue->token))
        return;
    to = to - end > QUOTES_WINDOW ? end + QUOTES_WINDOW : to;
    while (end < to && !page_is(page, end, ","))
        end++;
    if (end + 1 >= to)
        return;
    cue->is_inserted = true;
    add_run(page, cue, (struct run){ end + 1, to });
}

/* 'The dam, she said, will hold': the tree gives what stands behind; what stands before belongs to it. */
static void take_opening(const struct page *page, struct cue *cue)
{
    int before = cue->phrase_from - 1, from = window_from(page, cue->token);
    bool inserted = cue->content.count == 1 && page_is(page, before, ",") && page_is(page, cue->phrase_to, ",") && before > from &&
                    cue->content.items[0].from == cue->phrase_to + 1;
    if (!inserted || is_quoted(page, cue->token))
        return;
    uint8_t upos = page->tokens[from]->upos;
    bool fronted = upos == UPOS_ADP || upos == UPOS_ADV || upos == UPOS_SCONJ;
    if (fronted && page->region[cue->phrase_to + 1] >= 0)
        return; /* 'In Oslo, she said, "we …"' */
    if (upos != UPOS_SCONJ && has_clause(page, (struct run){ from, before }))
        return;
    cue->is_inserted = true;
    add_run(page, cue, (struct run){ from, before });
}

/* The last cue of speech in the sentence that something can go on from; NULL: none. */
static struct cue *speaker_in(struct seeker *seeker, int sentence)
{
    struct page *page = &seeker->page;
    struct cue *last = NULL;
    for (int i = page->base[sentence]; i < page->base[sentence + 1]; i++) {
        if (seeker->cue_at[i] < 0 || is_quoted(page, i))
            continue;
        struct cue *cue = &seeker->cues.items[seeker->cue_at[i]];
        enum deprel deprel = page->tokens[i]->deprel;
        bool aside = deprel == DEPREL_ACL_RELCL || deprel == DEPREL_ADVCL || text_is(page->tokens[i]->xpos, "VBG") ||
                     page_is(page, cue->source_token, "who");
        if (last && last->is_inserted && aside)
            continue; /* '"…," said Lee, who noted that', '… as she praised them': Lee goes on */
        if (speaks(cue) && cue->source.to > cue->source.from && (!last || cue->content.count))
            last = cue;
    }
    return last;
}

static bool is_whole_paragraph(const struct page *page, const struct quoted *quoted)
{
    int s = page->sentence[quoted->run.to - 1] + 1;
    bool ends = s >= page->document->sentence_count || !page_same_paragraph(page, quoted->run.from, page->base[s]);
    return ends && !page_same_paragraph(page, quoted->run.from - 1, quoted->run.from);
}

/* Sentences in quotation marks that nobody is said to have said go on from the speaker before them. */
static void take_following(struct seeker *seeker)
{
    struct page *page = &seeker->page;
    struct cue *speaker = NULL;
    int sentence = 0;
    for (size_t i = 0; i < page->quoted.count; i++) {
        struct quoted *quoted = &page->quoted.items[i];
        int from = quoted->run.from;
        if (!quoted->is_full || from != page_sentence_from(page, from))
            continue;
        for (; sentence < page->sentence[from]; sentence++) {
            struct cue *next = speaker_in(seeker, sentence);
            speaker = next ? next : speaker;
        }
        if (quoted->is_taken || !speaker || page->document->sentences[page->sentence[speaker->token]].is_title)
            continue;
        int distance = page->document->sentences[page->sentence[from]].paragraph -
                       page->document->sentences[page->sentence[speaker->token]].paragraph;
        bool near = distance == 0 || (distance == 1 && (is_whole_paragraph(page, quoted) || !speaker->content.count));
        if (near)
            take(page, speaker, (int)i);
    }
}

/* '…," she said, adding that': whoever spoke last in the sentence, where the tree hangs the participle in the quotation. */
static void lend_source(const struct page *page, struct cue *cue, const struct cue *before)
{
    bool participle = speaks(cue) && text_is(page->tokens[cue->token]->xpos, "VBG") && cue->source.to <= cue->source.from;
    if (!participle || !speaks(before) || !page_same_sentence(page, before->token, cue->token))
        return;
    if (page->region[cue->token] != page->region[before->token])
        return;
    cue->source = before->source;
    cue->source_token = before->source_token;
}

/* The cue before a coordinate one that the tree put into its content: "**said** he would go and criticised"; NULL: none. */
static struct cue *first_of_pair(struct seeker *seeker, size_t second)
{
    const struct page *page = &seeker->page;
    const struct cue *cue = &seeker->cues.items[second];
    for (size_t i = second; i-- > 0;) {
        struct cue *first = &seeker->cues.items[i];
        if (!page_same_sentence(page, first->token, cue->token))
            return NULL;
        bool alike = text_equals(page->tokens[first->token]->xpos, page->tokens[cue->token]->xpos) ||
                     page_is_verb_as_noun(page, cue->token);
        bool tells = first->entry->kind == QUOTES_VERB && holds(first, cue->span);
        if (alike && tells && !is_quoted(page, first->token))
            return first;
    }
    return NULL;
}

/* "said it would pay and criticised the plan": verbs of saying in one form are coordinate, whatever the tree makes of it. */
static void part_coordinate(struct seeker *seeker)
{
    const struct page *page = &seeker->page;
    for (size_t i = 1; i < seeker->cues.count; i++) {
        struct cue *cue = &seeker->cues.items[i];
        int before = cue->span.from - 1;
        bool joined = page_is(page, before, "and") || page_is(page, before, "but");
        if (!joined || !speaks(cue) || cue->has_subject || cue->is_passive || !cue->content.count || is_quoted(page, cue->token))
            continue;
        struct cue *first = first_of_pair(seeker, i);
        for (size_t c = 0; first && c < first->content.count; c++) {
            struct run *run = &first->content.items[c];
            if (run->from > before || run->to <= before)
                continue;
            run->to = before;
            while (run->to > run->from && is_comma(page, run->to - 1))
                run->to--;
        }
        if (first) {
            cue->source = first->source;
            cue->source_token = first->source_token;
        }
    }
}

/* "The envoy wrote:" and a paragraph without marks: what follows the colon is told, to the end of its paragraph. */
static void take_block(struct seeker *seeker, struct cue *cue)
{
    struct page *page = &seeker->page;
    const struct document *document = page->document;
    int next = page->base[page->sentence[cue->token] + 1];
    if (cue->content.count || !page_is(page, next - 1, ":") || next >= page->count || page->region[next] >= 0)
        return;
    int last = page->sentence[next], apart = document->sentences[last].paragraph - document->sentences[last - 1].paragraph;
    bool has_source = cue->source.to > cue->source.from;
    if (!has_source || apart > 1 || is_quoted(page, cue->token) || document->sentences[last - 1].is_title)
        return;
    while (last + 1 < document->sentence_count && !document->sentences[last + 1].opens_paragraph)
        last++;
    cue->is_told = cue->is_inserted = true;
    add_run(page, cue, (struct run){ next, page_sentence_to(page, page->base[last]) });
}

/* A colon before quoted words is a cue where no verb of saying is: 'Okafor turned to the crowd: "We will not pay."' */
static const struct quotes_entry LED = { .kind = QUOTES_VERB, .frames = FRAME_QUOTE, .next = -1 };

/* Whoever the clause before the colon is about, or whose answer it is about; -1: nobody who might speak. */
static int leader_of(const struct page *page, int colon)
{
    for (int i = colon - 1; i >= page_sentence_from(page, colon) && page->region[i] < 0; i--) {
        if (page->tokens[i]->deprel != DEPREL_NSUBJ || page_is(page, i, "who"))
            continue;
        int owner = page_child(page, i, DEPREL_NMOD_POSS), who = owner >= 0 ? owner : i;
        bool is_person = page->tokens[who]->upos == UPOS_PROPN || page_is(page, who, "he") || page_is(page, who, "she")
                      || page_is(page, who, "they") || page_is(page, who, "his") || page_is(page, who, "her")
                      || page_is(page, who, "their") || owner >= 0;
        return is_person ? who : -1;
    }
    return -1;
}

static void find_led(struct seeker *seeker, int region)
{
    struct page *page = &seeker->page;
    const struct quoted *quoted = &page->quoted.items[region];
    int colon = quoted->run.from - 1;
    bool led = colon > 0 && page_is(page, colon, ":") && page_same_sentence(page, colon - 1, colon) && seeker->cue_at[colon] < 0;
    if (!led || !quoted->is_full || quoted->is_taken || page->document->sentences[page->sentence[colon]].is_title)
        return;
    struct cue cue = { .entry = &LED, .token = colon, .span = { colon, colon + 1 }, .has_subject = true, .is_told = true };
    cue.source_token = leader_of(page, colon);
    if (cue.source_token < 0)
        return;
    cue.source = page_nominal(page, cue.source_token);
    take(page, &cue, region);
    seeker->cue_at[colon] = (int)seeker->cues.count;
    ARENA_PUSH(page->arena, &seeker->cues, cue);
}

void direct_find(struct seeker *seeker)
{
    struct page *page = &seeker->page;
    part_coordinate(seeker);
    for (size_t i = 0; i < seeker->cues.count; i++) {
        if (i)
            lend_source(page, &seeker->cues.items[i], &seeker->cues.items[i - 1]);
        measure_phrase(page, &seeker->cues.items[i]);
    }
    for (size_t i = 0; i < seeker->cues.count; i++)
        seeker->cues.items[i].has_marks = meets_marks(seeker, &seeker->cues.items[i]);
    for (size_t i = 0; i < seeker->cues.count; i++) {
        clip(seeker, &seeker->cues.items[i]);
        mark_taken(page, &seeker->cues.items[i]);
    }
    for (size_t i = 0; i < seeker->cues.count; i++) {
        struct cue *cue = &seeker->cues.items[i];
        if (!speaks(cue) || is_quoted(page, cue->token))
            continue;
        take_before(seeker, cue);
        take_behind(seeker, cue);
        take_around(seeker, cue);
        take_opening(page, cue);
        take_main_clause(page, cue);
    }
    for (size_t i = 0; i < page->quoted.count; i++)
        find_led(seeker, (int)i);
    take_following(seeker);
    for (size_t i = 0; i < seeker->cues.count; i++)
        if (speaks(&seeker->cues.items[i]))
            take_block(seeker, &seeker->cues.items[i]);
    for (size_t i = 0; i < seeker->cues.count; i++)
        clip(seeker, &seeker->cues.items[i]);
}
