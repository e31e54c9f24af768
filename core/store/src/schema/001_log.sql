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
    device      BLOB NOT NULL,               -- who signed it; x'' while nobody can tell
    received_at INTEGER NOT NULL,
    bytes       BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_by_need ON waiting (waits_for);
CREATE INDEX waiting_by_device ON waiting (device, received_at);
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
CREATE INDEX outbox_by_receipt ON outbox (receipt) WHERE receipt IS NOT NULL;

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
