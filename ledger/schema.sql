-- The appended tables of a ledger, version 4: the truth. Rows are only ever added.

CREATE TABLE IF NOT EXISTS readers ( -- Who or what made statements out of articles.
    reader INTEGER PRIMARY KEY,   -- 1, 2, 3 ...
    versions TEXT NOT NULL UNIQUE -- versions of program, model and lexicon, or a name
) STRICT;

CREATE TABLE IF NOT EXISTS articles ( -- Every report that was added, once.
    article INTEGER PRIMARY KEY,                         -- 1, 2, 3 ... in the order of adding
    hash TEXT NOT NULL UNIQUE,                           -- SHA-256 over title and text: the same hash is the same report
    id TEXT NOT NULL,                                    -- the report's own id, or its hash
    title TEXT,                                          -- headline
    publisher TEXT,                                      -- outlet that printed it
    published TEXT,                                      -- when: 2026-03-01, or a longer ISO 8601 form
    url TEXT,                                            -- where it can be read
    text TEXT NOT NULL,                                  -- the words; paragraphs parted by a blank line
    reader INTEGER NOT NULL REFERENCES readers (reader), -- who made its statements
    learned_at TEXT NOT NULL                             -- when the book learned it, UTC
) STRICT;

CREATE TABLE IF NOT EXISTS printings ( -- The same report (title and text) met again under another id, publisher, date or URL.
    printing INTEGER PRIMARY KEY,                           -- 1, 2, 3 ... in the order of adding
    article INTEGER NOT NULL REFERENCES articles (article), -- the report
    id TEXT NOT NULL,                                       -- its id there
    publisher TEXT,                                         -- who printed it
    published TEXT,                                         -- when
    url TEXT,                                               -- where it can be read
    learned_at TEXT NOT NULL                                -- when the book learned it, UTC
) STRICT;

CREATE TABLE IF NOT EXISTS readings ( -- Later readings of reports, by another model, lexicon or person: of each report the last one counts.
    reading INTEGER PRIMARY KEY,                            -- 1, 2, 3 ... in the order of adding
    article INTEGER NOT NULL REFERENCES articles (article), -- the report that was read again
    reader INTEGER NOT NULL REFERENCES readers (reader),    -- who made its statements then
    statements_before INTEGER NOT NULL,                     -- how many statements earlier readings of the report have: n counts on from there
    last_article INTEGER NOT NULL,                          -- the last report that was there by then
    last_review INTEGER NOT NULL,                           -- the last review that was there by then; 0: none
    learned_at TEXT NOT NULL                                -- when the book learned it, UTC
) STRICT;
CREATE INDEX IF NOT EXISTS readings_by_article ON readings (article, reading);

CREATE TABLE IF NOT EXISTS statements ( -- One act that an article reports. Spans count characters of the article's text, or of its title where in_title is 1.
    statement INTEGER PRIMARY KEY,                          -- 1, 2, 3 ... in the order of adding
    id TEXT NOT NULL,                                       -- hash of the article's content, the trigger's place and the act
    article INTEGER NOT NULL REFERENCES articles (article), -- the report that says it
    n INTEGER NOT NULL,                                     -- 1, 2, 3 ... within the article; those of a later reading count on
    act TEXT NOT NULL,                                      -- pledge, offer, decline, withdraw, aid, request, claim, deny ...
    event TEXT,                                             -- the act's PLOVER 2.0 event
    status TEXT NOT NULL,                                   -- of the act: actual, future, possible, negated
    means TEXT NOT NULL,                                    -- classes of what is promised, refused or asked: a JSON list
    sentence TEXT NOT NULL,                                 -- the sentence
    "trigger" TEXT,                                         -- the words that name the act
    object TEXT,                                            -- the words for what is promised, refused, asked, denied
    condition_class TEXT,                                   -- on what it depends: ceasefire, agreement, approval ...
    condition TEXT,                                         -- the same in words
    caveat TEXT,                                            -- words that limit how, where or for what
    "when" TEXT,                                            -- words that date it
    amount TEXT,                                            -- words that measure it
    confidence INTEGER NOT NULL,                            -- of the reader in its reading, thousandths: 0 to 1000
    in_title INTEGER NOT NULL,                              -- 1: the sentence is the headline
    sentence_from INTEGER, sentence_to INTEGER,             -- span of the sentence: substr(text, sentence_from + 1, sentence_to - sentence_from)
    trigger_from INTEGER, trigger_to INTEGER,               -- span of the trigger
    object_from INTEGER, object_to INTEGER,                 -- span of the object
    condition_from INTEGER, condition_to INTEGER,           -- span of the condition
    caveat_from INTEGER, caveat_to INTEGER,                 -- span of the caveat
    when_from INTEGER, when_to INTEGER,                     -- span of the date
    amount_from INTEGER, amount_to INTEGER,                 -- span of the amount
    evidence TEXT,                                          -- why each field is as it is: a JSON list of field, file, line, because, span
    reading INTEGER REFERENCES readings (reading),          -- the later reading that made it; null: the report was added with it
    UNIQUE (article, n)
) STRICT;
CREATE INDEX IF NOT EXISTS statements_by_id ON statements (id);

