/* A sentence's tree made easy to walk: children in order, edges of subtrees, the lexicon's word at each token, and what the
 * grammar leaves unsaid: the subject of a participle, the antecedent of "which", the object of a passive. */
#ifndef TROTH_READING_VIEW_H
#define TROTH_READING_VIEW_H

#include "language/language.h"
#include "reading/words.h"

enum view_known { KNOWN_VERB = 1, IS_VERB = 2, KNOWN_PASSIVE = 4, IS_PASSIVE = 8 };

struct view {
    const struct document *document;
    const struct sentence *sentence;
    int index;                  /* of the sentence in the document */
    int count;                  /* tokens */
    int *first, *next;          /* first child and next sibling, in the order of the text; -1 ends */
    int *left, *right;          /* the tokens [left, right) that a token's subtree covers */
    const struct word **lemma;  /* the lexicon's word for the token's lemma, or NULL */
    const struct word **form;   /* ... for its form where that is another word, or NULL */
    uint8_t *known;             /* enum view_known: what was asked of a token before */
    uint64_t *looks;            /* words_look of a token's lemma and form: nearly every word that is asked for is another */
    uint64_t *under;            /* bits of the relations (view_bit) of its children: most that are asked for are not there */
};

static inline uint64_t view_bit(enum deprel rel)
{
    return (uint64_t)1 << ((unsigned)rel & 63);
}

/* Makes the view of one sentence; everything lives in `arena`. */
void view_make(struct view *view, const struct document *document, int index, const struct words *words, struct arena *arena);

/* The first token of the hyphenated word that a token ends ("build-up", "tit-for-tat"); itself where it ends none. */
int view_word_from(const struct view *view, int at);

/* The verb of an irregular past form; any other form is given back as it is. */
struct text view_irregular(struct text form);

static inline const struct token *view_token(const struct view *view, int at)
{
    return &view->sentence->tokens[at];
}

static inline enum deprel view_rel(const struct view *view, int at)
{
    return (enum deprel)view->sentence->tokens[at].deprel;
}

/* Whether the token's lemma, or its form in lower case, is `word`. */
static inline bool view_is_text(const struct view *view, int at, struct text word)
{
    const struct token *token = view_token(view, at);
    return text_equals_nocase(token->lemma, word) || text_equals_nocase(token->form, word);
}

static inline bool view_is(const struct view *view, int at, const char *word)
{
    return (view->looks[at] & words_look(text_of(word))) && view_is_text(view, at, text_of(word));
}

/* The same of any word of a list that NULL ends. */
static inline bool view_is_any(const struct view *view, int at, const char *const *words)
{
    const struct token *token = view_token(view, at);
    char lemma = token->lemma.length ? *token->lemma.at : '\0', form = token->form.length ? *token->form.at : '\0';
    for (; *words; words++) {
        bool begins = !((**words ^ lemma) & ~32) || !((**words ^ form) & ~32); /* most do not */
        if (begins && view_is_text(view, at, text_of(*words)))
            return true;
    }
    return false;
}

static inline bool view_may_have(const struct view *view, int at, enum deprel rel)
{
    return view->under[at] & view_bit(rel);
}

/* The first child with this relation, or -1. */
int view_first_child(const struct view *view, int at, enum deprel rel);

static inline int view_child(const struct view *view, int at, enum deprel rel)
{
    return view_may_have(view, at, rel) ? view_first_child(view, at, rel) : -1;
}

/* The first child with this relation whose lemma or form is `word`, or -1. */
int view_first_child_word(const struct view *view, int at, enum deprel rel, const char *word);

static inline int view_child_word(const struct view *view, int at, enum deprel rel, const char *word)
{
    return view_may_have(view, at, rel) ? view_first_child_word(view, at, rel, word) : -1;
}

/* Whether token `inner` lies in the subtree of `outer`. */
bool view_inside(const struct view *view, int inner, int outer);

/* The case or mark of a nominal or clause ("to", "with"), lower case lemma; empty text when it has none. */
bool view_has_case(const struct view *view, int at, struct text word);

/* The same of any word of a list that NULL ends. */
bool view_has_any_case(const struct view *view, int at, const char *const *words);

bool view_is_verb(const struct view *view, int at);

/* "Signed the pact, promising aid", "by lifting tariffs", "would be sending troops": the parser took the gerund for an adjective of
 * its object. */
bool view_is_misread_gerund(const struct view *view, int at);

/* "Chad donated tanks to Mali.": the parser took the whole sentence for a name with a participle before its last noun. */
bool view_is_misread_past(const struct view *view, int at);
bool view_is_nominal(const struct view *view, int at);

/* What a relative pronoun stands for: the noun its clause modifies; any other token is itself. */
int view_antecedent(const struct view *view, int at);

/* Whether the verb is in the passive, also as a participle after a noun ("tariffs imposed by …"). */
bool view_is_passive(const struct view *view, int verb);

/* The subject as the grammar sees it, of a passive too: its own, or the one it shares with the verb it depends on; -1: none. */
int view_subject(const struct view *view, int verb);

/* The object of an active verb, also the noun that its relative clause modifies; of a passive one its subject. */
int view_object(const struct view *view, int verb);

/* Who is given to, as an object; and the object behind an object; -1. */
int view_receiver(const struct view *view, int verb);
int view_second_object(const struct view *view, int object);

/* The object of a verb; of a passive also what the parser takes for a predicate ("Mali was promised grain"); -1. */
int view_given(const struct view *view, int verb);

/* Who a passive verb says did it: the by-phrase's noun, or -1. */
int view_agent(const struct view *view, int verb);

/* "Became the first state to visit", "is one of the latest to visit": at "visit" the verb or noun that tells of whom; -1. */
int view_first_to(const struct view *view, int verb);

/* The auxiliary of the verb, own or shared with the verb it is coordinated with, whose lemma or form is `word`; -1: none. */
int view_auxiliary(const struct view *view, int verb, const char *word);

/* The same of any word of a list that NULL ends, the first that there is; -1. */
int view_any_auxiliary(const struct view *view, int verb, const char *const *words);

/* The verb that a verb without a subject of its own is coordinated with. */
int view_first_of_verbs(const struct view *view, int verb);

/* The token that negates the verb or its object ("not", "never", "no longer"), or -1. */
int view_negation(const struct view *view, int verb);

/* "No jets", "neither Chad nor Mali", "not one jet", "nothing": the word of a nominal that negates the verb; -1. */
int view_negative(const struct view *view, int at);

/* Whether `inner` lies in a clause of contrast below `outer` ("he claimed that …, though Moscow denied it"): what it tells is the
 * reporter's, not part of what is claimed. */
bool view_leaves_clause(const struct view *view, int inner, int outer);

/* Whether the verb is told in the past or perfect. */
bool view_is_past(const struct view *view, int verb);

#endif
