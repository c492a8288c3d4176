/* A frame's words become the fields of a statement. */
#ifndef TROTH_READING_FIELDS_H
#define TROTH_READING_FIELDS_H

#include "reading/lexicon.h"

/* How often the article names somebody public. */
struct salience {
    struct text name; /* the code, or the name of one without */
    int count;
    bool in_title, is_code;
};

/* An act of an actor that some frame of the article tells. */
struct told {
    enum act act;
    struct text code;
};

/* What is known of the article while it is read. */
struct reading {
    const struct lexicon *lexicon;
    const struct article *article;
    const struct document *document;
    struct mention_table mentions;
    struct attribution_list attributions;
    struct reader reader;
    const struct detail_lexicon *details; /* at work on the document */
    struct view *views; /* [sentence] */
    struct frame_list *frames; /* [sentence], found when the sentence is read */
    struct { struct salience *items; size_t count, room; } salience;
    struct { struct told *items; size_t count, room; } told;
    struct arena *arena;
    struct arena *names; /* where the names of signs live; NULL: whoever only reads needs their hashes alone */
    const struct statement_list *kept; /* the statements before this one, for what "the pledges" are */
};

/* Tokens [from, to), empty when equal. */
struct range {
    int from, to;
};

/* What is given and to whom, read off a verb of giving or helping: "provide Ukraine with tanks", "send tanks to Ukraine". */
struct gift {
    int thing, receiver; /* tokens, -1 */
};

struct gift fields_gift(const struct reading *reading, const struct view *view, int verb);

/* The words of the trigger: auxiliaries, the verb with its particle or noun, and the verb that carries the act. */
void fields_trigger(const struct view *view, const struct frame *frame, struct arena *arena, struct statement *out);

/* The object's head token in `*head` and its words; false when there is none. */
bool fields_object(const struct reading *reading, const struct view *view, const struct frame *frame, int *head,
                   struct range *words);

/* The same for who might have been aimed at and is not: "promised 1,000 officers", "welcomed the officers". */
bool fields_object_instead(const struct reading *reading, const struct view *view, const struct frame *frame,
                           const struct statement *out, int *head, struct range *words);

/* Whether the object's words ended with whom it is for, "50 tanks to Ukraine", who is a recipient already; then `words` end
 * before. */
bool fields_leave_recipient(const struct view *view, int head, const struct statement *out, struct range *words);

/* Fills actors and speaker. False when the actor stays unknown. Where the frame's actor is the maker of an earlier pledge and none
 * is found, its source becomes who speaks or who acted last. */
bool fields_parties(const struct reading *reading, const struct view *view, struct frame *frame, struct statement *out);

/* Fills the recipients; the actors must be there. */
void fields_recipients(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                       struct statement *out);

/* Against whom a noun's thing is, "sanctions against Chad", "on Chad"; -1: nobody public. */
int fields_against(const struct reading *reading, const struct view *view, int noun);

/* Fills the recipients by rules alone, and tells which of them found somebody: "slots", "after", "none". */
const char *fields_by_rule(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                           struct statement *out);

/* Who arrests, jails or attacks where nobody is named for it: the state where it was done, whose court tells of it, whose people it
 * was done to, or who did such things before in the report; false when nothing tells. */
bool fields_doer(const struct reading *reading, const struct view *view, const struct frame *frame, struct party *party);
/* "Three Malian banks are to be blacklisted, the Chadian ministry said": who tells of a punishment of others has punished them. */
bool fields_punisher(const struct reading *reading, const struct view *view, const struct frame *frame, struct party *party);

/* "The invasion of Chad": who was told before to have done the same to the same; false when nobody was. */
bool fields_repeater(const struct reading *reading, const struct view *view, const struct frame *frame, struct party *party);

/* The statement that "the pledges", "the security guarantees" mean: the last one before that has such an object, or the last
 * pledge. */
const struct statement *fields_meant_by(const struct reading *reading, const struct view *view, int noun);

/* Adds every party named at a token; the party itself, where it is not yet there. */
void fields_add_parties(const struct reading *reading, const struct view *view, int token, struct party_list *out);
void fields_add_party(const struct reading *reading, const struct party *party, struct party_list *out);

/* Leaves out the parties that stand in the list before, or in `others` (may be NULL). */
void fields_drop_repeated(struct party_list *list, const struct party_list *others);

/* Fills the status; condition, when and amount; means and caveat, which nothing else hangs on. `words` are the object's. */
void fields_status(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                   struct range words, struct statement *out);
void fields_details(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                    struct range words, struct statement *out);
void fields_contents(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
                     struct range words, struct statement *out);

/* The party that speaks the words at a token; false when nobody is named. */
bool fields_speaker(const struct reading *reading, int sentence, int token, struct party *speaker);

void fields_evidence(const struct reading *reading, struct statement *out, const char *field, struct text file, int line,
                     struct text because, struct span span);

struct span fields_span(const struct view *view, struct range words);
struct text fields_text(const struct view *view, struct range words);

#endif