CREATE TABLE IF NOT EXISTS parties ( -- Who acts, receives or speaks in a statement.
    statement INTEGER NOT NULL REFERENCES statements (statement), -- the statement
    role TEXT NOT NULL,                                           -- actor, recipient, speaker
    position INTEGER NOT NULL,                                    -- 1, 2, 3 ... in the order of the text
    text TEXT NOT NULL,                                           -- the name in the text
    code TEXT,                                                    -- ISO 3166-1 alpha-3, an organisation's acronym, an armed group's name
    span_from INTEGER, span_to INTEGER,                           -- span of the name, counted like the statement's
    PRIMARY KEY (statement, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS parties_by_code ON parties (code, role);

CREATE TABLE IF NOT EXISTS links ( -- What a statement does to another one of the same article.
    statement INTEGER NOT NULL REFERENCES statements (statement), -- the statement that does it
    position INTEGER NOT NULL,                                    -- 1, 2, 3 ...
    kind TEXT NOT NULL,                                           -- restates, revises, disputes, answers, fulfils
    target INTEGER NOT NULL REFERENCES statements (statement),    -- the statement it is done to
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_by_target ON links (target);

CREATE TABLE IF NOT EXISTS marks ( -- What somebody saw of the world: a condition came about or ended, something was delivered.
    mark INTEGER PRIMARY KEY,                 -- 1, 2, 3 ... in the order of adding
    kind TEXT NOT NULL,                       -- met, ended (a condition), delivered (a commitment), retracted (another mark)
    condition_class TEXT,                     -- of met and ended: ceasefire, agreement, approval ...
    recipient TEXT,                           -- of met and ended: only for commitments to this recipient's code; null: for all
    commitment TEXT,                          -- only for this commitment; null: for all
    retracts INTEGER REFERENCES marks (mark), -- the mark that is taken back
    "on" TEXT NOT NULL,                       -- day on which it happened
    source TEXT,                              -- where that can be read
    note TEXT,                                -- in words
    marked_by TEXT,                           -- who says so
    learned_at TEXT NOT NULL                  -- when the book learned it, UTC
) STRICT;
CREATE INDEX IF NOT EXISTS marks_by_class ON marks (condition_class, "on");
CREATE INDEX IF NOT EXISTS marks_by_commitment ON marks (commitment);
CREATE INDEX IF NOT EXISTS marks_by_retracted ON marks (retracts);

CREATE TABLE IF NOT EXISTS reviews ( -- What somebody found on looking statements and commitments over.
    review INTEGER PRIMARY KEY,                         -- 1, 2, 3 ... in the order of adding
    kind TEXT NOT NULL,                                 -- confirm, correct, reject, comment (a statement), merge (a commitment into another), split (a statement from a commitment), retract (another review)
    statement INTEGER REFERENCES statements (statement), -- the statement; null: it is about a commitment
    field TEXT,                                         -- of a correction: act, actors, amount ...
    value TEXT,                                         -- of a correction: what the field should say; null: nothing
    commitment TEXT,                                    -- of merge and split: the commitment that loses statements
    target TEXT,                                        -- of merge and split: the commitment that gets them
    retracts INTEGER REFERENCES reviews (review),       -- the review that is taken back
    note TEXT,                                          -- in words
    reviewed_by TEXT NOT NULL,                          -- who says so
    last_article INTEGER NOT NULL,                      -- the last report that was there by then
    learned_at TEXT NOT NULL                            -- when the book learned it, UTC
) STRICT;
CREATE INDEX IF NOT EXISTS reviews_by_statement ON reviews (statement);
CREATE INDEX IF NOT EXISTS reviews_by_commitment ON reviews (commitment);
CREATE INDEX IF NOT EXISTS reviews_by_retracted ON reviews (retracts);

CREATE TABLE IF NOT EXISTS chain ( -- One row for everything that was appended, each sealed with all before it.
    entry INTEGER PRIMARY KEY,                        -- 1, 2, 3 ... in the order of adding
    article INTEGER REFERENCES articles (article),    -- the report that was added
    printing INTEGER REFERENCES printings (printing), -- or only this printing of it
    mark INTEGER REFERENCES marks (mark),             -- or this mark
    hash TEXT NOT NULL,                               -- SHA-256 over the hash before and everything that the entry holds
    review INTEGER REFERENCES reviews (review),       -- or this review
    reading INTEGER REFERENCES readings (reading)     -- or this later reading of a report, with its statements
) STRICT;
