-- What the daily sheet asks of service and strategies: a value an indicator, place and day.
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
