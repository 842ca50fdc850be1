-- Employees, their teams and what they do.
CREATE TABLE business_function (
    code     TEXT PRIMARY KEY CHECK (code <> ''),
    name_id  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
    minimum  INTEGER NOT NULL DEFAULT 0 CHECK (minimum >= 0), -- in the office per service day (proposed)
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE team (
    branch TEXT NOT NULL REFERENCES branch (code),
    name   TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (branch, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE employee (
    number      TEXT PRIMARY KEY CHECK (number <> ''),   -- NPP
    name        TEXT NOT NULL CHECK (name <> ''),
    branch      TEXT NOT NULL REFERENCES branch (code),
    function    TEXT NOT NULL REFERENCES business_function (code),
    title       TEXT NOT NULL DEFAULT '',
    team        TEXT,
    vulnerable  INTEGER NOT NULL DEFAULT 0 CHECK (vulnerable IN (0, 1)),
    active_from TEXT CHECK (active_from IS NULL OR active_from IS date(active_from)),
    active_to   TEXT CHECK (active_to IS NULL OR active_to IS date(active_to)),
    FOREIGN KEY (branch, team) REFERENCES team (branch, name)
) STRICT;
CREATE INDEX employee_branch ON employee (branch);
