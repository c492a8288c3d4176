/* Frames: entries of the acts matched at words of a sentence's tree, with the words that fill their slots. */
#ifndef TROTH_READING_FRAMES_H
#define TROTH_READING_FRAMES_H

#include "reading/acts.h"
#include "reading/mentions.h"
#include "reading/quotes.h"
#include "reading/view.h"

/* Where a frame's actor was found: one list for the code, the learned weights and what people are told. */
enum actor_source {
#define SOURCE(name, text, meaning) ACTOR_##name,
#include "reading/sources.def"
#undef SOURCE
    ACTOR_SOURCES
};

/* What the matcher knows of an article. */
struct reader {
    const struct document *document;
    const struct words *words;
    const struct mention_table *mentions;
    const struct attribution_list *attributions;
    const struct view *views; /* of every sentence */
    class_set transparent, quantities, papers, raising, planning; /* bits of the classes of these names, 0 when there are none */
    bool official; /* the publisher is somebody public */
    struct arena *arena;
};

/* By what the clause of a saying blames somebody: a deed, a verb of the class `crimes`, what is not complied with, a word of the
 * class `bad` about a party or a thing; or somebody disputes it. */
enum blame { BLAME_NONE, BLAME_DEED, BLAME_CRIME, BLAME_LESSER, BLAME_FAILING, BLAME_OF_PARTY, BLAME_OF_THING, BLAME_DISPUTED };

struct frame {
    const struct entry *entry;
    uint16_t act;            /* the entry's; "will not" turns a promise, a gift or a meeting into a refusal */
    int head;                /* the trigger's verb, noun or adjective */
    int helper;              /* the noun of a light verb, the modal, the auxiliary of a will, the "be" before a place,
                             * the preposition of a stance; -1 */
    int fillers[ACTS_SLOTS]; /* the token that fills each slot, -1 */
    bool as_recipient[ACTS_SLOTS]; /* an RO slot was filled by a public mention */
    int actor;               /* head of the nominal that names the actor, -1 when the actor is not named in the sentence */
    uint8_t source;          /* enum actor_source */
    bool passive;
    bool loose;              /* a required slot was not found: the parser may have missed it, or the words leave it out */
    bool handed_over;        /* what it tells is told by the verb below it ("is considering leaving") */
    uint8_t blame;           /* enum blame, of an entry with "blaming!" */
    bool blamed;             /* another than who speaks is the subject of the clause that blames */
    int blame_word;          /* -1 */
    int rivals;              /* other acts that matched at the same head */
    const struct entry *outdone; /* one of those that fits better by the rules of the entries, or NULL */
    const struct entry *part_of; /* the entry of another frame that this one's words belong to ("talks" of "hold talks"), or NULL */
    int part_head;           /* the head of that frame, -1 */
    int next_at;             /* the next frame at the same head, -1: none */
    int weight;              /* of the entry, and of the slots that are filled */
};

struct frame_list {
    struct frame *items;
    size_t count, room;
};

/* Finds the frames of one sentence, the best one for each act at each head, in the order of their heads. Where a sense that is
 * no act fits best, the others are left out. */
void frames_find(const struct reader *reader, const struct view *view, struct frame_list *out);

/* How well the entry fits by the rules of the entries: the greater, the better. */
int frames_rank(const struct frame *frame);

/* Matches one entry at one token; false when it does not match. `why` tells people what was missing, and may be NULL. */
bool frames_match(const struct reader *reader, const struct view *view, const struct entry *entry, int at, struct frame *frame,
                  const char **why);

/* The kinds of entries (bits 1 << enum entry_kind) that a token may be the trigger of, as far as its word class and its place
 * in the tree tell; of `asked`, and no others. */
unsigned frames_kinds(const struct reader *reader, const struct view *view, int at, unsigned asked);

/* "Stop the bombing": a quoted verb with which somebody is told to do something. */
bool frames_is_imperative(const struct reader *reader, const struct view *view, int at);

/* "Chad, Niger sign a pact": the name before the comma in a headline, which acts with the name behind it, whatever the parser
 * makes of it; -1. */
int frames_name_beside(const struct reader *reader, const struct view *view, int name);

/* "Lind's Mali visit", "his Chad trip": the state before the noun is where somebody goes. */
bool frames_is_destination(const struct reader *reader, const struct view *view, const struct frame *frame, int noun, int at);

/* The object of a light verb; -1. */
int frames_light_noun(const struct view *view, int verb);

/* Fills the slots of the frame; false when a required one stays empty. */
bool frames_fill(const struct reader *reader, const struct view *view, struct frame *frame, const char **why);

/* Finds who acts; false when nobody public is named where the entry's kind looks for it. */
bool frames_find_actor(const struct reader *reader, const struct view *view, struct frame *frame);

/* Whether a verb tells what somebody is asked to do by who is nobody public ("the paper urged Chad to free him"), or what anybody
 * demands ("Mali insists that Chad resign"). It is not done; what a public asker says is told by the asking. */
bool frames_is_asked_for(const struct reader *reader, const struct view *view, int verb);

/* Makes somebody the frame's actor; true. */
static inline bool frames_take(struct frame *frame, int actor, enum actor_source source)
{
    frame->actor = actor;
    frame->source = (uint8_t)source;
    return true;
}

