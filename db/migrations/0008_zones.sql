-- Readings corrected by hand beside what was published, proposed WFH-Full tests, outlines of areas.
ALTER TABLE zone_reading ADD COLUMN corrected TEXT REFERENCES zone_band (zone);
ALTER TABLE zone_reading ADD COLUMN reason TEXT
    CHECK ((corrected IS NULL) = (reason IS NULL) AND (reason IS NULL OR trim(reason) <> ''));

CREATE TABLE wfh_full_test (                 -- one fulfilled test proposes WFH-Full; empty in older desks
    code     TEXT PRIMARY KEY CHECK (code <> ''),
    name_id  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    days     INTEGER NOT NULL CHECK (days > 0),
    scope    TEXT NOT NULL CHECK (scope IN ('UNIT', 'AREA_OR_FLOOR')),
    proposed INTEGER NOT NULL CHECK (proposed IN (0, 1))    -- our reading, not the agency's text
) STRICT;

CREATE TABLE wfh_full_condition (            -- all conditions of a test must hold
    test     TEXT NOT NULL REFERENCES wfh_full_test (code),
    n        INTEGER NOT NULL CHECK (n > 0),
    metric   TEXT NOT NULL CHECK (metric <> ''),
    relation TEXT NOT NULL CHECK (relation IN ('==', '>=', '<=')),
    value    TEXT NOT NULL,                  -- a number, a zone, or true
    PRIMARY KEY (test, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE area_outline (                  -- polygons of a kabupaten or kota, simplified
    area   TEXT PRIMARY KEY REFERENCES area (code),
    source TEXT NOT NULL,
    rings  TEXT NOT NULL CHECK (json_valid(rings)) -- [[x, y, dx, dy, …], …], 1/1000 degree, steps after the first
) STRICT;
