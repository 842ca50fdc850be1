-- What an office says of one of its days, beside the desk's own records of it and never mixed with them.
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
