-- Health supplies of the offices (Peralatan & Kelengkapan): what there is, what is needed, what was counted when.
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

CREATE TABLE supply_count (
    branch   TEXT NOT NULL REFERENCES branch (code),
    item     TEXT NOT NULL REFERENCES supply_item (code),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    source   TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (branch, item, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX supply_count_day ON supply_count (day);
