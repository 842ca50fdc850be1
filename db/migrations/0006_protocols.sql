-- Protocols with versions, and their runs. A run keeps the version it was started with.
CREATE TABLE protocol_category (
    code     TEXT PRIMARY KEY,
    label_id TEXT NOT NULL,
    label_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE role (
    code     TEXT PRIMARY KEY,
    label_id TEXT NOT NULL,
    label_en TEXT NOT NULL
) STRICT;

CREATE TABLE protocol (
    code          TEXT NOT NULL,
    version       INTEGER NOT NULL CHECK (version > 0),
    state         TEXT NOT NULL CHECK (state IN ('DRAFT', 'ACTIVE', 'RETIRED')),
    category      TEXT NOT NULL REFERENCES protocol_category (code),
    title_id      TEXT NOT NULL CHECK (title_id <> ''),
    title_en      TEXT NOT NULL CHECK (title_en <> ''),
    trigger_id    TEXT NOT NULL,
    trigger_en    TEXT NOT NULL,
    trigger_event TEXT NOT NULL,
    owner_role    TEXT NOT NULL REFERENCES role (code),
    legal_basis   TEXT NOT NULL,                          -- one reference a line
    proposed      INTEGER NOT NULL CHECK (proposed IN (0, 1)), -- 1: our text, not the agency's
    PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_active_version ON protocol (code) WHERE state = 'ACTIVE';

CREATE TABLE protocol_step (
    protocol  TEXT NOT NULL,
    version   INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n > 0),
    text_id   TEXT NOT NULL CHECK (text_id <> ''),
    text_en   TEXT NOT NULL CHECK (text_en <> ''),
    role      TEXT NOT NULL REFERENCES role (code),
    due_hours REAL,                                       -- after the anchor; NULL: no deadline
    anchor    TEXT NOT NULL,
    repeats   TEXT,
    evidence  INTEGER NOT NULL CHECK (evidence IN (0, 1)),
    PRIMARY KEY (protocol, version, n),
    FOREIGN KEY (protocol, version) REFERENCES protocol (code, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id         TEXT PRIMARY KEY,
    protocol   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    branch     TEXT REFERENCES branch (code),             -- NULL: the whole institution
    case_file  TEXT REFERENCES case_file (id),
    started_at TEXT NOT NULL CHECK (started_at IS strftime('%Y-%m-%dT%H:%M', started_at)), -- local time of the office
    started_by TEXT NOT NULL,
    FOREIGN KEY (protocol, version) REFERENCES protocol (code, version)
) STRICT;
CREATE INDEX run_of_branch ON run (branch);

CREATE TABLE run_mark (                      -- a step that was done, or does not apply
    run   TEXT NOT NULL REFERENCES run (id),
    n     INTEGER NOT NULL CHECK (n > 0),
    state TEXT NOT NULL CHECK (state IN ('DONE', 'SKIPPED')),
    at    TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    by    TEXT NOT NULL,
    note  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, n),
    CHECK (state = 'DONE' OR note <> '')
) STRICT, WITHOUT ROWID;
