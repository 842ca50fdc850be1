-- Critical functions (Fungsi Bisnis): how long they may stand still, and when they did.
CREATE TABLE function_target (                             -- in force from a day on; the latest one counts
    function TEXT NOT NULL REFERENCES business_function (code),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    rto      INTEGER NOT NULL CHECK (rto > 0),             -- hours until the minimum has to be reached again
    mtpd     INTEGER NOT NULL CHECK (mtpd > rto),          -- hours until the harm cannot be borne
    mbco     INTEGER NOT NULL CHECK (mbco BETWEEN 1 AND 100), -- percent of a normal day that is the minimum
    proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),  -- a starter value that CMT has not set yet
    reason   TEXT NOT NULL DEFAULT '',
    by       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (function, since),
    CHECK (proposed = 1 OR trim(reason) <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE disruption (
    id       TEXT PRIMARY KEY,
    function TEXT NOT NULL REFERENCES business_function (code),
    branch   TEXT REFERENCES branch (code),                -- NULL: the institution, in WIB
    began    TEXT NOT NULL CHECK (began IS strftime('%Y-%m-%dT%H:%M', began)), -- local time of the office
    ended    TEXT CHECK (ended IS NULL OR ended IS strftime('%Y-%m-%dT%H:%M', ended) AND ended > began),
    cause    TEXT NOT NULL CHECK (trim(cause) <> ''),
    by       TEXT NOT NULL CHECK (by <> '')
) STRICT;
CREATE INDEX disruption_began ON disruption (began);

CREATE TABLE disruption_report (                           -- what was reached of a normal day from a time on
    disruption TEXT NOT NULL REFERENCES disruption (id),
    at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    capacity   INTEGER CHECK (capacity BETWEEN 0 AND 100), -- percent; NULL: not known
    workaround TEXT NOT NULL DEFAULT '',
    by         TEXT NOT NULL CHECK (by <> ''),
    PRIMARY KEY (disruption, at)
) STRICT, WITHOUT ROWID;