/* The public owner or maker named around a noun becomes the actor; false and nothing taken when there is none. */
bool frames_take_owner(const struct reader *reader, const struct view *view, struct frame *frame, int noun);

/* "A visit from Lind", "a pledge by Chad": the same of a name right behind the trigger. */
bool frames_take_maker_after(const struct reader *reader, const struct view *view, struct frame *frame);

/* Whether the clause says what the entry asks for: something of who speaks ("own!"), that something is not so ("contrary!"),
 * in words of blame ("blaming!"), on a condition ("if!"). */
bool frames_said(const struct reader *reader, const struct view *view, struct frame *frame, const char **why);

/* Whether somebody else is told, in the sentence or at once in the next, to say that what the clause says is untrue. */
bool frames_is_disputed(const struct reader *reader, const struct view *view, const struct frame *frame, int clause);

/* Who acts, where the sentence names him; NULL. */
static inline const struct mention *frames_actor(const struct reader *reader, const struct view *view, const struct frame *frame)
{
    return frame->actor < 0 ? NULL : mention_at(reader->mentions, view->index, frame->actor);
}

/* Who is said to say what stands at a token, where he is named; NULL. */
const struct mention *frames_teller(const struct reader *reader, const struct view *view, int at);

/* "Will pay if they sign": what one will do on a condition; of a harm "until they leave" and "whoever comes" are conditions too. */
bool frames_depends(const struct view *view, int verb, bool harms);

/* "Did the raid harm the talks?": who asks has not said so. */
bool frames_is_question(const struct view *view, int verb);

/* Why an accusation blames nobody, in words for people ("is no threat", "we have failed"); NULL: it does. */
const char *frames_blames_nobody(const struct reader *reader, const struct view *view, const struct frame *frame);

/* Why a meeting or an agreement is none, in words for people ("nobody has met yet"); NULL: it is one. */
const char *frames_meets_nobody(const struct reader *reader, const struct view *view, const struct frame *frame);

/* "Chad and Mali", "Chad, Mali": whether several act: another public name is coordinated with the actor's or, as the parser may
 * have it, a subject beside it, or the actor's stands for several. */
bool frames_are_several(const struct reader *reader, const struct view *view, int actor);

/* Whether whoever speaks is the clause's subject: a pronoun, "we", or a name with the same code. */
bool frames_speaks_of_itself(const struct reader *reader, const struct view *view, const struct frame *frame, int clause);

/* Whether a nominal names somebody public. */
bool frames_is_public(const struct reader *reader, const struct view *view, int at);

/* Whether it is "we" or "I", whose name only the speaker knows. */
bool frames_is_stance(const struct frame *frame); /* "is against the plan": the helper is the preposition, the head the plan */
bool frames_is_we(const struct view *view, int at);

/* The verb that a clause is about, seen through "continue to", "begin to"; the noun seen through "a series of". */
int frames_content(const struct reader *reader, const struct view *view, int at);

/* Acts that several do together: meet, agree, cooperate. */
bool frames_is_joint(uint16_t act);

/* Why what the frame's trigger at `at` tells is not meant as told (only supposed, asked for, denied, …), in words for people;
 * NULL: it is meant. */
const char *frames_unmeant(const struct reader *reader, const struct view *view, const struct frame *frame, int at);

/* Whether a threat tells what one binds oneself not to do: "promised not to raise tariffs". */
bool frames_is_forsworn(const struct reader *reader, const struct view *view, const struct frame *frame);

/* "Refused to rule out": who is asked to do what the verb says will not. */
bool frames_is_declined(const struct view *view, int verb);

/* "Chad will not negotiate with Mali": an act of several that one of them refuses to the others. */
bool frames_is_refused_to_others(const struct frame *frame);

/* Whether the content of a nominal or clause is of one of the classes. */
bool frames_in_classes(const struct reader *reader, const struct view *view, int at, const class_set *classes);

/* Whether the token's word is in a class; false for no token (-1), and when the lexicon has no such class. */
bool frames_in_class(const struct reader *reader, const struct view *view, int at, const char *name);

/* The same of any class of a list that NULL ends. */
bool frames_in_any_class(const struct reader *reader, const struct view *view, int at, const char *const *names);

/* Whether it is "some", "many", "few" alone, who may be anybody. */
bool frames_is_anybody(const struct view *view, int at);

/* The head of somebody public whose name, with titles before it, begins at a token; -1. */
int frames_public_from(const struct reader *reader, const struct view *view, int at);

/* The nominal or clause that stands in a slot around `head` (verb, noun or adjective), before any test; -1. */
int frames_slot_at(const struct view *view, const struct slot *slot, int head, bool passive);

/* "Chad, in a letter to Mali, denies it": the head of the public name that commas part from what stands at `verb`; -1. */
int frames_name_before_aside(const struct reader *reader, const struct view *view, int verb);

/* A headline's "Chad to send troops": the head of the public name that begins it or one of its parts, right before the infinitive;
 * -1. */
int frames_name_before_infinitive(const struct reader *reader, const struct view *view, int verb);

/* Whether what fills a slot is a recipient; whether anything that fills one is. */
bool frames_is_for_recipient(const struct frame *frame, int slot);
bool frames_names_recipient(const struct frame *frame);

/* The tokens that fill a role, with the first of them; -1. */
int frames_role(const struct frame *frame, enum slot_role role);

#endif
