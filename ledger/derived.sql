-- Derived tables and the views: all of it can be dropped and comes back the same by a rebuild.

CREATE TABLE IF NOT EXISTS derivation ( -- By which version of the rules the derived tables were made: one row.
    rules INTEGER NOT NULL              -- 1, 2, 3 ...; another program than the one that reads makes them again
) STRICT;
INSERT INTO derivation SELECT 13 WHERE NOT EXISTS (SELECT 1 FROM derivation);

CREATE TABLE IF NOT EXISTS prints ( -- By what a report is recognised when it is printed again: some of its runs of five words.
    key INTEGER NOT NULL,               -- hash of such a run; of each report those with the smallest hashes
    article INTEGER NOT NULL,           -- the report
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS copies ( -- Reports that are edited copies of an earlier one: agency text that many print.
    article INTEGER NOT NULL PRIMARY KEY, -- the report
    source INTEGER NOT NULL             -- the first report of this text that was added
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_by_source ON copies (source);

CREATE TABLE IF NOT EXISTS commitments ( -- What the statements of one actor on one thing for one recipient come to, as it stands now.
    id TEXT NOT NULL PRIMARY KEY,       -- hash of actor, thing and recipient: the same in every ledger
    actor_code TEXT,                    -- who is committed; null where only a name is known
    actor TEXT NOT NULL,                -- the name that the first statement gives
    means TEXT,                         -- class of the thing: troops, funding ...; null where none fits and the object's words tell things apart
    recipient_code TEXT,                -- for whom; null where none or only a name is known
    recipient TEXT,                     -- the name that the first statement gives
    state TEXT NOT NULL,                -- none, possible, pledged, conditional, declined, withdrawn, revised, disputed, fulfilled in part, fulfilled
    is_disputed INTEGER NOT NULL,       -- 1: disputed now or once
    is_revised INTEGER NOT NULL,        -- 1: revised now or once
    object TEXT,                        -- the thing in words
    condition_class TEXT,               -- on what it depends
    condition TEXT,                     -- the same in words
    caveat TEXT,                        -- words that limit it
    "when" TEXT,                        -- words that date it
    amount TEXT,                        -- words that measure it
    first_said TEXT,                    -- day of the first report; null where its day is not known
    last_said TEXT,                     -- day of the last report
    statements INTEGER NOT NULL,        -- how many statements of the actor carry it; 0: reviews have taken all of them away
    articles INTEGER NOT NULL,          -- in how many articles
    sources INTEGER NOT NULL,           -- how many of these are independent: copies of one another count once
    statement INTEGER NOT NULL          -- the statement on which its state stands
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS commitments_by_actor ON commitments (actor_code, means, recipient_code);
CREATE INDEX IF NOT EXISTS commitments_by_recipient ON commitments (recipient_code, recipient);
CREATE INDEX IF NOT EXISTS commitments_by_day ON commitments ((coalesce(last_said, '') || '~' || id)); -- a page after the other
CREATE INDEX IF NOT EXISTS commitments_of_actor_by_day ON commitments (actor_code, (coalesce(last_said, '') || '~' || id));
CREATE INDEX IF NOT EXISTS commitments_of_field_by_day ON commitments (actor_code, means, (coalesce(last_said, '') || '~' || id));
CREATE INDEX IF NOT EXISTS commitments_on_board ON commitments (actor_code, means, state, actor, first_said, last_said, statements); -- all that the board counts
CREATE INDEX IF NOT EXISTS commitments_by_first_day ON commitments (first_said, statements); -- how the book grew

CREATE TABLE IF NOT EXISTS things ( -- What was named as part of a commitment, by which later statements are told to belong to it or not.
    commitment TEXT NOT NULL,           -- the commitment's id
    thing TEXT NOT NULL,                -- a kind of thing (FOOD, DRONE ...), or an addition (+ and thousandths of its amount, or 2, 3 ... of a second package)
    said TEXT NOT NULL,                 -- the first day on which it was named; empty where that is not known
    PRIMARY KEY (commitment, thing)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS versions ( -- What each commitment had come to after each statement on it, by the days on which they were said.
    commitment TEXT NOT NULL,           -- the commitment's id
    said TEXT NOT NULL,                 -- day on which it was said; empty where it is not known, which counts as long ago
    statement INTEGER NOT NULL,         -- the statement
    is_own INTEGER NOT NULL,            -- 1: the actor's own act on this thing; 0: a statement that revises or disputes one
    restates INTEGER,                   -- the statement of the same article that it tells again
    revises INTEGER,                    -- the statement of this commitment that it changes
    disputes INTEGER,                   -- the statement of this commitment that it says is untrue
    effect TEXT NOT NULL,               -- what it did: its act, repeated, restated, revised, disputed
    state TEXT NOT NULL,                -- the commitment's state after it
    is_disputed INTEGER NOT NULL,       -- 1: disputed by then
    is_revised INTEGER NOT NULL,        -- 1: revised by then
    is_promised INTEGER NOT NULL,       -- 1: promised by then, and not refused since
    object TEXT,                        -- the thing in words, after it
    condition_class TEXT,               -- on what it depends, after it
    condition TEXT,                     -- the same in words
    caveat TEXT,                        -- words that limit it
    "when" TEXT,                        -- words that date it
    amount TEXT,                        -- words that measure it
    stands_on INTEGER NOT NULL,         -- the statement on which its state stands
    article INTEGER NOT NULL,           -- the statement's report
    system_from TEXT NOT NULL,          -- when the book learned of the statement, UTC
    since TEXT NOT NULL,                -- from when on the book has held what stands here: later than system_from where reports came late
    PRIMARY KEY (commitment, said, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS versions_by_statement ON versions (statement);
CREATE INDEX IF NOT EXISTS statements_by_act ON statements (act); -- rare acts are found without looking at all statements
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (published);
CREATE INDEX IF NOT EXISTS articles_by_id ON articles (id);
CREATE INDEX IF NOT EXISTS articles_by_page ON articles ((coalesce(substr(published, 1, 10), '')), article); -- a page of statements after the other
CREATE INDEX IF NOT EXISTS parties_by_name ON parties (text); -- names are looked through one by one, each once

CREATE TABLE IF NOT EXISTS carried ( -- Which statement of an earlier reading a later one tells again, where somebody has reviewed it: its reviews count for both.
    statement INTEGER NOT NULL,         -- the statement of the later reading
    earlier INTEGER NOT NULL,           -- that of an earlier one
    PRIMARY KEY (statement, earlier)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS waiting ( -- What waits for a person's eye: what nobody has reviewed, or a later reading has otherwise than a reviewer.
    statement INTEGER PRIMARY KEY,      -- the statement
    weight INTEGER NOT NULL,            -- how much it matters: doubt, disputes, amounts, contradictions
    said TEXT NOT NULL                  -- day on which it was said; empty where it is not known
) STRICT;
CREATE INDEX IF NOT EXISTS waiting_by_weight ON waiting (weight DESC, said, statement);

CREATE TABLE IF NOT EXISTS reviewed ( -- What reviews have made of a statement, as it stands now. Statements that nobody has reviewed are not here.
    statement INTEGER PRIMARY KEY,      -- the statement
    verdict TEXT NOT NULL,              -- confirmed, corrected, rejected
    machine TEXT,                       -- what its reader had of the fields that say something else now, "act: aid; amount: 50 tanks"; null: they say the same
    act TEXT NOT NULL,                  -- as it stands
    status TEXT NOT NULL,               -- as it stands: actual, future, possible, negated
    means TEXT NOT NULL,                -- as it stands: a JSON list
    object TEXT,                        -- as it stands; so all that follows
    condition_class TEXT,               -- on what it depends
    condition TEXT,                     -- the same in words
    caveat TEXT,                        -- words that limit it
    "when" TEXT,                        -- words that date it
    amount TEXT                         -- words that measure it
) STRICT;

CREATE TABLE IF NOT EXISTS reviewed_parties ( -- Who acts, receives or speaks in a reviewed statement, as it stands now.
    statement INTEGER NOT NULL,         -- the statement
    role TEXT NOT NULL,                 -- actor, recipient, speaker
    position INTEGER NOT NULL,          -- 1, 2, 3 ...
    text TEXT NOT NULL,                 -- the name
    code TEXT,                          -- ISO 3166-1 alpha-3, an organisation's acronym, an armed group's name
    PRIMARY KEY (statement, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS former_versions ( -- Which statements bore on which commitments before a review or a later reading changed it.
    commitment TEXT NOT NULL,           -- the commitment's id
    said TEXT NOT NULL,                 -- day on which it was said; empty where it is not known
    statement INTEGER NOT NULL,         -- the statement
    is_own INTEGER NOT NULL,            -- 1: the actor's own act on this thing; 0: a statement that revises or disputes one
    restates INTEGER,                   -- the statement of the same article that it tells again
    revises INTEGER,                    -- the statement of this commitment that it changes
    disputes INTEGER,                   -- the statement of this commitment that it says is untrue
    article INTEGER NOT NULL,           -- the statement's report
    system_from TEXT NOT NULL,          -- from when the book held it so, UTC
    system_to TEXT NOT NULL,            -- until when
    PRIMARY KEY (commitment, said, statement, system_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS former_versions_by_statement ON former_versions (statement);

CREATE TABLE IF NOT EXISTS revisions ( -- What changed in a commitment from one statement to a later one.
    commitment TEXT NOT NULL,           -- the commitment's id
    said TEXT NOT NULL,                 -- day of the later statement; empty where it is not known
    revised_by INTEGER NOT NULL,        -- the later statement
    what TEXT NOT NULL,                 -- act, amount, condition, thing
    statement INTEGER NOT NULL,         -- the earlier statement
    before TEXT,                        -- what the earlier one said
    after TEXT,                         -- what the later one says
    PRIMARY KEY (commitment, said, revised_by, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS disputes ( -- Something said, and somebody who says that it is untrue.
    statement INTEGER NOT NULL,         -- what was said
    disputed_by INTEGER NOT NULL,       -- the statement that disputes it
    rule TEXT NOT NULL,                 -- link: the reader linked them; denial: a denial by the one whom the claim is about
    system_from TEXT NOT NULL,          -- from when the book has held it, UTC
    system_to TEXT,                     -- until when, where a review or a later reading ended it; null: it still does
    PRIMARY KEY (statement, disputed_by, system_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS disputes_by_denial ON disputes (disputed_by);

CREATE VIEW IF NOT EXISTS statement_parties AS -- One row for each who acts, receives or speaks in a statement, as reviewers corrected it.
SELECT p.statement, p.role, p.position, p.text, p.code FROM parties p
WHERE NOT EXISTS (SELECT 1 FROM reviewed k WHERE k.statement = p.statement)
UNION ALL SELECT k.statement, k.role, k.position, k.text, k.code FROM reviewed_parties k;

CREATE VIEW IF NOT EXISTS statement_list AS -- One row a statement as it was read last, with its article and its parties in words: the place to start.
-- actors: who acts: codes, names where there is none, parted by commas
-- recipients: for whom or against whom, told like the actors
-- speaker: to whom the report attributes it
-- confidence: of the reader in its reading: 0 to 1
-- act: as reviewers corrected it, like all that follows
-- machine: what its reader had of the fields that reviewers corrected; null: nothing was corrected
-- verdict: what reviewers found: confirmed, corrected; null: nobody has looked yet. Rejected statements are left out
SELECT s.id, a.published, coalesce(k.act, s.act) AS act, coalesce(k.status, s.status) AS status,
       (SELECT group_concat(coalesce(code, text), ', ') FROM statement_parties p WHERE p.statement = s.statement AND role = 'actor') AS actors,
       (SELECT group_concat(coalesce(code, text), ', ') FROM statement_parties p WHERE p.statement = s.statement AND role = 'recipient') AS recipients,
       coalesce(k.means, s.means) AS means, CASE WHEN k.statement IS NULL THEN s.object ELSE k.object END AS object,
       CASE WHEN k.statement IS NULL THEN s.condition_class ELSE k.condition_class END AS condition_class,
       CASE WHEN k.statement IS NULL THEN s.condition ELSE k.condition END AS condition,
       CASE WHEN k.statement IS NULL THEN s.caveat ELSE k.caveat END AS caveat,
       CASE WHEN k.statement IS NULL THEN s."when" ELSE k."when" END AS "when",
       CASE WHEN k.statement IS NULL THEN s.amount ELSE k.amount END AS amount,
       (SELECT text FROM statement_parties p WHERE p.statement = s.statement AND role = 'speaker') AS speaker,
       s.sentence, s.confidence / 1000.0 AS confidence, a.title, a.publisher, a.url, k.verdict, k.machine
FROM statements s JOIN articles a USING (article) LEFT JOIN reviewed k ON k.statement = s.statement
WHERE coalesce(k.verdict, '') <> 'rejected' AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.article = s.article AND r.reading > coalesce(s.reading, 0));

CREATE VIEW IF NOT EXISTS book AS -- One row a commitment, with the words on which it stands.
-- actor: who is committed: a code, or a name where there is none
-- thing: class of what is promised or refused, or the words where none fits
-- recipient: for whom: a code, or a name where there is none
-- sentence: the sentence on which its state stands
SELECT c.id, coalesce(c.actor_code, c.actor) AS actor, coalesce(c.means, c.object) AS thing,
       coalesce(c.recipient_code, c.recipient) AS recipient, c.state, c.object, c.condition, c.amount, c.caveat, c.last_said, c.statements,
       c.articles, c.sources, s.sentence, a.publisher, a.url
FROM commitments c JOIN statements s USING (statement) JOIN articles a USING (article)
WHERE c.statements > 0;

-- As of a day in two times, named as in SQL:2011. What had been said by the end of 1 March:
--   SELECT * FROM history WHERE valid_from <= '2026-03-01' AND (valid_to IS NULL OR valid_to > '2026-03-01')
CREATE VIEW IF NOT EXISTS history AS -- The versions of each commitment: valid from the day they were said until the next one.
-- position: 1, 2, 3 ... within the commitment
-- valid_from: day on which it was said; empty where it is not known
-- valid_to: day of the next version; null: it still stands
-- system_from: when the book learned it, or took it in here after a review or a later reading, UTC
-- statement: id of the statement
-- act: as reviewers corrected it
-- machine: what its reader had of the fields that reviewers corrected; null: nothing was corrected
SELECT v.commitment, row_number() OVER w AS position, v.said AS valid_from,
       lead(v.said) OVER w AS valid_to, -- null: it still stands
       v.system_from,
       v.effect, v.state, v.object, v.condition_class, v.condition, v.caveat, v."when", v.amount, coalesce(k.act, s.act) AS act,
       coalesce(k.status, s.status) AS status, s.sentence, a.publisher, a.url, s.id AS statement, k.machine
FROM versions v JOIN statements s USING (statement) JOIN articles a ON a.article = s.article LEFT JOIN reviewed k ON k.statement = s.statement
WINDOW w AS (PARTITION BY v.commitment ORDER BY v.said, v.statement);

CREATE VIEW IF NOT EXISTS dispute_list AS -- Both sides of each dispute, in words.
-- said: the sentence that was said
-- disputed: the sentence that disputes it
-- statement: id of the statement that was said
-- disputed_by: id of the statement that disputes it
SELECT a.published, s.sentence AS said, t.sentence AS disputed, d.rule, a.publisher, a.url, s.id AS statement, t.id AS disputed_by
FROM disputes d JOIN statements s ON s.statement = d.statement JOIN statements t ON t.statement = d.disputed_by
     JOIN articles a ON a.article = t.article
WHERE d.system_to IS NULL;
