-- Format 1 of the phone's file: the tables that screens read. Conventions: 001_log.sql.

-- ───────────────────────────────────────────── screens: members
-- From here on one row per document: `author` is the member who created it,
-- `created` what its author's clock said (the arrival where a kind says
-- nothing), `updated` when this phone last received a change of it.

-- A member with two phones may own two profiles; the smallest document id counts.
CREATE TABLE profile (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    member   BLOB NOT NULL,
    school   TEXT,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_by_author ON profile (author, document);

CREATE TABLE profile_tool (
    document BLOB NOT NULL,
    tool     TEXT NOT NULL,
    level    TEXT NOT NULL,
    by_hand  INTEGER NOT NULL,
    in_class INTEGER NOT NULL,
    PRIMARY KEY (document, tool)
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    name     TEXT NOT NULL,
    mail     TEXT NOT NULL,
    school   TEXT,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX card_by_author ON card (author, document);

-- ───────────────────────────────────────────── screens: tickets

CREATE TABLE ticket (
    document        BLOB PRIMARY KEY NOT NULL,
    author          BLOB NOT NULL,
    direction       TEXT NOT NULL,
    title           TEXT NOT NULL,
    need            TEXT NOT NULL,
    class_level     TEXT NOT NULL,
    learning_goal   TEXT NOT NULL,
    tried           TEXT NOT NULL,
    obstacle        TEXT NOT NULL,
    training_reason TEXT NOT NULL,           -- why no institutional training fits
    school          TEXT NOT NULL,
    school_name     TEXT NOT NULL,
    academy         TEXT NOT NULL,
    lat             REAL NOT NULL,
    lon             REAL NOT NULL,
    radius_km       INTEGER NOT NULL,
    status          TEXT NOT NULL,           -- resolved by the domain rule
    statuses        TEXT NOT NULL,           -- all concurrent words, space-separated
    created         INTEGER NOT NULL,
    updated         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_author ON ticket (author, created);
CREATE INDEX ticket_by_status ON ticket (status, created);
CREATE INDEX ticket_by_created ON ticket (created, document);

CREATE TABLE ticket_tool (
    document BLOB NOT NULL,
    tool     TEXT NOT NULL,
    PRIMARY KEY (document, tool)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tool_by_tool ON ticket_tool (tool);

-- The trainings that were shown before the ticket could be opened.
CREATE TABLE ticket_training (
    document BLOB NOT NULL,
    training TEXT NOT NULL,
    PRIMARY KEY (document, training)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_accepted (
    document BLOB NOT NULL,
    proposal BLOB NOT NULL,
    PRIMARY KEY (document, proposal)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
    document    BLOB PRIMARY KEY NOT NULL,
    author      BLOB NOT NULL,
    ticket      BLOB NOT NULL,               -- parent
    text        TEXT NOT NULL,
    status      TEXT NOT NULL,
    school      TEXT,
    school_name TEXT NOT NULL,
    created     INTEGER NOT NULL,
    updated     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_by_ticket ON proposal (ticket, created);
CREATE INDEX proposal_by_author ON proposal (author, created);

CREATE TABLE message (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    parent   BLOB NOT NULL,                  -- the document it is about
    body     TEXT NOT NULL,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_parent ON message (parent, created);

-- ───────────────────────────────────────────── screens: agenda
-- A slot is TEXT as in `Slot`: '2026-12-02T14:00[Europe/Paris]/90'; `start_ms` is
-- its instant by this phone's time-zone rules, for sorting only.

CREATE TABLE plan (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    parent   BLOB,                           -- ticket or proposal
    what     TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    venue    TEXT NOT NULL,
    chosen   TEXT,                           -- slot
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_by_parent ON plan (parent);

CREATE TABLE plan_date (
    document BLOB NOT NULL,
    slot     TEXT NOT NULL,
    start_ms INTEGER,
    PRIMARY KEY (document, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_vote (
    document BLOB NOT NULL,
    slot     TEXT NOT NULL,
    member   BLOB NOT NULL,
    yes      INTEGER NOT NULL,
    PRIMARY KEY (document, slot, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE workshop (
    document    BLOB PRIMARY KEY NOT NULL,
    author      BLOB NOT NULL,
    title       TEXT NOT NULL,
    description TEXT NOT NULL,
    school      TEXT,
    place_label TEXT NOT NULL,
    lat         REAL NOT NULL,
    lon         REAL NOT NULL,
    radius_km   INTEGER NOT NULL,
    slot        TEXT NOT NULL,
    start_ms    INTEGER,
    minutes     INTEGER NOT NULL,
    seats       INTEGER NOT NULL,
    resource    TEXT,
    booking     BLOB,
    ticket      BLOB,
    home        BLOB NOT NULL,               -- the hub that decides its seats
    status      TEXT NOT NULL,
    statuses    TEXT NOT NULL,
    created     INTEGER NOT NULL,
    updated     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX workshop_by_start ON workshop (start_ms);
CREATE INDEX workshop_by_author ON workshop (author, start_ms);
CREATE INDEX workshop_by_ticket ON workshop (ticket);
CREATE INDEX workshop_by_resource ON workshop (resource, start_ms);

CREATE TABLE workshop_tool (
    document BLOB NOT NULL,
    tool     TEXT NOT NULL,
    PRIMARY KEY (document, tool)
) STRICT, WITHOUT ROWID;
CREATE INDEX workshop_tool_by_tool ON workshop_tool (tool);

CREATE TABLE registration (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    workshop BLOB NOT NULL,                  -- parent
    status   TEXT NOT NULL,
    statuses TEXT NOT NULL,
    school   TEXT,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_by_workshop ON registration (workshop, created);
CREATE INDEX registration_by_author ON registration (author, created);

CREATE TABLE booking (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    resource TEXT NOT NULL,
    day      TEXT NOT NULL,
    purpose  TEXT NOT NULL,
    status   TEXT NOT NULL,
    statuses TEXT NOT NULL,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_resource ON booking (resource, day);
CREATE INDEX booking_by_author ON booking (author, created);

CREATE TABLE decision (
    document     BLOB PRIMARY KEY NOT NULL,
    author       BLOB NOT NULL,              -- the hub
    request      BLOB NOT NULL,              -- parent: registration or booking
    outcome      TEXT NOT NULL,
    day          TEXT,                       -- the day that was decided; NULL for a seat
    position     INTEGER,                    -- 1-based place in the waiting list
    alternatives TEXT NOT NULL,              -- days, space-separated, nearest first
    reason       TEXT NOT NULL,
    created      INTEGER NOT NULL,           -- when it was decided
    updated      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_by_request ON decision (request, created);

CREATE TABLE check_in (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    workshop BLOB NOT NULL,                  -- parent
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_by_workshop ON check_in (workshop);

CREATE TABLE check_in_entry (
    document BLOB NOT NULL,
    entry    TEXT NOT NULL,                  -- registration's document id in hex, or a walk-in id
    at       INTEGER,                        -- NULL: noted as walk-in, not marked present
    walk_in  TEXT,                           -- label such as a school; NULL for a registration
    PRIMARY KEY (document, entry)
) STRICT, WITHOUT ROWID;

-- ───────────────────────────────────────────── screens: mini-techs

CREATE TABLE help_session (
    document   BLOB PRIMARY KEY NOT NULL,
    author     BLOB NOT NULL,
    helper     TEXT NOT NULL,                -- pseudonym
    class      TEXT NOT NULL,
    pupils     INTEGER NOT NULL,
    tool       TEXT NOT NULL,
    started    INTEGER NOT NULL,
    minutes    INTEGER NOT NULL,
    what       TEXT NOT NULL,
    solved     INTEGER NOT NULL,
    school     TEXT NOT NULL,
    state_hash BLOB NOT NULL,                -- what a co-signature must name to count
    created    INTEGER NOT NULL,
    updated    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX help_session_by_school ON help_session (school, started);
CREATE INDEX help_session_by_author ON help_session (author, started);

CREATE TABLE co_signature (
    document   BLOB PRIMARY KEY NOT NULL,
    author     BLOB NOT NULL,
    session    BLOB NOT NULL,                -- parent
    state_hash BLOB NOT NULL,
    created    INTEGER NOT NULL,
    updated    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX co_signature_by_session ON co_signature (session);

-- ───────────────────────────────────────────── screens: catalogue
-- `id` is the slug. Two documents may publish the same slug (two hubs, a repeated
-- import): the smallest document id is the one to show.

CREATE TABLE tool (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    id       TEXT NOT NULL,
    name_fr  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tool_by_id ON tool (id, document);

CREATE TABLE training (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    id       TEXT NOT NULL,
    academy  TEXT NOT NULL,
    title    TEXT NOT NULL,
    url      TEXT NOT NULL,
    summary  TEXT NOT NULL,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX training_by_id ON training (id, document);
CREATE INDEX training_by_academy ON training (academy);

CREATE TABLE training_tool (
    document BLOB NOT NULL,
    tool     TEXT NOT NULL,
    PRIMARY KEY (document, tool)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_tool_by_tool ON training_tool (tool);

CREATE TABLE guide (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    id       TEXT NOT NULL,
    title    TEXT NOT NULL,
    body     TEXT NOT NULL,
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guide_by_id ON guide (id, document);

CREATE TABLE guide_tool (
    document BLOB NOT NULL,
    tool     TEXT NOT NULL,
    PRIMARY KEY (document, tool)
) STRICT, WITHOUT ROWID;
CREATE INDEX guide_tool_by_tool ON guide_tool (tool);

CREATE TABLE resource (
    document BLOB PRIMARY KEY NOT NULL,
    author   BLOB NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    home     BLOB NOT NULL,                  -- the hub that decides its days
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_by_id ON resource (id, document);

CREATE TABLE resource_host (
    document BLOB NOT NULL,
    member   BLOB NOT NULL,
    PRIMARY KEY (document, member)
) STRICT, WITHOUT ROWID;

-- ───────────────────────────────────────────── screens: directory

-- Rows of all directory pages, also where two pages name the same school.
CREATE TABLE directory_row (
    code         TEXT NOT NULL,
    document     BLOB NOT NULL,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    commune      TEXT NOT NULL,
    academy      TEXT NOT NULL,
    academy_name TEXT NOT NULL,
    PRIMARY KEY (code, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_row_by_document ON directory_row (document);

-- One row per school: of two pages that name it, the greater document id counts,
-- on every phone alike.
CREATE VIEW establishment AS
    SELECT code, document, name, kind, commune, academy, academy_name
    FROM directory_row AS r
    WHERE NOT EXISTS (
        SELECT 1 FROM directory_row AS other
        WHERE other.code = r.code AND other.document > r.document
    );

-- The buildings; join to `establishment` on (code, document).
CREATE TABLE place (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL,
    document BLOB NOT NULL,
    lat      REAL NOT NULL,
    lon      REAL NOT NULL,
    label    TEXT NOT NULL
) STRICT;
CREATE INDEX place_by_document ON place (document);
CREATE INDEX place_by_code ON place (code, document);

-- ───────────────────────────────────────────── search and alerts

-- Tickets, guides and workshops; rowid is `document.seq`, `kind` its word. The
-- tokenizer removes accents; words with `œ` and the like stand in `respelled` too. What a
-- person has typed one or two letters of is found by an index of beginnings.
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED, document UNINDEXED, title, body, respelled,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2'
);

-- What this phone alerts its member about; written by the engine, never synced.
-- A later revision replaces the earlier one under the same id.
CREATE TABLE alert (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL,
    kind     TEXT NOT NULL,
    revision BLOB NOT NULL,                  -- hash of the fields the alert states
    state    TEXT NOT NULL CHECK (state IN ('listed', 'rung', 'read')),
    subject  BLOB,                           -- the ticket or workshop to open
    title    TEXT NOT NULL,
    body     TEXT NOT NULL,
    km       REAL,
    rings    INTEGER NOT NULL,               -- how many times it had news
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL,
    UNIQUE (document, kind)
) STRICT;
CREATE INDEX alert_by_state ON alert (state, updated);
CREATE INDEX alert_by_time ON alert (updated);
CREATE INDEX alert_by_subject ON alert (subject);

-- What was stated, so that each revision is stated once; it outlives the alert's later
-- revisions, until a fact changes: a date that is changed back is news.
CREATE TABLE alert_revision (
    document BLOB NOT NULL,
    kind     TEXT NOT NULL,
    revision BLOB NOT NULL,
    PRIMARY KEY (document, kind, revision)
) STRICT, WITHOUT ROWID;

-- What a shell has handed to the system as notifications: said when `at` has come, so that
-- nothing is said twice; before, it may be planned anew.
CREATE TABLE saying (
    id     INTEGER NOT NULL,                 -- an alert's id; negative for a reminder
    stamp  INTEGER NOT NULL,                 -- the alert's `rings`; the start that is reminded of
    words  INTEGER NOT NULL,                 -- hash of the words
    at     INTEGER NOT NULL,
    within INTEGER NOT NULL,                 -- the notification that said it: itself, or one of many
    counts INTEGER NOT NULL,                 -- toward the most alerts of a day
    handed INTEGER NOT NULL,                 -- what was due then was said, whatever a clock says later
    PRIMARY KEY (id, stamp)
) STRICT, WITHOUT ROWID;
CREATE INDEX saying_by_time ON saying (at);
