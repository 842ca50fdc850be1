-- A case is its timeline: spells of status and of care place, each with the day it began.
CREATE TABLE case_status (
    code      TEXT PRIMARY KEY,
    label_id  TEXT NOT NULL,
    label_en  TEXT NOT NULL,
    closing   INTEGER NOT NULL CHECK (closing IN (0, 1)),
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    position  INTEGER NOT NULL
) STRICT;

CREATE TABLE case_step (                     -- which status may follow which
    from_status TEXT NOT NULL REFERENCES case_status (code),
    to_status   TEXT NOT NULL REFERENCES case_status (code),
    PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID;

CREATE TABLE clock_rule (                    -- isolation and quarantine, by regulation
    code              TEXT PRIMARY KEY,
    number            TEXT NOT NULL,
    effective_from    TEXT NOT NULL CHECK (effective_from IS date(effective_from)),
    effective_to      TEXT CHECK (effective_to IS NULL OR effective_to IS date(effective_to)),
    quarantine_days   INTEGER NOT NULL CHECK (quarantine_days > 0),
    isolation_days    INTEGER NOT NULL CHECK (isolation_days > 0),
    symptom_free_days INTEGER NOT NULL CHECK (symptom_free_days >= 0),
    window_before     INTEGER NOT NULL CHECK (window_before >= 0),
    window_after      INTEGER NOT NULL CHECK (window_after >= 0),
    note              TEXT,
    source            TEXT
) STRICT;

CREATE TABLE case_file (
    id           TEXT PRIMARY KEY,
    employee     TEXT NOT NULL REFERENCES employee (number),
    branch       TEXT NOT NULL REFERENCES branch (code),  -- the office at the time
    last_contact TEXT CHECK (last_contact IS NULL OR last_contact IS date(last_contact)),
    onset        TEXT CHECK (onset IS NULL OR onset IS date(onset)),
    last_symptom TEXT CHECK (last_symptom IS NULL OR last_symptom IS date(last_symptom)),
    specimen     TEXT CHECK (specimen IS NULL OR specimen IS date(specimen)),
    notes        TEXT NOT NULL DEFAULT '',
    CHECK (last_symptom IS NULL OR onset IS NULL OR last_symptom >= onset)
) STRICT;
CREATE INDEX case_employee ON case_file (employee);
CREATE INDEX case_branch ON case_file (branch);

CREATE TABLE status_spell (
    id        TEXT PRIMARY KEY,
    case_file TEXT NOT NULL REFERENCES case_file (id),
    status    TEXT NOT NULL REFERENCES case_status (code),
    since     TEXT NOT NULL CHECK (since IS date(since)),
    n         INTEGER NOT NULL CHECK (n > 0),              -- order within the case
    reason    TEXT,                                        -- of a step outside the rule
    UNIQUE (case_file, n)
) STRICT;
CREATE INDEX spell_of_case ON status_spell (case_file, since, n);

CREATE TABLE care_spell (
    id        TEXT PRIMARY KEY,
    case_file TEXT NOT NULL REFERENCES case_file (id),
    place     TEXT NOT NULL CHECK (place IN ('ISOLASI_MANDIRI', 'FASILITAS_ISOLASI', 'RUMAH_SAKIT', 'ICU')),
    since     TEXT NOT NULL CHECK (since IS date(since)),
    n         INTEGER NOT NULL CHECK (n > 0),
    UNIQUE (case_file, n)
) STRICT;
CREATE INDEX care_of_case ON care_spell (case_file, since, n);

CREATE TABLE disclosure (                    -- names are masked; who revealed them, and why, is kept
    id     TEXT PRIMARY KEY,
    scope  TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
