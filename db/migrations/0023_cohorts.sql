-- How cohorts are kept apart: by day, or by start wave (then two may be in on one day, each in its own wave).
ALTER TABLE roster_setting ADD COLUMN apart TEXT NOT NULL DEFAULT 'DAY'
    CHECK (apart IN ('DAY', 'WAVE') AND (apart = 'DAY' OR waves = 1));

CREATE TABLE cohort_place (                  -- where the desk dealt somebody without a team; it stays so
    employee TEXT PRIMARY KEY REFERENCES employee (number),
    branch   TEXT NOT NULL REFERENCES branch (code),     -- who moved to another office is dealt there anew
    leaf     TEXT NOT NULL CHECK (leaf IN ('A1', 'A2', 'B1', 'B2'))
) STRICT, WITHOUT ROWID;
CREATE INDEX cohort_place_branch ON cohort_place (branch);
