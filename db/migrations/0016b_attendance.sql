-- Who really was where on a day: what the door list says, beside what the roster planned.
CREATE TABLE attendance (
    employee TEXT NOT NULL REFERENCES employee (number),
    day      TEXT NOT NULL CHECK (day IS date(day)),
    branch   TEXT NOT NULL REFERENCES branch (code),     -- the office at the time
    place    TEXT NOT NULL CHECK (place IN ('WAO', 'WFH', 'DINAS', 'TIDAK_HADIR')),
    wave     INTEGER CHECK (wave IN (1, 2)),             -- of the working hours (SE Gugus Tugas 8/2020)
    source   TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (employee, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_of_office ON attendance (branch, day, place);
