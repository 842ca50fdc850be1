-- The crisis log: what was decided, said and seen, in time order. An entry is never rewritten.
CREATE TABLE log_entry (
    id       TEXT PRIMARY KEY,
    at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),  -- the desk's local time
    kind     TEXT NOT NULL CHECK (kind IN ('DECISION', 'CALL', 'MESSAGE', 'EVENT')),
    branch   TEXT REFERENCES branch (code),                               -- NULL: the institution
    text     TEXT NOT NULL CHECK (trim(text) <> ''),
    by       TEXT NOT NULL CHECK (by <> ''),
    corrects TEXT UNIQUE REFERENCES log_entry (id),                       -- the version in whose place this stands
    reason   TEXT NOT NULL DEFAULT '',                                    -- of the correction
    CHECK ((corrects IS NULL) = (reason = '')),
    CHECK (corrects IS NOT id)
) STRICT;
CREATE INDEX log_entry_at ON log_entry (at);
CREATE TRIGGER log_entry_is_never_rewritten BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'a log entry is corrected by a new version'); END;
