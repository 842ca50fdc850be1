-- Who may decide, and decisions about the plan: mandates, more kinds, more signatures, scope, reviews.

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

ALTER TABLE decision ADD COLUMN level INTEGER
    CHECK (level BETWEEN 0 AND 3) CHECK ((level IS NOT NULL) = (kind = 'PLAN'));
ALTER TABLE decision ADD COLUMN review TEXT                -- the first day it has to be looked at again
    CHECK (review IS date(review)) CHECK (kind <> 'PLAN' OR review IS NOT NULL);
ALTER TABLE decision ADD COLUMN figures TEXT               -- the day's figures when it was proposed
    CHECK (figures IS NULL OR json_valid(figures));
ALTER TABLE decision ADD COLUMN follows TEXT REFERENCES decision (id); -- whose place it takes from its first day

CREATE TABLE decision_office (               -- without rows here and below: the whole institution
    decision TEXT NOT NULL REFERENCES decision (id),
    branch   TEXT NOT NULL REFERENCES branch (code),
    PRIMARY KEY (decision, branch)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision_function (
    decision TEXT NOT NULL REFERENCES decision (id),
    function TEXT NOT NULL REFERENCES business_function (code),
    PRIMARY KEY (decision, function)
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

-- Signatures anew: several may agree before the last one decides; a mandate and an hour may be named.
DROP TRIGGER decided_stays;
CREATE TABLE signature_anew (
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
INSERT INTO signature_anew (decision, step, name, role, signed, note)
    SELECT decision, step, name, role, signed, note FROM decision_signature;
DROP TABLE decision_signature;
ALTER TABLE signature_anew RENAME TO decision_signature;

CREATE TRIGGER decided_stays BEFORE UPDATE ON decision
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.id AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;
CREATE TRIGGER signature_stays BEFORE UPDATE ON decision_signature
    BEGIN SELECT RAISE(ABORT, 'a signature is never rewritten'); END;
CREATE TRIGGER one_signature_a_step BEFORE INSERT ON decision_signature
    WHEN NEW.step <> 'AGREED'
         AND EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step = NEW.step)
    BEGIN SELECT RAISE(ABORT, 'a step is signed once'); END;
CREATE TRIGGER decided_or_rejected BEFORE INSERT ON decision_signature
    WHEN NEW.step IN ('RECOMMENDED', 'AGREED', 'DECIDED', 'REJECTED')
         AND EXISTS (SELECT 1 FROM decision_signature
                     WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a decision is taken once'); END;
CREATE TRIGGER withdrawn_after_decided BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'WITHDRAWN'
         AND NOT EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step = 'DECIDED')
    BEGIN SELECT RAISE(ABORT, 'only what was decided can be withdrawn'); END;
CREATE TRIGGER decided_offices_stay BEFORE INSERT ON decision_office
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;
CREATE TRIGGER decided_offices_remain BEFORE DELETE ON decision_office
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;
CREATE TRIGGER decided_functions_stay BEFORE INSERT ON decision_function
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = NEW.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;
CREATE TRIGGER decided_functions_remain BEFORE DELETE ON decision_function
    WHEN EXISTS (SELECT 1 FROM decision_signature WHERE decision = OLD.decision AND step IN ('DECIDED', 'REJECTED'))
    BEGIN SELECT RAISE(ABORT, 'a signed decision is corrected by a new version'); END;

-- CMT or ECMT decides these; level 3 and a stand-down need one of each; nobody approves an own proposal alone.
CREATE TRIGGER decided_with_a_mandate BEFORE INSERT ON decision_signature
    WHEN NEW.step IN ('AGREED', 'DECIDED')
         AND (SELECT kind FROM decision WHERE id = NEW.decision) IN ('PLAN', 'STAND_DOWN', 'WFH_FULL')
         AND NOT EXISTS (SELECT 1 FROM mandate
                         WHERE id = NEW.mandate AND (role LIKE 'CMT%' OR role LIKE 'ECMT%')
                           AND since <= NEW.signed AND coalesce(until, NEW.signed) >= NEW.signed)
    BEGIN SELECT RAISE(ABORT, 'only a member of CMT or ECMT in office decides this'); END;
CREATE TRIGGER decided_by_both BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'DECIDED'
         AND EXISTS (SELECT 1 FROM decision WHERE id = NEW.decision AND (kind = 'STAND_DOWN' OR level = 3))
         AND NOT EXISTS (SELECT 1 FROM decision_signature s JOIN mandate a ON a.id = s.mandate
                         JOIN mandate d ON d.id = NEW.mandate
                         WHERE s.decision = NEW.decision AND s.step = 'AGREED' AND s.name <> NEW.name
                           AND (a.role LIKE 'ECMT%') <> (d.role LIKE 'ECMT%'))
    BEGIN SELECT RAISE(ABORT, 'this needs a member of CMT and one of ECMT'); END;
CREATE TRIGGER decided_by_another BEFORE INSERT ON decision_signature
    WHEN NEW.step = 'DECIDED'
         AND (SELECT kind FROM decision WHERE id = NEW.decision) IN ('PLAN', 'STAND_DOWN', 'WFH_FULL')
         AND EXISTS (SELECT 1 FROM decision_signature
                     WHERE decision = NEW.decision AND step = 'PROPOSED' AND name = NEW.name)
         AND NOT EXISTS (SELECT 1 FROM decision_signature
                         WHERE decision = NEW.decision AND step = 'AGREED' AND name <> NEW.name)
    BEGIN SELECT RAISE(ABORT, 'nobody approves an own proposal alone'); END;

-- Levels of older desks stay readable; from now on a level is decided.
CREATE TRIGGER levels_are_decided BEFORE INSERT ON activation
    BEGIN SELECT RAISE(ABORT, 'a level of the plan is decided in the register'); END;
