CREATE TABLE absence (
    id       TEXT PRIMARY KEY,
    employee TEXT NOT NULL REFERENCES employee (number),
    kind     TEXT NOT NULL CHECK (kind IN ('LEAVE', 'TRAINING', 'TRAVEL', 'SICK')),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    until    TEXT NOT NULL CHECK (until IS date(until) AND until >= since)
) STRICT;

CREATE INDEX absence_employee ON absence (employee, since);

CREATE TRIGGER levels_are_decided BEFORE INSERT ON activation
    BEGIN SELECT RAISE(ABORT, 'a level of the plan is decided in the register'); END;

CREATE TABLE activation (
    id             TEXT PRIMARY KEY,
    level          INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
    effective_from TEXT NOT NULL CHECK (effective_from IS date(effective_from)),
    effective_to   TEXT CHECK (effective_to IS NULL
                               OR effective_to IS date(effective_to) AND effective_to >= effective_from),
    letter         TEXT NOT NULL DEFAULT '',
    grounds        TEXT NOT NULL DEFAULT '',
    decided_by     TEXT NOT NULL CHECK (decided_by IN ('CMT', 'ECMT'))
) STRICT;

CREATE TABLE area (                          -- kabupaten or kota
    code            TEXT PRIMARY KEY CHECK (code <> '' AND code = upper(code)), -- its name, normalised
    name            TEXT NOT NULL,
    province        TEXT NOT NULL,
    kemendagri_code TEXT UNIQUE,             -- used by the published zone files
    bps_code        TEXT UNIQUE              -- other numbers for the same names: never joined alone
) STRICT;

CREATE TABLE area_alias (                    -- other published spellings
    spelling TEXT PRIMARY KEY,
    area     TEXT NOT NULL REFERENCES area (code)
) STRICT;

CREATE TABLE area_outline (                  -- polygons of a kabupaten or kota, simplified
    area   TEXT PRIMARY KEY REFERENCES area (code),
    source TEXT NOT NULL,
    rings  TEXT NOT NULL CHECK (json_valid(rings)) -- [[x, y, dx, dy, …], …], 1/1000 degree, steps after the first
) STRICT;

