-- A hub's own facts: its epoch, its certificate, the highest time it has seen.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate (
    id     BLOB NOT NULL PRIMARY KEY,
    device BLOB NOT NULL,
    member BLOB NOT NULL,
    issued INTEGER NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;
CREATE INDEX certificate_of_device ON certificate (device, issued);
CREATE INDEX certificate_of_member ON certificate (member, issued);

-- Append-only. `seq` is this hub's order; nothing is ever taken out.
CREATE TABLE chunk (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    document    BLOB NOT NULL,
    kind        INTEGER NOT NULL,
    certificate BLOB NOT NULL,
    max_op      INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    bytes       BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_of_document ON chunk (document, seq);
CREATE INDEX chunk_of_certificate ON chunk (certificate);

CREATE TABLE document (
    id           BLOB NOT NULL PRIMARY KEY,
    kind         INTEGER NOT NULL,
    origin       BLOB NOT NULL,
    routes       BLOB NOT NULL,
    routes_op    INTEGER NOT NULL,
    routes_chunk BLOB NOT NULL,
    moved        INTEGER NOT NULL DEFAULT 0  -- entries of channels that its moves have cost
) STRICT;
CREATE INDEX document_of_kind ON document (kind);

CREATE TABLE channel (
    id       INTEGER PRIMARY KEY,
    name     BLOB NOT NULL UNIQUE,
    n        INTEGER NOT NULL,
    checksum BLOB NOT NULL
) STRICT;

-- kind: 1 certificate, 2 chunk, 3 remove; `ref` is the id of what it names.
CREATE TABLE channel_entry (
    channel  INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    ref      BLOB NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (channel, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_document (
    document BLOB NOT NULL,
    channel  INTEGER NOT NULL,
    PRIMARY KEY (document, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_certificate (
    channel     INTEGER NOT NULL,
    certificate BLOB NOT NULL,
    PRIMARY KEY (channel, certificate)
) STRICT, WITHOUT ROWID;

-- A child before its parent, a chunk before its certificate.
CREATE TABLE waiting (
    chunk     BLOB NOT NULL PRIMARY KEY,
    waits_for BLOB NOT NULL,
    device    BLOB NOT NULL,
    bytes     BLOB NOT NULL
) STRICT;
CREATE INDEX waiting_for ON waiting (waits_for);
CREATE INDEX waiting_of_device ON waiting (device);

CREATE TABLE quarantine (
    id     INTEGER PRIMARY KEY,
    chunk  BLOB UNIQUE,
    device BLOB NOT NULL,
    code   TEXT NOT NULL,
    at     INTEGER NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;

-- Who held a chunk when: the order of requests for an exclusive resource. `seq` is the place in
-- that hub's log, 0 when its receipt states none.
CREATE TABLE custody (
    chunk BLOB NOT NULL,
    hub   BLOB NOT NULL,
    at    INTEGER NOT NULL,
    seq   INTEGER NOT NULL,
    PRIMARY KEY (chunk, hub)
) STRICT, WITHOUT ROWID;

-- On a bus: its custody receipts until the region has them.
CREATE TABLE receipt (
    id    INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- On a bus: chunks without a regional receipt; `refused` says why the region will not have one.
CREATE TABLE uncarried (
    seq     INTEGER PRIMARY KEY,
    refused TEXT
) STRICT;

CREATE TABLE cursor (
    hub      BLOB NOT NULL,
    channel  BLOB NOT NULL,
    epoch    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (hub, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    code    BLOB NOT NULL PRIMARY KEY,
    roles   BLOB NOT NULL,
    school  TEXT,
    member  BLOB,
    expires INTEGER NOT NULL,
    used_by BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation (
    device   BLOB NOT NULL PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What an authority decides. kind: 1 seat, 2 day.
CREATE TABLE request (
    document  BLOB NOT NULL PRIMARY KEY,
    kind      INTEGER NOT NULL,
    subject   BLOB NOT NULL,
    day       TEXT,
    cancelled INTEGER NOT NULL,
    decision  BLOB,
    outcome   TEXT,
    position  INTEGER
) STRICT;
CREATE INDEX request_for ON request (kind, subject);

CREATE TABLE resource (
    id       TEXT NOT NULL PRIMARY KEY,
    document BLOB NOT NULL,
    home     BLOB NOT NULL,
    hosts    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
