-- Format 2: what a person has begun on this phone and not finished. Never synced, and no part
-- of the log: nothing can rebuild it.

-- Forms as they are typed, at most one per form and what it is about.
CREATE TABLE draft (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- new at each saving: the order, whatever the clock says
    form   TEXT NOT NULL,                     -- a word of the engine
    about  BLOB NOT NULL,                     -- the document it is about; x'' for none
    saved  INTEGER NOT NULL,
    UNIQUE (form, about)
) STRICT;

CREATE TABLE draft_field (
    draft INTEGER NOT NULL REFERENCES draft (number) ON DELETE CASCADE,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (draft, name)
) STRICT, WITHOUT ROWID;

-- The help session that is being timed: one row or none.
CREATE TABLE timer (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    started INTEGER NOT NULL,
    minutes INTEGER,                          -- NULL while it runs
    helper  TEXT NOT NULL,
    class   TEXT NOT NULL,
    tool    TEXT                              -- NULL until it was chosen
) STRICT;
