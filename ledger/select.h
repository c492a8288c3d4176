/* A query made of the parts that a filter asks for, with its values bound. */
#ifndef TROTH_LEDGER_SELECT_H
#define TROTH_LEDGER_SELECT_H

#include "ledger/db.h"

enum { SELECT_VALUES = 24 };

/* SQL: the parties of a statement with this alias in this role, "DEU, ESP": codes, else names, as reviewers corrected them. */
#define SELECT_NAMES(alias, role)                                                                                               \
    "(SELECT group_concat(n, ', ') FROM (SELECT coalesce(code, text) AS n FROM statement_parties p WHERE p.statement = " alias  \
    ".statement AND p.role = '" role "' ORDER BY p.position) AS names)"

/* SQL: means, "troops, air", from their JSON list. */
#define SELECT_MEANS(means) "replace(replace(replace(" means ", '[', ''), ']', ''), '\"', '')"

/* SQL: the names of parties in which a word begins so ("Nor" finds Norway, "us" does not find Russia), ASCII case ignored. Goes
 * from name to name in the index, so that it takes as long as there are names, not parties. */
#define SELECT_NAMED                                                                                                            \
    "(WITH RECURSIVE names (name) AS (SELECT min(text) FROM parties UNION ALL "                                                 \
    "SELECT (SELECT min(p.text) FROM parties p WHERE p.text > n.name) FROM names n WHERE n.name IS NOT NULL) "                  \
    "SELECT name FROM names WHERE instr(' ' || lower(name), ' ' || lower(?)) > 0 UNION ALL "                                     \
    "SELECT r.text FROM reviewed_parties r WHERE instr(' ' || lower(r.text), ' ' || lower(?)) > 0)"

struct selection {
    struct ledger *ledger;
    struct buffer sql;
    struct text values[SELECT_VALUES];
    int count;
};

/* Begins with `head`, which ends in a WHERE clause. */
void select_init(struct selection *selection, struct ledger *ledger, const char *head);
void select_release(struct selection *selection);

/* Adds "AND part" where `value` is not empty; every "?" in `part` stands for it. */
void select_add(struct selection *selection, const char *part, struct text value);
void select_string(struct selection *selection, const char *part);

/* Whether some party of the ledger has this code, as it is or in capitals; then `*code` is what is stored (borrowed from
 * `arena`). */
bool select_code(struct ledger *ledger, struct text who, struct arena *arena, struct text *code, struct error *err);

/* Adds the part for a party's code where the ledger knows it as one, and else the part for its name; nothing for an empty `who`. */
bool select_party(struct selection *selection, struct text who, const char *by_code, const char *by_name, struct arena *arena,
                  struct error *err);

/* Whether a query that counts rows for a value, ?1, and no more than ?2 of them, finds so few that a question had better begin with
 * these than look at everything for the value. */
bool select_are_few(struct ledger *ledger, enum sql counting, struct text value, bool *answer, struct error *err);

/* The query, with its values; NULL and `err` when it cannot be made. To be ended by db_end. */
struct query *select_query(struct selection *selection, struct error *err);

#endif