CREATE TABLE area_scope (                    -- areas under one local rule
    scope TEXT NOT NULL,
    area  TEXT NOT NULL REFERENCES area (code),
    PRIMARY KEY (scope, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
    employee TEXT NOT NULL REFERENCES employee (number),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    branch   TEXT NOT NULL REFERENCES branch (code),     -- the office at the time
    place    TEXT NOT NULL CHECK (place IN ('WAO', 'WFH', 'DINAS', 'TIDAK_HADIR')),
    wave     INTEGER CHECK (wave IN (1, 2)),             -- of the working hours (SE Gugus Tugas 8/2020)
    source   TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (employee, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX attendance_of_office ON attendance (branch, day, place);

CREATE TABLE bond (                          -- who shares a household or a car shares a cohort
    first  TEXT NOT NULL REFERENCES employee (number),
    second TEXT NOT NULL REFERENCES employee (number),
    kind   TEXT NOT NULL CHECK (kind IN ('HOUSEHOLD', 'CAR_POOL')),
    PRIMARY KEY (first, second),
    CHECK (first < second)
) STRICT, WITHOUT ROWID;

CREATE INDEX bond_second ON bond (second);

CREATE TRIGGER branch_moves_its_clock AFTER UPDATE OF time_zone ON branch WHEN OLD.time_zone <> NEW.time_zone BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE branch = NEW.code AND id NOT IN (SELECT run FROM run_touched);
END;

CREATE TABLE branch (
    code            TEXT PRIMARY KEY CHECK (code <> ''),
    official_code   TEXT,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('KC', 'KCP')),
    regional_office TEXT NOT NULL REFERENCES regional_office (code),
    area            TEXT NOT NULL REFERENCES area (code),
    lat             REAL NOT NULL CHECK (lat BETWEEN -12 AND 8),
    lon             REAL NOT NULL CHECK (lon BETWEEN 94 AND 142),
    time_zone       TEXT NOT NULL CHECK (time_zone IN ('WIB', 'WITA', 'WIT')),
    source          TEXT
, head TEXT, phone TEXT, email TEXT, address TEXT) STRICT;

CREATE INDEX branch_area ON branch (area);

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

CREATE TABLE bulletin (
    day     TEXT PRIMARY KEY CHECK (day IS date(day)),  -- data date
    source  TEXT NOT NULL,                              -- file name or publisher
    sha256  TEXT,
    illustrative INTEGER NOT NULL DEFAULT 0 CHECK (illustrative IN (0, 1))
) STRICT;

CREATE TABLE business_function (
    code     TEXT PRIMARY KEY CHECK (code <> ''),
    name_id  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
    minimum  INTEGER NOT NULL DEFAULT 0 CHECK (minimum >= 0), -- in the office per service day (proposed)
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE call_contact (
    id           TEXT PRIMARY KEY,
    branch       TEXT REFERENCES branch (code),          -- NULL: the national tree
    caller       TEXT REFERENCES call_contact (id),      -- who calls this one; NULL: begins
    position     INTEGER NOT NULL,                       -- the order in which the caller calls
    name         TEXT NOT NULL CHECK (trim(name) <> ''),
    role         TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    deputy       TEXT NOT NULL DEFAULT '',
    deputy_phone TEXT NOT NULL DEFAULT '',
    CHECK (caller IS NOT id)
) STRICT;

CREATE INDEX call_contact_branch ON call_contact (branch);

CREATE INDEX call_contact_caller ON call_contact (caller);

CREATE TABLE cap_rule (
    code           TEXT PRIMARY KEY CHECK (code <> ''),
    issuer         TEXT NOT NULL,
    number         TEXT NOT NULL,
    dated          TEXT CHECK (dated IS NULL OR dated IS date(dated)),
    effective_from TEXT NOT NULL CHECK (effective_from IS date(effective_from)),
    effective_to   TEXT CHECK (effective_to IS date(effective_to) AND effective_to >= effective_from
                               OR effective_to IS NULL),
    scope          TEXT NOT NULL,                       -- NATIONAL or a scope of area_scope
    kind           TEXT NOT NULL CHECK (kind IN ('ZONE', 'FLAT', 'DISCRETION')),
    precedence     INTEGER NOT NULL,                    -- the higher replaces the lower
    note           TEXT,
    source         TEXT
) STRICT;

CREATE TABLE cap_share (
    rule    TEXT NOT NULL REFERENCES cap_rule (code),
    key     TEXT NOT NULL CHECK (key IN ('HIJAU', 'KUNING', 'ORANYE', 'MERAH', 'FLAT')),
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    PRIMARY KEY (rule, key)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER care_spell_delete_touches AFTER DELETE ON care_spell BEGIN
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

CREATE TABLE care_spell (
    id        TEXT PRIMARY KEY,
    case_file TEXT NOT NULL REFERENCES case_file (id),
    place     TEXT NOT NULL CHECK (place IN ('ISOLASI_MANDIRI', 'FASILITAS_ISOLASI', 'RUMAH_SAKIT', 'ICU')),
    since     TEXT NOT NULL CHECK (since IS date(since)),
    n         INTEGER NOT NULL CHECK (n > 0),
    UNIQUE (case_file, n)
) STRICT;

CREATE INDEX care_of_case ON care_spell (case_file, since, n);

CREATE TRIGGER case_file_goes AFTER DELETE ON case_file BEGIN
    INSERT INTO case_touched SELECT OLD.id WHERE OLD.id NOT IN (SELECT case_file FROM case_touched);
END;

CREATE TRIGGER case_file_moves AFTER UPDATE OF branch ON case_file BEGIN
    INSERT INTO case_touched SELECT NEW.id WHERE NEW.id NOT IN (SELECT case_file FROM case_touched);
END;

CREATE TRIGGER case_file_update_touches_runs AFTER UPDATE ON case_file BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.id AND id NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER case_is_found AFTER INSERT ON case_file BEGIN
    INSERT INTO case_key (id) SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM case_key WHERE id = NEW.id);
    INSERT INTO case_words (rowid, notes) SELECT n, NEW.notes FROM case_key WHERE id = NEW.id AND NEW.notes <> '';
END;

CREATE TRIGGER case_is_found_anew AFTER UPDATE OF notes ON case_file WHEN OLD.notes <> NEW.notes BEGIN
    DELETE FROM case_words WHERE rowid = (SELECT n FROM case_key WHERE id = NEW.id);
    INSERT INTO case_words (rowid, notes) SELECT n, NEW.notes FROM case_key WHERE id = NEW.id AND NEW.notes <> '';
END;

CREATE TRIGGER case_is_not_found AFTER DELETE ON case_file BEGIN
    DELETE FROM case_words WHERE rowid = (SELECT n FROM case_key WHERE id = OLD.id);
END;

CREATE TABLE case_file (
    id           TEXT PRIMARY KEY,
    employee     TEXT NOT NULL REFERENCES employee (number),
    branch       TEXT NOT NULL REFERENCES branch (code),  -- the office at the time
    last_contact TEXT CHECK (last_contact IS NULL OR last_contact IS date(last_contact)),
    onset        TEXT CHECK (onset IS NULL OR onset IS date(onset)),
    last_symptom TEXT CHECK (last_symptom IS NULL OR last_symptom IS date(last_symptom)),
    specimen     TEXT CHECK (specimen IS NULL OR specimen IS date(specimen)),
    notes        TEXT NOT NULL DEFAULT '', negative_pcr TEXT
    CHECK (negative_pcr IS NULL OR negative_pcr IS date(negative_pcr)),
    CHECK (last_symptom IS NULL OR onset IS NULL OR last_symptom >= onset)
) STRICT;

CREATE INDEX case_branch ON case_file (branch);

CREATE INDEX case_employee ON case_file (employee);

CREATE TABLE case_key (
    n  INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;

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

CREATE INDEX state_began ON case_state (status_since);

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

CREATE TABLE case_touched (                  -- empty but within an operation
    case_file TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE case_view (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
    filter   TEXT NOT NULL CHECK (json_valid(filter)),   -- view, text and choices
    columns  TEXT NOT NULL CHECK (json_valid(columns)),  -- those shown, in order
    sort     TEXT NOT NULL DEFAULT '',                   -- a column; empty: the newest state first
    downward INTEGER NOT NULL DEFAULT 0 CHECK (downward IN (0, 1))
) STRICT;

CREATE VIRTUAL TABLE case_words USING fts5 (
    notes, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;

CREATE TRIGGER change_stays BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;

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
, exit_test_day INTEGER CHECK (exit_test_day IS NULL OR exit_test_day > 0)) STRICT;

CREATE TABLE cohort_place (                  -- where the desk dealt somebody without a team; it stays so
    employee TEXT PRIMARY KEY REFERENCES employee (number),
    branch   TEXT NOT NULL REFERENCES branch (code),     -- who moved to another office is dealt there anew
    leaf     TEXT NOT NULL CHECK (leaf IN ('A1', 'A2', 'B1', 'B2'))
) STRICT, WITHOUT ROWID;

CREATE INDEX cohort_place_branch ON cohort_place (branch);

CREATE TABLE commute (
    employee TEXT PRIMARY KEY REFERENCES employee (number),
    minutes  INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 300), -- one way
    shared   INTEGER NOT NULL CHECK (shared IN (0, 1))           -- public transport
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    id           TEXT PRIMARY KEY,
    case_file    TEXT NOT NULL REFERENCES case_file (id),
    employee     TEXT REFERENCES employee (number),      -- empty: somebody from outside
    name         TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    kind         TEXT NOT NULL CHECK (kind IN ('DEKAT', 'SENTUH', 'RAWAT', 'SERUANG', 'LAIN')),
    last_contact TEXT NOT NULL CHECK (last_contact IS date(last_contact)),
    recorded     TEXT NOT NULL CHECK (recorded IS date(recorded)), -- calls are missed only from this day
    place        TEXT NOT NULL DEFAULT '',
    household    INTEGER NOT NULL DEFAULT 0 CHECK (household IN (0, 1)),
    notes        TEXT NOT NULL DEFAULT '',
    became       TEXT REFERENCES case_file (id),         -- the contact's own case
    CHECK (employee IS NOT NULL OR trim(name) <> ''),
    CHECK (recorded >= last_contact),
    UNIQUE (case_file, employee)
) STRICT;

CREATE INDEX contact_became ON contact (became);

CREATE INDEX contact_employee ON contact (employee);

CREATE INDEX contact_recorded ON contact (recorded);

CREATE TRIGGER decided_stays BEFORE UPDATE ON decision
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.id AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;

CREATE TABLE decision (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind <> '' AND kind = upper(kind)), -- WAIVER, WFH_FULL, CAP …
    corrects   TEXT UNIQUE REFERENCES decision (id),
    branch     TEXT REFERENCES branch (code),             -- NULL: the whole institution
    rule       TEXT CHECK (rule GLOB 'H[3-9]'),           -- the cap and the blocks are never waived
    employee   TEXT REFERENCES employee (number),
    function   TEXT REFERENCES business_function (code),
    people     INTEGER CHECK (people >= 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_to   TEXT CHECK (valid_to IS NULL OR valid_to IS date(valid_to) AND valid_to >= valid_from),
    reason     TEXT NOT NULL CHECK (trim(reason) <> ''),
    letter     TEXT NOT NULL DEFAULT '', level INTEGER
    CHECK (level BETWEEN 0 AND 3) CHECK ((level IS NOT NULL) = (kind = 'PLAN')), review TEXT                -- the first day it has to be looked at again
    CHECK (review IS date(review)) CHECK (kind <> 'PLAN' OR review IS NOT NULL), figures TEXT               -- the day's figures when it was proposed
    CHECK (figures IS NULL OR json_valid(figures)), follows TEXT REFERENCES decision (id), tests TEXT NOT NULL DEFAULT ''      -- of wfh_full_test, "T1, T4"; empty: not told
    CHECK (tests = '' OR kind = 'WFH_FULL'),
    CHECK (corrects <> id),
    CHECK (kind <> 'WAIVER' OR rule IS NOT NULL AND valid_to IS NOT NULL),
    CHECK (rule <> 'H3' OR employee IS NOT NULL),
    CHECK (kind NOT IN ('WFH_FULL', 'CAP') OR branch IS NOT NULL AND valid_to IS NOT NULL),
    CHECK (kind <> 'CAP' OR people IS NOT NULL)
) STRICT;

CREATE INDEX decision_branch ON decision (branch, valid_from);

CREATE TRIGGER decided_functions_remain BEFORE DELETE ON decision_function
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;

CREATE TRIGGER decided_functions_stay BEFORE INSERT ON decision_function
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;

CREATE TABLE decision_function (
    decision TEXT NOT NULL REFERENCES decision (id),
    function TEXT NOT NULL REFERENCES business_function (code),
    PRIMARY KEY (decision, function)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decided_offices_remain BEFORE DELETE ON decision_office
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;

CREATE TRIGGER decided_offices_stay BEFORE INSERT ON decision_office
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;

CREATE TABLE decision_office (               -- without rows here and below: the whole institution
    decision TEXT NOT NULL REFERENCES decision (id),
    branch   TEXT NOT NULL REFERENCES branch (code),
    PRIMARY KEY (decision, branch)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision_review (               -- looked at again and kept
    decision TEXT NOT NULL REFERENCES decision (id),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    name     TEXT NOT NULL CHECK (trim(name) <> ''),
    role     TEXT NOT NULL,
    note     TEXT NOT NULL CHECK (trim(note) <> ''),
    next     TEXT NOT NULL CHECK (next IS date(next) AND julianday(next) - julianday(day) BETWEEN 1 AND 14),
    PRIMARY KEY (decision, day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decided_by_another BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'DECIDED'
         AND (SELECT kind FROM decision WHERE id = NEW.decision) IN ('PLAN', 'STAND_DOWN', 'WFH_FULL')
         AND EXISTS (SELECT 1 FROM decision_signature
                     WHERE decision = NEW.decision AND step = 'PROPOSED' AND name = NEW.name)
         AND NOT EXISTS (SELECT 1 FROM decision_signature
                         WHERE decision = NEW.decision AND step = 'AGREED' AND name <> NEW.name)
    BEGIN SELECT RAISE(ABORT, 'nobody approves an own proposal alone'); END;

CREATE TRIGGER decided_by_both BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'DECIDED'
         AND EXISTS (SELECT 1 FROM decision WHERE id = NEW.decision AND (kind = 'STAND_DOWN' OR level = 3))
         AND NOT EXISTS (SELECT 1 FROM decision_signature s JOIN mandate a ON a.id = s.mandate
                         JOIN mandate d ON d.id = NEW.mandate
                         WHERE s.decision = NEW.decision AND s.step = 'AGREED' AND s.name <> NEW.name
                           AND (a.role LIKE 'ECMT%') <> (d.role LIKE 'ECMT%'))
    BEGIN SELECT RAISE(ABORT, 'this needs a member of CMT and one of ECMT'); END;

CREATE TRIGGER decided_or_rejected BEFORE INSERT ON decision_signature
    WHEN NEW.step IN ('RECOMMENDED', 'AGREED', 'DECIDED', 'REJECTED')
         AND EXISTS (SELECT 1 FROM decision_signature
                     WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a decision is taken once'); END;

CREATE TRIGGER decided_with_a_mandate BEFORE INSERT ON decision_signature
    WHEN NEW.step IN ('AGREED', 'DECIDED')
         AND (SELECT kind FROM decision WHERE id = NEW.decision) IN ('PLAN', 'STAND_DOWN', 'WFH_FULL')
         AND NOT EXISTS (SELECT 1 FROM mandate
                         WHERE id = NEW.mandate AND (role LIKE 'CMT%' OR role LIKE 'ECMT%')
                           AND since <= NEW.signed AND coalesce(until, NEW.signed) >= NEW.signed)
    BEGIN SELECT RAISE(ABORT, 'only a member of CMT or ECMT in office decides this'); END;

CREATE TRIGGER one_signature_a_step BEFORE INSERT ON decision_signature
    WHEN NEW.step <> 'AGREED'
         AND EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step = NEW.step)
    BEGIN SELECT RAISE(ABORT, 'a step is signed once'); END;

CREATE TRIGGER signature_stays BEFORE UPDATE ON decision_signature
    BEGIN SELECT RAISE(ABORT, 'a signature is never rewritten'); END;

CREATE TRIGGER withdrawn_after_decided BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'WITHDRAWN'
         AND NOT EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step = 'DECIDED')
    BEGIN SELECT RAISE(ABORT, 'only what was decided can be withdrawn'); END;

CREATE TABLE "decision_signature" (
    decision TEXT NOT NULL REFERENCES decision (id),
    step     TEXT NOT NULL CHECK (step IN ('PROPOSED', 'RECOMMENDED', 'AGREED', 'DECIDED', 'REJECTED', 'WITHDRAWN')),
    name     TEXT NOT NULL CHECK (trim(name) <> ''),
    role     TEXT NOT NULL CHECK (trim(role) <> ''),
    signed   TEXT NOT NULL CHECK (signed IS date(signed)),
    note     TEXT NOT NULL DEFAULT '',
    mandate  TEXT REFERENCES mandate (id),
    at       TEXT CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]'),  -- in WIB
    PRIMARY KEY (decision, step, name),
    CHECK (step NOT IN ('REJECTED', 'WITHDRAWN') OR trim(note) <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE deputy (                        -- a post and who stands in for it: not in one cohort
    head   TEXT NOT NULL REFERENCES employee (number),
    deputy TEXT NOT NULL REFERENCES employee (number),
    PRIMARY KEY (head, deputy),
    CHECK (head <> deputy)
) STRICT, WITHOUT ROWID;

CREATE INDEX deputy_deputy ON deputy (deputy);

CREATE TABLE disclosure (                    -- names are masked; who revealed them, and why, is kept
    id     TEXT PRIMARY KEY,
    scope  TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;

CREATE TABLE disruption (
    id       TEXT PRIMARY KEY,
    function TEXT NOT NULL REFERENCES business_function (code),
    branch   TEXT REFERENCES branch (code),                -- NULL: the institution, in WIB
    began    TEXT NOT NULL CHECK (began IS strftime('%Y-%m-%dT%H:%M', began)), -- local time of the office
    ended    TEXT CHECK (ended IS NULL OR ended IS strftime('%Y-%m-%dT%H:%M', ended) AND ended > began),
    cause    TEXT NOT NULL CHECK (trim(cause) <> ''),
    by       TEXT NOT NULL CHECK (by <> '')
) STRICT;

CREATE INDEX disruption_began ON disruption (began);

CREATE TABLE disruption_report (                           -- what was reached of a normal day from a time on
    disruption TEXT NOT NULL REFERENCES disruption (id),
    at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    capacity   INTEGER CHECK (capacity BETWEEN 0 AND 100), -- percent; NULL: not known
    workaround TEXT NOT NULL DEFAULT '',
    by         TEXT NOT NULL CHECK (by <> ''),
    PRIMARY KEY (disruption, at)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER employee_is_found AFTER INSERT ON employee BEGIN
    INSERT INTO employee_key (number)
        SELECT NEW.number WHERE NOT EXISTS (SELECT 1 FROM employee_key WHERE number = NEW.number);
    INSERT INTO employee_words (rowid, words)
        SELECT n, NEW.number || ' ' || iif(NEW.protected, '', NEW.name) FROM employee_key WHERE number = NEW.number;
END;

CREATE TRIGGER employee_is_found_anew AFTER UPDATE OF name, protected ON employee
    WHEN OLD.name <> NEW.name OR OLD.protected <> NEW.protected BEGIN -- a protected name is not searched
    DELETE FROM employee_words WHERE rowid = (SELECT n FROM employee_key WHERE number = NEW.number);
    INSERT INTO employee_words (rowid, words)
        SELECT n, NEW.number || ' ' || iif(NEW.protected, '', NEW.name) FROM employee_key WHERE number = NEW.number;
END;

CREATE TRIGGER employee_is_not_found AFTER DELETE ON employee BEGIN
    DELETE FROM employee_words WHERE rowid = (SELECT n FROM employee_key WHERE number = OLD.number);
END;

CREATE TABLE employee (
    number      TEXT PRIMARY KEY CHECK (number <> ''),   -- NPP
    name        TEXT NOT NULL CHECK (name <> ''),
    branch      TEXT NOT NULL REFERENCES branch (code),
    function    TEXT NOT NULL REFERENCES business_function (code),
    title       TEXT NOT NULL DEFAULT '',
    team        TEXT,
    vulnerable  INTEGER NOT NULL DEFAULT 0 CHECK (vulnerable IN (0, 1)),
    active_from TEXT CHECK (active_from IS NULL OR active_from IS date(active_from)),
    active_to   TEXT CHECK (active_to IS NULL OR active_to IS date(active_to)), protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
    FOREIGN KEY (branch, team) REFERENCES team (branch, name)
) STRICT;

CREATE INDEX employee_branch ON employee (branch);

CREATE TABLE employee_key (
    n      INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE employee_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE evidence_file (                 -- named by its content, so kept once and never changed
    sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL
) STRICT;

CREATE TABLE follow_up (                     -- one call on one day
    contact     TEXT NOT NULL REFERENCES contact (id),
    day         TEXT NOT NULL CHECK (day IS date(day)),
    temperature REAL CHECK (temperature IS NULL OR temperature BETWEEN 30 AND 45),
    symptoms    TEXT NOT NULL DEFAULT '',
    by          TEXT NOT NULL CHECK (by <> ''),
    PRIMARY KEY (contact, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX follow_up_day ON follow_up (day);

CREATE TABLE function_target (                             -- in force from a day on; the latest one counts
    function TEXT NOT NULL REFERENCES business_function (code),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    rto      INTEGER NOT NULL CHECK (rto > 0),             -- hours until the minimum has to be reached again
    mtpd     INTEGER NOT NULL CHECK (mtpd > rto),          -- hours until the harm cannot be borne
    mbco     INTEGER NOT NULL CHECK (mbco BETWEEN 1 AND 100), -- percent of a normal day that is the minimum
    proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),  -- a starter value that CMT has not set yet
    reason   TEXT NOT NULL DEFAULT '',
    by       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (function, since),
    CHECK (proposed = 1 OR trim(reason) <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE import_mapping (                -- which column of a foreign file is which of ours
    kind        TEXT NOT NULL CHECK (kind IN ('cases', 'contacts')),
    name        TEXT NOT NULL CHECK (trim(name) <> ''),
    fingerprint TEXT NOT NULL CHECK (fingerprint <> ''), -- of the file's header: offered for the next one
    body        TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX mapping_of_header ON import_mapping (kind, fingerprint);

CREATE TABLE indicator (
    code     TEXT PRIMARY KEY CHECK (code <> ''),
    name_id  TEXT NOT NULL CHECK (name_id <> ''),
    name_en  TEXT NOT NULL CHECK (name_en <> ''),
    unit_id  TEXT NOT NULL,
    unit_en  TEXT NOT NULL,
    section  TEXT NOT NULL CHECK (section IN ('F', 'G')),  -- of the sheet
    kind     TEXT NOT NULL CHECK (kind IN ('SUM', 'MAX', 'LEVEL', 'LATEST')), -- see domain/indicators.py
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 2),
    retired  INTEGER NOT NULL CHECK (retired IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator_reading (
    id        TEXT PRIMARY KEY CHECK (id = indicator || '/' || coalesce(branch, '') || '/' || day),
    indicator TEXT NOT NULL REFERENCES indicator (code),
    branch    TEXT REFERENCES branch (code),               -- NULL: the institution's own figure
    day       TEXT NOT NULL CHECK (day IS date(day)),
    value     REAL NOT NULL CHECK (value >= 0 AND value < 1e15),
    source    TEXT NOT NULL CHECK (source <> '')           -- who or which file said so
) STRICT;

CREATE INDEX reading_day ON indicator_reading (day);

CREATE INDEX reading_place ON indicator_reading (indicator, branch, day);

CREATE TRIGGER issued_file_is_kept BEFORE DELETE ON issued_file
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is kept'); END;

CREATE TRIGGER issued_file_stays BEFORE UPDATE ON issued_file
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is never changed'); END;

CREATE TABLE issued_file (                                 -- named by its content, so kept once and never changed
    sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL,                                 -- the PDF as it was printed
    paper   BLOB NOT NULL                                  -- the same pages to be laid out again (zlib, JSON)
) STRICT;

CREATE TRIGGER corrected_in_turn BEFORE INSERT ON issued_sheet
    WHEN NEW.corrects IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM issued_sheet WHERE id = NEW.corrects AND number = NEW.number
                         AND day = NEW.day AND scope = NEW.scope AND version = NEW.version - 1)
    BEGIN SELECT RAISE(ABORT, 'a version follows the one before it'); END;

CREATE TRIGGER issued_is_kept BEFORE DELETE ON issued_sheet
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is kept'); END;

CREATE TRIGGER issued_once BEFORE INSERT ON issued_sheet
    WHEN NEW.corrects IS NULL
         AND EXISTS (SELECT 1 FROM issued_sheet WHERE day = NEW.day AND scope = NEW.scope)
    BEGIN SELECT RAISE(ABORT, 'a day has one sheet for each scope'); END;

CREATE TRIGGER issued_stays BEFORE UPDATE ON issued_sheet
    BEGIN SELECT RAISE(ABORT, 'an issued sheet is corrected by a new version'); END;

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

CREATE TABLE local_holiday (                 -- beside the national calendar
    day  TEXT PRIMARY KEY CHECK (day IS date(day)),
    name TEXT NOT NULL
) STRICT;

CREATE TABLE local_holiday_office (          -- a local holiday of some offices only; without rows, of all
    day    TEXT NOT NULL REFERENCES local_holiday (day),
    branch TEXT NOT NULL REFERENCES branch (code),
    PRIMARY KEY (day, branch)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER log_entry_is_never_rewritten BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'a log entry is corrected by a new version'); END;

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

CREATE TRIGGER loss_is_never_rewritten BEFORE UPDATE ON loss
BEGIN SELECT RAISE(ABORT, 'a loss is corrected by a new version'); END;

CREATE TABLE loss (
    id        TEXT PRIMARY KEY,
    occurred  TEXT NOT NULL CHECK (occurred IS date(occurred)),
    known     TEXT NOT NULL CHECK (known IS date(known) AND known >= occurred),
    recorded  TEXT NOT NULL CHECK (recorded IS date(recorded) AND recorded >= known),
    kind      TEXT NOT NULL CHECK (kind IN ('FINANCIAL', 'REPUTATION', 'LIFE')),
    sub       TEXT NOT NULL CHECK (sub <> ''),
    text      TEXT NOT NULL CHECK (trim(text) <> ''),
    amount    INTEGER NOT NULL CHECK (amount > 0),         -- rupiah, severity 1 to 5, or people
    low       INTEGER CHECK (low BETWEEN 0 AND amount),    -- an estimate's range
    high      INTEGER CHECK (high >= amount),
    expected  INTEGER NOT NULL DEFAULT 0 CHECK (expected >= 0),   -- the part that was budgeted for
    recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered BETWEEN 0 AND amount),
    branch    TEXT REFERENCES branch (code),
    function  TEXT REFERENCES business_function (code),
    case_file TEXT REFERENCES case_file (id),
    decision  TEXT REFERENCES decision (id),
    run       TEXT REFERENCES run (id),
    evidence  TEXT NOT NULL DEFAULT '',
    by        TEXT NOT NULL CHECK (by <> ''),
    corrects  TEXT UNIQUE REFERENCES loss (id),            -- the version in whose place this stands
    reason    TEXT NOT NULL DEFAULT '',                    -- of the correction
    CHECK ((corrects IS NULL) = (trim(reason) = '')),
    CHECK (corrects IS NOT id),
    CHECK (kind <> 'REPUTATION' OR amount <= 5),
    CHECK (kind = 'FINANCIAL' OR (low IS NULL AND high IS NULL AND expected = 0 AND recovered = 0))
) STRICT;

CREATE INDEX loss_occurred ON loss (occurred);

CREATE TRIGGER loss_step_is_never_rewritten BEFORE UPDATE ON loss_step
BEGIN SELECT RAISE(ABORT, 'a step is taken once'); END;

CREATE TABLE loss_step (                                   -- of one version; another version begins anew
    loss TEXT NOT NULL REFERENCES loss (id),
    step TEXT NOT NULL CHECK (step IN ('VERIFIED', 'CLOSED', 'WITHDRAWN')),
    day  TEXT NOT NULL CHECK (day IS date(day)),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    note TEXT NOT NULL DEFAULT '' CHECK (step = 'VERIFIED' OR trim(note) <> ''),
    PRIMARY KEY (loss, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE mandate (
    id        TEXT PRIMARY KEY,
    employee  TEXT REFERENCES employee (number),          -- NULL: somebody from outside, by name
    name      TEXT NOT NULL DEFAULT '' CHECK ((employee IS NULL) = (trim(name) <> '')),
    role      TEXT NOT NULL CHECK (role IN ('CMT_CHAIR', 'CMT_SEC', 'CMT_MEMBER', 'ECMT_CHAIR', 'ECMT_MEMBER',
                                            'KANWIL', 'KACAB', 'CASE_OFFICER')),
    branch    TEXT REFERENCES branch (code) CHECK (role <> 'KACAB' OR branch IS NOT NULL),
    region    TEXT REFERENCES regional_office (code) CHECK ((region IS NOT NULL) = (role = 'KANWIL')),
    since     TEXT NOT NULL CHECK (since IS date(since)),
    until     TEXT CHECK (until IS NULL OR until IS date(until) AND until >= since),
    deputy_of TEXT REFERENCES mandate (id) CHECK (deputy_of <> id),
    letter    TEXT NOT NULL DEFAULT '',
    CHECK (branch IS NULL OR role IN ('KACAB', 'CASE_OFFICER'))
) STRICT;

CREATE TABLE message_template (                          -- {placeholders} are filled with the day's figures
    code     TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    title_id TEXT NOT NULL CHECK (title_id <> ''),
    title_en TEXT NOT NULL CHECK (title_en <> ''),
    text_id  TEXT NOT NULL CHECK (text_id <> ''),
    text_en  TEXT NOT NULL CHECK (text_en <> '')
) STRICT;

CREATE TABLE not_same (                      -- two cases that looked alike, and that somebody told apart
    first   TEXT NOT NULL REFERENCES case_file (id),
    second  TEXT NOT NULL REFERENCES case_file (id),
    decided TEXT NOT NULL CHECK (decided IS date(decided)),
    PRIMARY KEY (first, second),
    CHECK (first < second)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_report (
    branch        TEXT NOT NULL REFERENCES branch (code),
    day           TEXT NOT NULL CHECK (day IS date(day)),
    recovered     INTEGER CHECK (recovered >= 0),     -- NULL: not said
    hospital      INTEGER CHECK (hospital >= 0),
    home          INTEGER CHECK (home >= 0),
    facility      INTEGER CHECK (facility >= 0),
    place_unknown INTEGER CHECK (place_unknown >= 0),
    deaths        INTEGER CHECK (deaths >= 0),
    otherwise     INTEGER CHECK (otherwise >= 0),
    new           INTEGER CHECK (new >= 0),
    headcount     INTEGER CHECK (headcount >= 0),
    in_office     INTEGER CHECK (in_office >= 0),
    at_home       INTEGER CHECK (at_home >= 0),
    away          INTEGER CHECK (away >= 0),
    counted       INTEGER CHECK (counted IN (0, 1)),  -- attendance as recorded, else as planned
    overdue       INTEGER CHECK (overdue >= 0),
    suspects      INTEGER CHECK (suspects >= 0),
    contacts      INTEGER CHECK (contacts >= 0),
    called        INTEGER CHECK (called >= 0),
    to_call       INTEGER CHECK (to_call >= 0),
    running       INTEGER CHECK (running >= 0),
    low_supplies  INTEGER CHECK (low_supplies >= 0),
    source        TEXT NOT NULL CHECK (source IN ('KERTAS')),
    code          TEXT NOT NULL CHECK (code <> ''),   -- as it stood on paper
    at            TEXT NOT NULL,                      -- when it was taken in
    by            TEXT NOT NULL CHECK (by <> ''),
    PRIMARY KEY (branch, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX office_report_day ON office_report (day);

CREATE TRIGGER operation_is_kept BEFORE DELETE ON operation
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;

CREATE TRIGGER operation_stays BEFORE UPDATE ON operation
    BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;

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

CREATE TABLE pin (                           -- a cell that no planning moves
    employee TEXT NOT NULL REFERENCES employee (number),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    cell     TEXT NOT NULL CHECK (cell IN ('W', 'H')),
    reason   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (employee, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX pin_day ON pin (day);

CREATE TABLE proposal_decision (
    line     TEXT PRIMARY KEY CHECK (line <> ''),    -- fact/name, see domain/triggers.py
    proposal TEXT NOT NULL CHECK (proposal <> ''),   -- the fact under which it was shown
    verdict  TEXT NOT NULL CHECK (verdict IN ('ACCEPTED', 'DECLINED')),
    why      TEXT NOT NULL DEFAULT '',
    at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)), -- local time of the desk
    by       TEXT NOT NULL CHECK (by <> ''),
    CHECK (verdict = 'ACCEPTED' OR trim(why) <> '')
) STRICT, WITHOUT ROWID;

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
    proposed      INTEGER NOT NULL CHECK (proposed IN (0, 1)), review_on TEXT CHECK (review_on IS date(review_on)), -- 1: our text, not the agency's
    PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX one_active_version ON protocol (code) WHERE state = 'ACTIVE';

CREATE TABLE protocol_category (
    code     TEXT PRIMARY KEY,
    label_id TEXT NOT NULL,
    label_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE protocol_dependence (           -- `after` must be answered before `n`
    protocol TEXT NOT NULL,
    version  INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    after    INTEGER NOT NULL CHECK (after <> n),
    PRIMARY KEY (protocol, version, n, after),
    FOREIGN KEY (protocol, version, n) REFERENCES protocol_step (protocol, version, n),
    FOREIGN KEY (protocol, version, after) REFERENCES protocol_step (protocol, version, n)
) STRICT, WITHOUT ROWID;

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
    evidence  INTEGER NOT NULL CHECK (evidence IN (0, 1)), shows TEXT CHECK (shows IN ('DISINFECTED')),
    PRIMARY KEY (protocol, version, n),
    FOREIGN KEY (protocol, version) REFERENCES protocol (code, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication (                   -- a roster people were told; who and when is in the journal
    id     TEXT PRIMARY KEY,
    branch TEXT NOT NULL REFERENCES branch (code),
    first  TEXT NOT NULL CHECK (first IS date(first)),
    last   TEXT NOT NULL CHECK (last IS date(last) AND last >= first),
    cells  INTEGER NOT NULL CHECK (cells >= 0)        -- that were not told so before
) STRICT;

CREATE INDEX publication_branch ON publication (branch, first);

CREATE TABLE regional_office (
    code      TEXT PRIMARY KEY CHECK (code <> ''),
    name      TEXT NOT NULL UNIQUE,
    short     TEXT NOT NULL UNIQUE,
    seat_city TEXT NOT NULL
) STRICT;

CREATE TRIGGER release_override_delete_touches_runs AFTER DELETE ON release_override BEGIN
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

CREATE TABLE release_override (              -- what a person decided; the computed date stays beside it
    case_file TEXT NOT NULL REFERENCES case_file (id),
    decided   TEXT NOT NULL CHECK (decided IS date(decided)),
    day       TEXT NOT NULL CHECK (day IS date(day)),
    computed  TEXT CHECK (computed IS NULL OR computed IS date(computed)), -- empty: it was not known
    reason    TEXT NOT NULL CHECK (trim(reason) <> ''),
    PRIMARY KEY (case_file, decided)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
    code     TEXT PRIMARY KEY,
    label_id TEXT NOT NULL,
    label_en TEXT NOT NULL
) STRICT;

CREATE TABLE roster_notice (                 -- a published cell that was published otherwise later
    publication TEXT NOT NULL REFERENCES publication (id),
    employee    TEXT NOT NULL REFERENCES employee (number),
    day         TEXT NOT NULL CHECK (day IS date(day)),
    was         TEXT NOT NULL CHECK (was GLOB '[WHIL.]'),
    now         TEXT NOT NULL CHECK (now GLOB '[WHIL.]' AND now <> was),
    told_on     TEXT CHECK (told_on IS date(told_on)),   -- NULL: the employee has not been told yet
    told_by     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (publication, employee, day),
    CHECK (told_on IS NULL OR trim(told_by) <> '')
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_waiting ON roster_notice (employee) WHERE told_on IS NULL;

CREATE TABLE roster_quality (
    branch TEXT PRIMARY KEY REFERENCES branch (code),
    first  TEXT NOT NULL CHECK (first IS date(first)),
    last   TEXT NOT NULL CHECK (last IS date(last) AND last >= first),
    goals  TEXT NOT NULL CHECK (json_type(goals) = 'array'),  -- [[name, value, bound] …]; [] without a solver
    digest TEXT NOT NULL CHECK (digest <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_setting (                -- of one office, or of the institution where an office has none
    scope        TEXT PRIMARY KEY CHECK (scope = coalesce(branch, '*')),
    branch       TEXT REFERENCES branch (code),
    cohorts      TEXT NOT NULL CHECK (cohorts IN ('NESTED', 'STRICT_AB', 'NONE')),
    shortest_run INTEGER NOT NULL CHECK (shortest_run BETWEEN 1 AND 31), -- working days in one run
    longest_run  INTEGER CHECK (longest_run BETWEEN shortest_run AND 31), -- NULL: no limit
    rest         INTEGER NOT NULL CHECK (rest BETWEEN 0 AND 31),         -- calendar days off site after a run
    whole_weeks  INTEGER NOT NULL CHECK (whole_weeks IN (0, 1)),
    waves        INTEGER NOT NULL CHECK (waves IN (0, 1)),               -- start at 07.00–07.30 and 10.00–10.30
    presence     INTEGER CHECK (presence BETWEEN 0 AND 100), -- percent of the headcount; NULL: cover is enough
    after_travel INTEGER NOT NULL CHECK (after_travel BETWEEN 0 AND 31)  -- days at home after business travel
, apart TEXT NOT NULL DEFAULT 'DAY'
    CHECK (apart IN ('DAY', 'WAVE') AND (apart = 'DAY' OR waves = 1))) STRICT;

CREATE TABLE roster_week (
    employee TEXT NOT NULL REFERENCES employee (number),
    monday   TEXT NOT NULL CHECK (monday IS date(monday) AND strftime('%w', monday) = '1'),
    branch   TEXT NOT NULL REFERENCES branch (code),
    cells    TEXT NOT NULL CHECK (length(cells) = 7 AND cells NOT GLOB '*[^WHIL.-]*'), published TEXT
    CHECK (published IS NULL OR (length(published) = 7 AND published NOT GLOB '*[^WHIL.-]*')), waves TEXT
    CHECK (waves IS NULL OR (length(waves) = 7 AND waves NOT GLOB '*[^12-]*')), -- '-': not planned
    PRIMARY KEY (employee, monday)
) STRICT, WITHOUT ROWID;

CREATE INDEX roster_of_branch ON roster_week (monday, branch);

CREATE INDEX roster_of_office ON roster_week (branch, monday);

CREATE TRIGGER run_delete_touches AFTER DELETE ON run BEGIN
    INSERT INTO run_touched SELECT OLD.id WHERE OLD.id NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER run_insert_touches AFTER INSERT ON run BEGIN
    INSERT INTO run_touched SELECT NEW.id WHERE NEW.id NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER run_update_touches AFTER UPDATE ON run BEGIN
    INSERT INTO run_touched SELECT NEW.id WHERE NEW.id NOT IN (SELECT run FROM run_touched);
END;

CREATE TABLE run (
    id         TEXT PRIMARY KEY,
    protocol   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    branch     TEXT REFERENCES branch (code),             -- NULL: the whole institution
    case_file  TEXT REFERENCES case_file (id),
    started_at TEXT NOT NULL CHECK (started_at IS strftime('%Y-%m-%dT%H:%M', started_at)), -- local time of the office
    started_by TEXT NOT NULL, function TEXT REFERENCES business_function (code), ended_at TEXT CHECK (ended_at IS strftime('%Y-%m-%dT%H:%M', ended_at)), ended_by TEXT, end_reason TEXT,
    FOREIGN KEY (protocol, version) REFERENCES protocol (code, version)
) STRICT;

CREATE INDEX run_of_branch ON run (branch);

CREATE INDEX run_of_case ON run (case_file);

CREATE TABLE run_due (                       -- every answered occurrence of a step, and the first one that is not
    run    TEXT NOT NULL,
    n      INTEGER NOT NULL,
    k      INTEGER NOT NULL,
    due    TEXT,                             -- local time of the office; NULL: not known, or no deadline
    opened TEXT NOT NULL,
    closed TEXT,
    branch TEXT,
    zone   TEXT NOT NULL,
    PRIMARY KEY (run, n, k)
) STRICT, WITHOUT ROWID;

CREATE INDEX closed_due ON run_due (closed, due);

CREATE INDEX open_due ON run_due (due) WHERE closed IS NULL AND due IS NOT NULL;

CREATE TRIGGER run_event_delete_touches AFTER DELETE ON run_event BEGIN
    INSERT INTO run_touched SELECT OLD.run WHERE OLD.run NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER run_event_insert_touches AFTER INSERT ON run_event BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER run_event_update_touches AFTER UPDATE ON run_event BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;

CREATE TABLE run_event (                     -- the moment of an event that steps count from
    run   TEXT NOT NULL REFERENCES run (id),
    event TEXT NOT NULL CHECK (event <> ''),
    at    TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    by    TEXT NOT NULL,
    PRIMARY KEY (run, event)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE run_finish (                    -- when the last thing of a run was done; NULL: something is left
    run         TEXT PRIMARY KEY,
    finished_at TEXT,
    started_at  TEXT NOT NULL,
    protocol    TEXT NOT NULL,
    branch      TEXT,
    zone        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX run_left ON run_finish (finished_at, started_at, branch);

CREATE TABLE run_holder (                    -- who answers for a run, from a moment on
    run    TEXT NOT NULL REFERENCES run (id),
    n      INTEGER NOT NULL CHECK (n > 0),
    since  TEXT NOT NULL CHECK (since IS strftime('%Y-%m-%dT%H:%M', since)),
    person TEXT NOT NULL CHECK (trim(person) <> ''),
    by     TEXT NOT NULL,
    note   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_mark_delete_touches AFTER DELETE ON run_mark BEGIN
    INSERT INTO run_touched SELECT OLD.run WHERE OLD.run NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER run_mark_insert_touches AFTER INSERT ON run_mark BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER run_mark_update_touches AFTER UPDATE ON run_mark BEGIN
    INSERT INTO run_touched SELECT NEW.run WHERE NEW.run NOT IN (SELECT run FROM run_touched);
END;

CREATE TABLE "run_mark" (              -- a step that was done, or does not apply; k: the how-manieth time
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

CREATE TABLE run_touched (                   -- empty but within an operation
    run TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sending_is_never_rewritten BEFORE UPDATE ON sending
BEGIN SELECT RAISE(ABORT, 'what was sent stays as it was sent'); END;

CREATE TABLE sending (                                   -- what was sent stays as it was sent
    id         TEXT PRIMARY KEY,
    at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    channel    TEXT NOT NULL CHECK (channel IN ('PHONE', 'WHATSAPP', 'SMS', 'EMAIL', 'LETTER', 'MEETING')),
    recipients TEXT NOT NULL CHECK (trim(recipients) <> ''),
    text       TEXT NOT NULL CHECK (trim(text) <> ''),
    branch     TEXT REFERENCES branch (code),
    by         TEXT NOT NULL CHECK (by <> '')
) STRICT;

CREATE INDEX sending_at ON sending (at);

CREATE TABLE setting (
    key   TEXT PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT;

CREATE TABLE sheet_correction (
    sheet  TEXT PRIMARY KEY REFERENCES issued_sheet (id),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    at     TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),  -- local time of the desk
    by     TEXT NOT NULL CHECK (trim(by) <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet_text (                                  -- of a draft; what was issued keeps its own
    day      TEXT NOT NULL CHECK (day IS date(day)),
    scope    TEXT NOT NULL,                                -- a regional office or branch; '': the country
    language TEXT NOT NULL CHECK (language <> ''),
    part     TEXT NOT NULL CHECK (part IN ('SUMMARY', 'DECISIONS', 'OUTLOOK', 'LIMITS', 'REQUESTS')),
    text     TEXT NOT NULL CHECK (trim(text) <> ''),
    PRIMARY KEY (day, scope, language, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER status_spell_delete_touches AFTER DELETE ON status_spell BEGIN
    INSERT INTO case_touched SELECT OLD.case_file
    WHERE OLD.case_file NOT IN (SELECT case_file FROM case_touched);
END;

CREATE TRIGGER status_spell_delete_touches_runs AFTER DELETE ON status_spell BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = OLD.case_file AND id NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER status_spell_insert_touches AFTER INSERT ON status_spell BEGIN
    INSERT INTO case_touched SELECT NEW.case_file
    WHERE NEW.case_file NOT IN (SELECT case_file FROM case_touched);
END;

CREATE TRIGGER status_spell_insert_touches_runs AFTER INSERT ON status_spell BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.case_file AND id NOT IN (SELECT run FROM run_touched);
END;

CREATE TRIGGER status_spell_update_touches AFTER UPDATE ON status_spell BEGIN
    INSERT INTO case_touched SELECT OLD.case_file
    WHERE OLD.case_file NOT IN (SELECT case_file FROM case_touched);
    INSERT INTO case_touched SELECT NEW.case_file
    WHERE NEW.case_file NOT IN (SELECT case_file FROM case_touched);
END;

CREATE TRIGGER status_spell_update_touches_runs AFTER UPDATE ON status_spell BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE case_file = NEW.case_file AND id NOT IN (SELECT run FROM run_touched);
END;

CREATE TABLE status_spell (
    id        TEXT PRIMARY KEY,
    case_file TEXT NOT NULL REFERENCES case_file (id),
    status    TEXT NOT NULL REFERENCES case_status (code),
    since     TEXT NOT NULL CHECK (since IS date(since)),
    n         INTEGER NOT NULL CHECK (n > 0),              -- order within the case
    reason    TEXT, term TEXT             -- before KMK 413/2020; shown beside the status
    CHECK (term IS NULL OR term IN ('OTG', 'ODP', 'PDP')),                                        -- of a step outside the rule
    UNIQUE (case_file, n)
) STRICT;

CREATE INDEX spell_of_case ON status_spell (case_file, since, n);

CREATE TABLE supply_count (
    branch   TEXT NOT NULL REFERENCES branch (code),
    item     TEXT NOT NULL REFERENCES supply_item (code),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    source   TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (branch, item, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX supply_count_day ON supply_count (day);

CREATE TABLE supply_item (
    code     TEXT PRIMARY KEY CHECK (code <> ''),
    name_id  TEXT NOT NULL CHECK (name_id <> ''),
    name_en  TEXT NOT NULL CHECK (name_en <> ''),
    unit_id  TEXT NOT NULL,
    unit_en  TEXT NOT NULL,
    minimum  INTEGER NOT NULL CHECK (minimum >= 0),        -- proposed for an office that names none of its own
    use      REAL NOT NULL CHECK (use >= 0),               -- a day, likewise
    retired  INTEGER NOT NULL CHECK (retired IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE supply_need (                                 -- of one office, from a day on
    branch  TEXT NOT NULL REFERENCES branch (code),
    item    TEXT NOT NULL REFERENCES supply_item (code),
    since   TEXT NOT NULL CHECK (since IS date(since)),
    minimum INTEGER NOT NULL CHECK (minimum >= 0),
    use     REAL NOT NULL CHECK (use >= 0),
    PRIMARY KEY (branch, item, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
    branch TEXT NOT NULL REFERENCES branch (code),
    name   TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (branch, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE wfh_full_condition (            -- all conditions of a test must hold
    test     TEXT NOT NULL REFERENCES wfh_full_test (code),
    n        INTEGER NOT NULL CHECK (n > 0),
    metric   TEXT NOT NULL CHECK (metric <> ''),
    relation TEXT NOT NULL CHECK (relation IN ('==', '>=', '<=')),
    value    TEXT NOT NULL,                  -- a number, a zone, or true
    PRIMARY KEY (test, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE wfh_full_test (                 -- one fulfilled test proposes WFH-Full; empty in older desks
    code     TEXT PRIMARY KEY CHECK (code <> ''),
    name_id  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    days     INTEGER NOT NULL CHECK (days > 0),
    scope    TEXT NOT NULL CHECK (scope IN ('UNIT', 'AREA_OR_FLOOR')),
    proposed INTEGER NOT NULL CHECK (proposed IN (0, 1))    -- our reading, not the agency's text
) STRICT;

CREATE TABLE wish (
    id       TEXT PRIMARY KEY,
    employee TEXT NOT NULL REFERENCES employee (number),
    cell     TEXT NOT NULL CHECK (cell IN ('W', 'H')),
    weekday  INTEGER CHECK (weekday BETWEEN 0 AND 4),  -- Monday 0; NULL: every day of the period
    since    TEXT NOT NULL CHECK (since IS date(since)),
    until    TEXT NOT NULL CHECK (until IS date(until) AND until >= since),
    note     TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX wish_employee ON wish (employee, since);

CREATE TABLE zone_band (                     -- explanation only: zones are published, never computed
    zone      TEXT PRIMARY KEY CHECK (zone IN ('HIJAU', 'KUNING', 'ORANYE', 'MERAH')),
    label_id  TEXT NOT NULL,
    label_en  TEXT NOT NULL,
    score_min REAL,
    score_max REAL
) STRICT;

CREATE TABLE zone_indicator (
    version TEXT NOT NULL,                   -- months in which this list was used
    n       INTEGER NOT NULL CHECK (n > 0),
    kind    TEXT NOT NULL CHECK (kind IN ('EPI', 'SURV', 'YAN')), -- epidemiology, surveillance, health service
    text_id TEXT NOT NULL,
    text_en TEXT NOT NULL,
    source  TEXT NOT NULL,
    PRIMARY KEY (version, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE zone_reading (
    bulletin  TEXT NOT NULL REFERENCES bulletin (day),
    area      TEXT NOT NULL REFERENCES area (code),
    zone      TEXT NOT NULL REFERENCES zone_band (zone),
    published TEXT NOT NULL, corrected TEXT REFERENCES zone_band (zone), reason TEXT
    CHECK ((corrected IS NULL) = (reason IS NULL) AND (reason IS NULL OR trim(reason) <> '')),                            -- the word as printed
    PRIMARY KEY (bulletin, area)
) STRICT, WITHOUT ROWID;

CREATE INDEX reading_of_area ON zone_reading (area, bulletin);

CREATE TABLE zone_word (                     -- published words and the zone they mean
    word TEXT PRIMARY KEY CHECK (word = upper(word)),
    zone TEXT NOT NULL REFERENCES zone_band (zone)
) STRICT;

