-- The business continuity plan: when it was in force and at what level.
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
