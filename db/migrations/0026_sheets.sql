-- The daily sheet: what people worded for a day, and every sheet that was issued, whole and unchanged.
CREATE TABLE sheet_text (                                  -- of a draft; what was issued keeps its own
    day      TEXT NOT NULL CHECK (day IS date(day)),
    scope    TEXT NOT NULL,                                -- a regional office or branch; '': the country
    language TEXT NOT NULL CHECK (language <> ''),
    part     TEXT NOT NULL CHECK (part IN ('SUMMARY', 'DECISIONS', 'OUTLOOK', 'LIMITS', 'REQUESTS')),
    text     TEXT NOT NULL CHECK (trim(text) <> ''),
    PRIMARY KEY (day, scope, language, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE issued_sheet (
    id        TEXT PRIMARY KEY,
    number    TEXT NOT NULL CHECK (number GLOB 'LSH/[0-9][0-9][0-9]*/[0-1][0-9]20[0-9][0-9]*'),
    version   INTEGER NOT NULL CHECK (version > 0),
    day       TEXT NOT NULL CHECK (day IS date(day)),
    scope     TEXT NOT NULL,
    language  TEXT NOT NULL CHECK (language <> ''),
    issued_at TEXT NOT NULL CHECK (issued_at IS strftime('%Y-%m-%dT%H:%M', issued_at)), -- in WIB
    issued_by TEXT NOT NULL CHECK (trim(issued_by) <> ''),
    corrects  TEXT UNIQUE REFERENCES issued_sheet (id),    -- the version in whose place this stands
    reason    TEXT NOT NULL DEFAULT '',                    -- of the correction
    head      TEXT NOT NULL CHECK (length(head) = 64),     -- of the journal it was written from
    facts     TEXT NOT NULL CHECK (json_valid(facts)),     -- the figures as they were known
    digest    TEXT NOT NULL CHECK (length(digest) = 64),   -- SHA-256 of the facts
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),   -- of the PDF
    pages     INTEGER NOT NULL CHECK (pages > 0),
    UNIQUE (number, version),
    CHECK ((corrects IS NULL) = (version = 1)),
    CHECK ((corrects IS NULL) = (trim(reason) = ''))
) STRICT;
CREATE INDEX issued_of_day ON issued_sheet (day, scope);

CREATE TRIGGER issued_stays BEFORE UPDATE ON issued_sheet
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is corrected by a new version'); END;
CREATE TRIGGER issued_is_kept BEFORE DELETE ON issued_sheet
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is kept'); END;
CREATE TRIGGER corrected_in_turn BEFORE INSERT ON issued_sheet
    WHEN NEW.corrects IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM issued_sheet WHERE id = NEW.corrects AND number = NEW.number
                         AND day = NEW.day AND scope = NEW.scope AND version = NEW.version - 1)
    BEGIN SELECT RAISE(ABORT, 'a version follows the one before it'); END;
CREATE TRIGGER issued_once BEFORE INSERT ON issued_sheet
    WHEN NEW.corrects IS NULL
         AND EXISTS (SELECT 1 FROM issued_sheet WHERE day = NEW.day AND scope = NEW.scope)
    BEGIN SELECT RAISE(ABORT, 'a day has one sheet for each scope'); END;

CREATE TABLE issued_file (                                 -- named by its content, so kept once and never changed
    sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL,                                 -- the PDF as it was printed
    paper   BLOB NOT NULL                                  -- the same pages to be laid out again (zlib, JSON)
) STRICT;
CREATE TRIGGER issued_file_stays BEFORE UPDATE ON issued_file
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is never changed'); END;
CREATE TRIGGER issued_file_is_kept BEFORE DELETE ON issued_file
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is kept'); END;
