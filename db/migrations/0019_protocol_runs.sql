-- Steps that come before others, reviews of templates, and runs that are handed over, repeated, proved and ended.
ALTER TABLE protocol ADD COLUMN review_on TEXT CHECK (review_on IS date(review_on)); -- NULL: nobody was asked yet

CREATE TABLE protocol_dependence (           -- `after` must be answered before `n`
    protocol TEXT NOT NULL,
    version  INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    after    INTEGER NOT NULL CHECK (after <> n),
    PRIMARY KEY (protocol, version, n, after),
    FOREIGN KEY (protocol, version, n) REFERENCES protocol_step (protocol, version, n),
    FOREIGN KEY (protocol, version, after) REFERENCES protocol_step (protocol, version, n)
) STRICT, WITHOUT ROWID;

ALTER TABLE run ADD COLUMN function TEXT REFERENCES business_function (code); -- the unit it is for, if one
ALTER TABLE run ADD COLUMN ended_at TEXT CHECK (ended_at IS strftime('%Y-%m-%dT%H:%M', ended_at));
ALTER TABLE run ADD COLUMN ended_by TEXT;
ALTER TABLE run ADD COLUMN end_reason TEXT;
CREATE INDEX run_of_case ON run (case_file);

CREATE TABLE run_mark_widened (              -- a step that was done, or does not apply; k: the how-manieth time
    run   TEXT NOT NULL REFERENCES run (id),
    n     INTEGER NOT NULL CHECK (n > 0),
    k     INTEGER NOT NULL DEFAULT 1 CHECK (k > 0),
    state TEXT NOT NULL CHECK (state IN ('DONE', 'SKIPPED')),
    at    TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    by    TEXT NOT NULL,
    note  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, n, k),
    CHECK (state = 'DONE' OR note <> '')
) STRICT, WITHOUT ROWID;
INSERT INTO run_mark_widened (run, n, state, at, by, note) SELECT run, n, state, at, by, note FROM run_mark;
DROP TABLE run_mark;
ALTER TABLE run_mark_widened RENAME TO run_mark;

CREATE TABLE run_event (                     -- the moment of an event that steps count from
    run   TEXT NOT NULL REFERENCES run (id),
    event TEXT NOT NULL CHECK (event <> ''),
    at    TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    by    TEXT NOT NULL,
    PRIMARY KEY (run, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_holder (                    -- who answers for a run, from a moment on
    run    TEXT NOT NULL REFERENCES run (id),
    n      INTEGER NOT NULL CHECK (n > 0),
    since  TEXT NOT NULL CHECK (since IS strftime('%Y-%m-%dT%H:%M', since)),
    person TEXT NOT NULL CHECK (trim(person) <> ''),
    by     TEXT NOT NULL,
    note   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_file (                 -- named by its content, so kept once and never changed
    sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL
) STRICT;

CREATE TABLE run_evidence (
    run      TEXT NOT NULL REFERENCES run (id),
    n        INTEGER NOT NULL CHECK (n > 0),
    k        INTEGER NOT NULL CHECK (k > 0),
    sha256   TEXT NOT NULL REFERENCES evidence_file (sha256),
    name     TEXT NOT NULL CHECK (name <> ''),
    size     INTEGER NOT NULL CHECK (size > 0),
    added_at TEXT NOT NULL CHECK (added_at IS strftime('%Y-%m-%dT%H:%M', added_at)),
    added_by TEXT NOT NULL,
    PRIMARY KEY (run, n, k, sha256)
) STRICT, WITHOUT ROWID;

-- Derived, never journalled: what of every run is open and when it is due. An operation only notes which runs it
-- touched; at its end the store reckons these anew (store/run_days.py).
CREATE TABLE run_touched (                   -- empty but within an operation
    run TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE run_due (                       -- every answered occurrence of a step, and the first one that is not
    run    TEXT NOT NULL,
    n      INTEGER NOT NULL,
    k      INTEGER NOT NULL,
    due    TEXT,                             -- local time of the office; NULL: not known, or no deadline
    opened TEXT NOT NULL,
    closed TEXT,
    PRIMARY KEY (run, n, k)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_due ON run_due (due) WHERE closed IS NULL AND due IS NOT NULL;

CREATE TABLE run_finish (                    -- when the last thing of a run was done; NULL: something is left
    run         TEXT PRIMARY KEY,
    finished_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX run_left ON run_finish (finished_at);

CREATE TRIGGER run_insert_touches AFTER INSERT ON run BEGIN
    INSERT INTO run_touched SELECT NEW.id WHERE NEW.id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_update_touches AFTER UPDATE ON run BEGIN
    INSERT INTO run_touched SELECT NEW.id WHERE NEW.id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_delete_touches AFTER DELETE ON run BEGIN
    INSERT INTO run_touched SELECT OLD.id WHERE OLD.id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_mark_insert_touches AFTER INSERT ON run_mark BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_mark_update_touches AFTER UPDATE ON run_mark BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_mark_delete_touches AFTER DELETE ON run_mark BEGIN
    INSERT INTO run_touched SELECT OLD.run WHERE OLD.run NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_event_insert_touches AFTER INSERT ON run_event BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_event_update_touches AFTER UPDATE ON run_event BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER run_event_delete_touches AFTER DELETE ON run_event BEGIN
    INSERT INTO run_touched SELECT OLD.run WHERE OLD.run NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER case_file_update_touches_runs AFTER UPDATE ON case_file BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.id AND id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER status_spell_insert_touches_runs AFTER INSERT ON status_spell BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.case_file AND id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER status_spell_update_touches_runs AFTER UPDATE ON status_spell BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.case_file AND id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER status_spell_delete_touches_runs AFTER DELETE ON status_spell BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = OLD.case_file AND id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER release_override_insert_touches_runs AFTER INSERT ON release_override BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.case_file AND id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER release_override_update_touches_runs AFTER UPDATE ON release_override BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.case_file AND id NOT IN (SELECT run FROM run_touched);
END;
CREATE TRIGGER release_override_delete_touches_runs AFTER DELETE ON release_override BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = OLD.case_file AND id NOT IN (SELECT run FROM run_touched);
END;

INSERT INTO run_touched SELECT id FROM run;
