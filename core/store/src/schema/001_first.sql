-- Format 1 of the phone's file.
--
-- Three floors: the log (what was admitted, in signed bytes), its bookkeeping
-- (what waits, what goes out, what was refused), and the tables that screens
-- read. The last are a pure function of the log: `fold` can rebuild each row.
--
-- Conventions: ids and hashes are BLOBs; instants are INTEGER milliseconds since
-- 1970 UTC; local days are TEXT 'YYYY-MM-DD'; booleans are 0 or 1; growable words
-- (`in_discussion`) are TEXT as they stand on the wire, so a word of a newer app
-- survives. A column never changes its meaning.

-- ───────────────────────────────────────────── the phone itself

-- Identity, incarnation, next device sequence number (see `identity.rs`).
CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- Preferences of this phone, never synced; written by the engine.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- ───────────────────────────────────────────── the log

-- Every device certificate that verified against the region's root key.
CREATE TABLE certificate (
    id      BLOB PRIMARY KEY NOT NULL,
    member  BLOB NOT NULL,
    device  BLOB NOT NULL,
    roles   TEXT NOT NULL,          -- numbers of `Role`, ascending, comma-separated
    school  TEXT,
    issued  INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    bytes   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_by_member ON certificate (member);

-- Admitted chunks. `seq` is local and never reused; it says nothing about order
-- in the region.
CREATE TABLE chunk (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          BLOB NOT NULL UNIQUE,
    document    BLOB NOT NULL,
    kind        INTEGER NOT NULL,
    author      BLOB NOT NULL,      -- member
    device      BLOB NOT NULL,
    device_seq  INTEGER NOT NULL,
    certificate BLOB NOT NULL,
    change      BLOB NOT NULL,      -- automerge change hash
    max_op      INTEGER NOT NULL,
    names_routes INTEGER NOT NULL,  -- 1 when the header names channels
    own         INTEGER NOT NULL,   -- 1 when this phone wrote it
    received_at INTEGER NOT NULL,
    bytes       BLOB NOT NULL       -- the whole signed chunk
) STRICT;
CREATE INDEX chunk_by_document ON chunk (document, max_op);
CREATE INDEX chunk_by_device ON chunk (device, device_seq);

-- One row per document of which the first chunk was admitted.
CREATE TABLE document (
    seq        INTEGER PRIMARY KEY,          -- rowid of its `search` entry
    id         BLOB NOT NULL UNIQUE,
    kind       INTEGER NOT NULL,             -- number of `Kind`
    creator    BLOB NOT NULL,                -- member
    school     TEXT,                         -- creator's school, from the certificate
    parent     BLOB,
    origin     BLOB NOT NULL,                -- `Origin` in CBOR
    state_hash BLOB NOT NULL,                -- of the current content; x'' before the first fold
    unreadable TEXT,                         -- why the content has no row; NULL when it has
    refused    TEXT,                         -- why the region refused a change of ours; NULL when it did not
    arrived    INTEGER NOT NULL,             -- when its first chunk was admitted here
    updated    INTEGER NOT NULL              -- when this phone last received a change of it
) STRICT;
CREATE INDEX document_by_parent ON document (parent, kind);
CREATE INDEX document_by_kind ON document (kind, updated);
CREATE INDEX document_by_creator ON document (creator, kind);

-- The members who may write a document, from its first chunk.
CREATE TABLE document_writer (
    document BLOB NOT NULL,
    member   BLOB NOT NULL,
    PRIMARY KEY (document, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_writer_by_member ON document_writer (member);

-- Which channels brought a document; it leaves the phone with the last of them,
-- unless the phone's member takes part in it.
CREATE TABLE document_channel (
    document BLOB NOT NULL,
    channel  BLOB NOT NULL,                  -- `Channel::to_bytes`
    PRIMARY KEY (document, channel)
) STRICT, WITHOUT ROWID;

-- Chunks whose certificate, document or parent has not arrived yet. The id is that of
-- the bytes and not of the chunk: a forged signature must not keep the true one out.
CREATE TABLE waiting (
    id          BLOB PRIMARY KEY NOT NULL,
    document    BLOB NOT NULL,
    waits_for   BLOB NOT NULL,               -- `WaitsFor::to_bytes`
    received_at INTEGER NOT NULL,
    bytes       BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_by_need ON waiting (waits_for);
CREATE INDEX waiting_by_document ON waiting (document);

-- What devices lost their certificate, and up to which change they are believed.
CREATE TABLE revocation (
    document BLOB PRIMARY KEY NOT NULL,
    device   BLOB NOT NULL,
    last_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revocation_by_device ON revocation (device, last_seq);

-- ───────────────────────────────────────────── carrying

-- Custody receipts of buses for chunks that the region has not acknowledged yet.
CREATE TABLE receipt (
    id    INTEGER PRIMARY KEY,
    hub   BLOB NOT NULL,
    at    INTEGER NOT NULL,
    bytes BLOB NOT NULL UNIQUE
) STRICT;

-- Own chunks that the region has not acknowledged. No row: received.
CREATE TABLE outbox (
    chunk   INTEGER PRIMARY KEY NOT NULL REFERENCES chunk (seq) ON DELETE CASCADE,
    state   INTEGER NOT NULL CHECK (state IN (0, 1)), -- 0 on this phone, 1 with the bus
    bus     BLOB,                                     -- which bus holds it
    receipt INTEGER REFERENCES receipt (id)
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, chunk);
CREATE INDEX outbox_by_receipt ON outbox (receipt);

-- Refused chunks with the reason. Foreign ones are bounded; own ones stay until
-- their author discards them or sends them again.
CREATE TABLE quarantine (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          BLOB NOT NULL UNIQUE,        -- SHA-256 of the bytes
    chunk       BLOB,                        -- the chunk's id, where the bytes are one
    own         INTEGER NOT NULL,
    document    BLOB,
    channel     BLOB,                        -- which channel brought it
    code        TEXT NOT NULL,
    reason      TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    bytes       BLOB NOT NULL
) STRICT;
CREATE INDEX quarantine_by_document ON quarantine (document);
CREATE INDEX quarantine_by_chunk ON quarantine (chunk);
CREATE INDEX quarantine_by_owner ON quarantine (own, seq);

-- Hubs this phone knows, by address.
CREATE TABLE hub (
    url           TEXT PRIMARY KEY NOT NULL,
    member        BLOB,                      -- NULL until it was met
    role          TEXT NOT NULL,             -- 'region' or 'bus'
    epoch         BLOB,
    certificate   BLOB,                      -- whole certificate bytes
    token         BLOB,                      -- saved session
    token_expires INTEGER,
    last_contact  INTEGER                    -- NULL: never reached
) STRICT, WITHOUT ROWID;

-- Where reading stands, per hub and channel.
CREATE TABLE cursor (
    hub      BLOB NOT NULL,                  -- the hub's member id
    channel  BLOB NOT NULL,
    epoch    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (hub, channel)
) STRICT, WITHOUT ROWID;

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

-- 32-bit boxes, rounded outwards by SQLite: a first sieve before the exact distance.
CREATE VIRTUAL TABLE place_box USING rtree (id, min_lat, max_lat, min_lon, max_lon);

-- ───────────────────────────────────────────── search and alerts

-- Tickets, guides and workshops; rowid is `document.seq`, `kind` its word.
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED, document UNINDEXED, title, body,
    tokenize = "unicode61 remove_diacritics 2"
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
    created  INTEGER NOT NULL,
    updated  INTEGER NOT NULL,
    UNIQUE (document, kind)
) STRICT;
CREATE INDEX alert_by_state ON alert (state, updated);
CREATE INDEX alert_by_time ON alert (updated);

-- What was stated, so that each revision is stated once; it outlives the alert's later revisions.
CREATE TABLE alert_revision (
    document BLOB NOT NULL,
    kind     TEXT NOT NULL,
    revision BLOB NOT NULL,
    PRIMARY KEY (document, kind, revision)
) STRICT, WITHOUT ROWID;
