-- The register of losses: what was lost, in which of three kinds, and who stands for it.
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
CREATE TRIGGER loss_is_never_rewritten BEFORE UPDATE ON loss
BEGIN SELECT RAISE(ABORT, 'a loss is corrected by a new version'); END;

CREATE TABLE loss_step (                                   -- of one version; another version begins anew
    loss TEXT NOT NULL REFERENCES loss (id),
    step TEXT NOT NULL CHECK (step IN ('VERIFIED', 'CLOSED', 'WITHDRAWN')),
    day  TEXT NOT NULL CHECK (day IS date(day)),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    note TEXT NOT NULL DEFAULT '' CHECK (step = 'VERIFIED' OR trim(note) <> ''),
    PRIMARY KEY (loss, step)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER loss_step_is_never_rewritten BEFORE UPDATE ON loss_step
BEGIN SELECT RAISE(ABORT, 'a step is taken once'); END;
