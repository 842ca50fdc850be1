-- Who works where. A roster line is one employee's week, seven cells from Monday:
-- W office (WAO) · H home (WFH) · I isolation or quarantine · L leave · . day off.
CREATE TABLE absence (
    id       TEXT PRIMARY KEY,
    employee TEXT NOT NULL REFERENCES employee (number),
    kind     TEXT NOT NULL CHECK (kind IN ('LEAVE', 'TRAINING', 'TRAVEL', 'SICK')),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    until    TEXT NOT NULL CHECK (until IS date(until) AND until >= since)
) STRICT;
CREATE INDEX absence_employee ON absence (employee, since);

CREATE TABLE roster_week (
    employee TEXT NOT NULL REFERENCES employee (number),
    monday   TEXT NOT NULL CHECK (monday IS date(monday) AND strftime('%w', monday) = '1'),
    branch   TEXT NOT NULL REFERENCES branch (code),
    cells    TEXT NOT NULL CHECK (length(cells) = 7 AND cells NOT GLOB '*[^WHIL.-]*'), -- '-': not planned
    PRIMARY KEY (employee, monday)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_of_branch ON roster_week (monday, branch);

CREATE TABLE local_holiday (                 -- beside the national calendar
    day  TEXT PRIMARY KEY CHECK (day IS date(day)),
    name TEXT NOT NULL
) STRICT;
