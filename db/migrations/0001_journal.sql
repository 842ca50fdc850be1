-- The journal: every write is an operation, every touched row a change. Nothing here is ever rewritten.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT;

CREATE TABLE operation (
    id     TEXT PRIMARY KEY,                -- time-ordered UUID
    desk   TEXT NOT NULL,                   -- the desk (file) that made it
    seq    INTEGER NOT NULL CHECK (seq > 0),
    clock  INTEGER NOT NULL CHECK (clock > 0), -- logical time over all desks
    at     TEXT NOT NULL,                   -- UTC, ISO 8601
    actor  TEXT NOT NULL,
    role   TEXT NOT NULL,
    name   TEXT NOT NULL CHECK (name <> ''),
    label  TEXT NOT NULL,
    reason TEXT,
    seen   TEXT NOT NULL CHECK (json_valid(seen)), -- {desk: seq} known when it was made
    undoes TEXT REFERENCES operation (id),
    prev   TEXT NOT NULL,                   -- hash of this desk's operation before
    hash   TEXT NOT NULL CHECK (length(hash) = 64),
    UNIQUE (desk, seq)
) STRICT;

CREATE TABLE change (
    operation TEXT NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    n         INTEGER NOT NULL CHECK (n > 0),
    tbl       TEXT NOT NULL,
    key       TEXT NOT NULL CHECK (json_valid(key)),   -- JSON array of the primary key
    before    TEXT CHECK (json_valid(before)),         -- changed columns only; NULL: the row was made
    after     TEXT CHECK (json_valid(after)),          -- changed columns only; NULL: the row was removed
    PRIMARY KEY (operation, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX change_of_row ON change (tbl, key);

CREATE TRIGGER operation_stays BEFORE UPDATE ON operation
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
CREATE TRIGGER operation_is_kept BEFORE DELETE ON operation
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
