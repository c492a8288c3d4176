-- Derived tables and the views: all of it can be dropped and comes back the same by a rebuild.

CREATE TABLE IF NOT EXISTS commitments ( -- What the statements of one actor on one thing for one recipient come to.
    id TEXT NOT NULL PRIMARY KEY,       -- hash of actor, thing and recipient: the same in every ledger
    actor_code TEXT,                    -- who is committed; null where only a name is known
    actor TEXT NOT NULL,                -- the name that the first statement gives
    means TEXT,                         -- class of the thing: troops, funding ...; null where none fits and the object's words tell things apart
    recipient_code TEXT,                -- for whom; null where none or only a name is known
    recipient TEXT,                     -- the name that the first statement gives
    state TEXT NOT NULL,                -- none, possible, pledged, conditional, declined, withdrawn, revised, disputed, fulfilled in part, fulfilled
    is_disputed INTEGER NOT NULL,       -- 1: disputed now or once
    is_revised INTEGER NOT NULL,        -- 1: revised now or once
    object TEXT,                        -- the thing in words, as they stand now
    condition_class TEXT,               -- on what it depends
    condition TEXT,                     -- the same in words
    caveat TEXT,                        -- words that limit it
    "when" TEXT,                        -- words that date it
    amount TEXT,                        -- words that measure it
    first_said TEXT,                    -- day of the first report
    last_said TEXT,                     -- day of the last report
    statements INTEGER NOT NULL,        -- how many statements carry it
    articles INTEGER NOT NULL,          -- in how many articles
    statement INTEGER NOT NULL          -- the statement on which its state stands
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS commitment_statements ( -- The statements of each commitment.
    commitment TEXT NOT NULL,         -- the commitment's id
    statement INTEGER NOT NULL,         -- the statement
    position INTEGER NOT NULL,          -- 1, 2, 3 ... in the order in which they count
    effect TEXT NOT NULL,               -- what it did: its act, revised, disputed, restated, or nothing
    state TEXT NOT NULL,                -- the commitment's state after it
    PRIMARY KEY (commitment, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS commitment_statements_by_statement ON commitment_statements (statement);

CREATE TABLE IF NOT EXISTS revisions ( -- What changed in a commitment from one statement to a later one.
    commitment TEXT NOT NULL,         -- the commitment's id
    revised_by INTEGER NOT NULL,        -- the later statement
    what TEXT NOT NULL,                 -- act, amount, condition, thing
    statement INTEGER NOT NULL,         -- the earlier statement
    before TEXT,                        -- what the earlier one said
    after TEXT,                         -- what the later one says
    PRIMARY KEY (commitment, revised_by, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS disputes ( -- Something said, and somebody who says that it is untrue.
    statement INTEGER NOT NULL,         -- what was said
    disputed_by INTEGER NOT NULL,       -- the statement that disputes it
    rule TEXT NOT NULL,                 -- link: the reader linked them; denial: a denial by the one whom the claim is about
    PRIMARY KEY (statement, disputed_by)
) STRICT, WITHOUT ROWID;

CREATE VIEW IF NOT EXISTS statement_list AS -- One row a statement, with its article and its parties in words: the place to start.
SELECT s.id, a.published, s.act, s.status,
       (SELECT group_concat(coalesce(code, text), ', ') FROM parties p WHERE p.statement = s.statement AND role = 'actor') AS actors,
       (SELECT group_concat(coalesce(code, text), ', ') FROM parties p WHERE p.statement = s.statement AND role = 'recipient') AS recipients,
       s.means, s.object, s.condition_class, s.condition, s.caveat, s."when", s.amount,
       (SELECT text FROM parties p WHERE p.statement = s.statement AND role = 'speaker') AS speaker,
       s.sentence, s.confidence / 1000.0 AS confidence, a.title, a.publisher, a.url
FROM statements s JOIN articles a USING (article);

CREATE VIEW IF NOT EXISTS book AS -- One row a commitment, with the words on which it stands.
SELECT c.id, coalesce(c.actor_code, c.actor) AS actor, coalesce(c.means, c.object) AS thing,
       coalesce(c.recipient_code, c.recipient) AS recipient, c.state, c.condition, c.amount, c.caveat, c.last_said, c.statements, c.articles,
       s.sentence, a.publisher, a.url
FROM commitments c JOIN statements s USING (statement) JOIN articles a USING (article);

CREATE VIEW IF NOT EXISTS history AS -- The statements of each commitment in the order in which they count.
SELECT h.commitment, h.position, a.published, h.effect, h.state, s.act, s.status, s.sentence, a.publisher, a.url, s.id AS statement
FROM commitment_statements h JOIN statements s USING (statement) JOIN articles a USING (article);

CREATE VIEW IF NOT EXISTS dispute_list AS -- Both sides of each dispute, in words.
SELECT a.published, s.sentence AS said, t.sentence AS disputed, d.rule, a.publisher, a.url, s.id AS statement, t.id AS disputed_by
FROM disputes d JOIN statements s ON s.statement = d.statement JOIN statements t ON t.statement = d.disputed_by
     JOIN articles a ON a.article = t.article;
