-- Where every case stood on every day, and the day's counts: derived from the spells, never journalled.
-- An operation only notes which cases it touched; at its end the store reckons these anew (store/case_days.py).
CREATE TABLE case_touched (                  -- empty but within an operation
    case_file TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE case_state (                    -- a case from `since` to the day before `until`
    case_file    TEXT NOT NULL,
    since        TEXT NOT NULL,
    until        TEXT NOT NULL,              -- 9999-12-31: nothing came after
    branch       TEXT NOT NULL,
    status       TEXT NOT NULL,
    status_since TEXT NOT NULL,
    place        TEXT,
    confirmed_on TEXT,
    open         INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (case_file, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_state ON case_state (until, since) WHERE open;

CREATE TABLE branch_day (                    -- what a day added to, or took from, an office's counts
    branch        TEXT NOT NULL,
    day           TEXT NOT NULL,
    steps         INTEGER NOT NULL,          -- statuses that began
    cumulative    INTEGER NOT NULL,
    confirmed     INTEGER NOT NULL,
    recovered     INTEGER NOT NULL,
    deaths        INTEGER NOT NULL,
    active        INTEGER NOT NULL,
    hospital      INTEGER NOT NULL,
    home          INTEGER NOT NULL,
    facility      INTEGER NOT NULL,
    place_unknown INTEGER NOT NULL,
    suspects      INTEGER NOT NULL,
    contacts      INTEGER NOT NULL,
    PRIMARY KEY (branch, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmed_day ON branch_day (day, confirmed) WHERE confirmed <> 0;

CREATE TABLE branch_total (                  -- the sums up to a day
    branch        TEXT NOT NULL,
    day           TEXT NOT NULL,
    cumulative    INTEGER NOT NULL,
    confirmed     INTEGER NOT NULL,
    recovered     INTEGER NOT NULL,
    deaths        INTEGER NOT NULL,
    active        INTEGER NOT NULL,
    hospital      INTEGER NOT NULL,
    home          INTEGER NOT NULL,
    facility      INTEGER NOT NULL,
    place_unknown INTEGER NOT NULL,
    suspects      INTEGER NOT NULL,
    contacts      INTEGER NOT NULL,
    PRIMARY KEY (branch, day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER status_spell_insert_touches AFTER INSERT ON status_spell BEGIN
    INSERT INTO case_touched SELECT NEW.case_file
    WHERE NEW.case_file NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER status_spell_update_touches AFTER UPDATE ON status_spell BEGIN
    INSERT INTO case_touched SELECT OLD.case_file
    WHERE OLD.case_file NOT IN (SELECT case_file FROM case_touched);
    INSERT INTO case_touched SELECT NEW.case_file
    WHERE NEW.case_file NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER status_spell_delete_touches AFTER DELETE ON status_spell BEGIN
    INSERT INTO case_touched SELECT OLD.case_file
    WHERE OLD.case_file NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER care_spell_insert_touches AFTER INSERT ON care_spell BEGIN
    INSERT INTO case_touched SELECT NEW.case_file
    WHERE NEW.case_file NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER care_spell_update_touches AFTER UPDATE ON care_spell BEGIN
    INSERT INTO case_touched SELECT OLD.case_file
    WHERE OLD.case_file NOT IN (SELECT case_file FROM case_touched);
    INSERT INTO case_touched SELECT NEW.case_file
    WHERE NEW.case_file NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER care_spell_delete_touches AFTER DELETE ON care_spell BEGIN
    INSERT INTO case_touched SELECT OLD.case_file
    WHERE OLD.case_file NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER case_file_moves AFTER UPDATE OF branch ON case_file BEGIN
    INSERT INTO case_touched SELECT NEW.id WHERE NEW.id NOT IN (SELECT case_file FROM case_touched);
END;
CREATE TRIGGER case_file_goes AFTER DELETE ON case_file BEGIN
    INSERT INTO case_touched SELECT OLD.id WHERE OLD.id NOT IN (SELECT case_file FROM case_touched);
END;

INSERT INTO case_touched SELECT id FROM case_file;
