-- What a roster is made under: settings, facts of people, and decisions with their signatures.

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
) STRICT;

-- The start wave of each day in the office; '-' where there is none.
ALTER TABLE roster_week ADD COLUMN waves TEXT
    CHECK (waves IS NULL OR (length(waves) = 7 AND waves NOT GLOB '*[^12-]*'));

CREATE TABLE pin (                           -- a cell that no planning moves
    employee TEXT NOT NULL REFERENCES employee (number),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    cell     TEXT NOT NULL CHECK (cell IN ('W', 'H')),
    reason   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (employee, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX pin_day ON pin (day);

CREATE TABLE bond (                          -- who shares a household or a car shares a cohort
    first  TEXT NOT NULL REFERENCES employee (number),
    second TEXT NOT NULL REFERENCES employee (number),
    kind   TEXT NOT NULL CHECK (kind IN ('HOUSEHOLD', 'CAR_POOL')),
    PRIMARY KEY (first, second),
    CHECK (first < second)
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_second ON bond (second);

CREATE TABLE deputy (                        -- a post and who stands in for it: not in one cohort
    head   TEXT NOT NULL REFERENCES employee (number),
    deputy TEXT NOT NULL REFERENCES employee (number),
    PRIMARY KEY (head, deputy),
    CHECK (head <> deputy)
) STRICT, WITHOUT ROWID;
CREATE INDEX deputy_deputy ON deputy (deputy);

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

CREATE TABLE commute (
    employee TEXT PRIMARY KEY REFERENCES employee (number),
    minutes  INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 300), -- one way
    shared   INTEGER NOT NULL CHECK (shared IN (0, 1))           -- public transport
) STRICT, WITHOUT ROWID;

CREATE TABLE local_holiday_office (          -- a local holiday of some offices only; without rows, of all
    day    TEXT NOT NULL REFERENCES local_holiday (day),
    branch TEXT NOT NULL REFERENCES branch (code),
    PRIMARY KEY (day, branch)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication (                   -- a roster people were told; who and when is in the journal
    id     TEXT PRIMARY KEY,
    branch TEXT NOT NULL REFERENCES branch (code),
    first  TEXT NOT NULL CHECK (first IS date(first)),
    last   TEXT NOT NULL CHECK (last IS date(last) AND last >= first),
    cells  INTEGER NOT NULL CHECK (cells >= 0)        -- that were not told so before
) STRICT;
CREATE INDEX publication_branch ON publication (branch, first);

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

-- A decision and its signatures. What it says never changes once it is signed: a correction is a new version
-- that names the one before it. Kinds are the program's; a rule of the roster is named by its number.
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
    letter     TEXT NOT NULL DEFAULT '',
    CHECK (corrects <> id),
    CHECK (kind <> 'WAIVER' OR rule IS NOT NULL AND valid_to IS NOT NULL),
    CHECK (rule <> 'H3' OR employee IS NOT NULL),
    CHECK (kind NOT IN ('WFH_FULL', 'CAP') OR branch IS NOT NULL AND valid_to IS NOT NULL),
    CHECK (kind <> 'CAP' OR people IS NOT NULL)
) STRICT;
CREATE INDEX decision_branch ON decision (branch, valid_from);

CREATE TABLE decision_signature (            -- only a decision that is DECIDED counts, until WITHDRAWN
    decision TEXT NOT NULL REFERENCES decision (id),
    step     TEXT NOT NULL CHECK (step IN ('PROPOSED', 'RECOMMENDED', 'DECIDED', 'REJECTED', 'WITHDRAWN')),
    name     TEXT NOT NULL CHECK (trim(name) <> ''),
    role     TEXT NOT NULL CHECK (trim(role) <> ''),
    signed   TEXT NOT NULL CHECK (signed IS date(signed)),
    note     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (decision, step),
    CHECK (step NOT IN ('REJECTED', 'WITHDRAWN') OR trim(note) <> '')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decided_stays BEFORE UPDATE ON decision
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.id AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;
CREATE TRIGGER signature_stays BEFORE UPDATE ON decision_signature
    BEGIN SELECT RAISE(ABORT, 'a signature is never rewritten'); END;
CREATE TRIGGER decided_or_rejected BEFORE INSERT ON decision_signature
    WHEN NEW.step IN ('DECIDED', 'REJECTED')
         AND EXISTS (SELECT 1 FROM decision_signature
                     WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a decision is taken once'); END;
CREATE TRIGGER withdrawn_after_decided BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'WITHDRAWN'
         AND NOT EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step = 'DECIDED')
    BEGIN SELECT RAISE(ABORT, 'only what was decided can be withdrawn'); END;
