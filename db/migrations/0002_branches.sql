-- Offices, the areas they lie in, the weekly bulletins and the rules that turn a zone into a cap.
CREATE TABLE regional_office (
    code      TEXT PRIMARY KEY CHECK (code <> ''),
    name      TEXT NOT NULL UNIQUE,
    short     TEXT NOT NULL UNIQUE,
    seat_city TEXT NOT NULL
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

CREATE TABLE area_scope (                    -- areas under one local rule
    scope TEXT NOT NULL,
    area  TEXT NOT NULL REFERENCES area (code),
    PRIMARY KEY (scope, area)
) STRICT, WITHOUT ROWID;

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
) STRICT;
CREATE INDEX branch_area ON branch (area);

CREATE TABLE zone_band (                     -- explanation only: zones are published, never computed
    zone      TEXT PRIMARY KEY CHECK (zone IN ('HIJAU', 'KUNING', 'ORANYE', 'MERAH')),
    label_id  TEXT NOT NULL,
    label_en  TEXT NOT NULL,
    score_min REAL,
    score_max REAL
) STRICT;

CREATE TABLE zone_word (                     -- published words and the zone they mean
    word TEXT PRIMARY KEY CHECK (word = upper(word)),
    zone TEXT NOT NULL REFERENCES zone_band (zone)
) STRICT;

CREATE TABLE bulletin (
    day     TEXT PRIMARY KEY CHECK (day IS date(day)),  -- data date
    source  TEXT NOT NULL,                              -- file name or publisher
    sha256  TEXT,
    illustrative INTEGER NOT NULL DEFAULT 0 CHECK (illustrative IN (0, 1))
) STRICT;

CREATE TABLE zone_reading (
    bulletin  TEXT NOT NULL REFERENCES bulletin (day),
    area      TEXT NOT NULL REFERENCES area (code),
    zone      TEXT NOT NULL REFERENCES zone_band (zone),
    published TEXT NOT NULL,                            -- the word as printed
    PRIMARY KEY (bulletin, area)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_of_area ON zone_reading (area, bulletin);

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
