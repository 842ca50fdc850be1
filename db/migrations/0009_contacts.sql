-- Contacts of a case, their daily calls, and release dates decided against the computed one.
ALTER TABLE case_file ADD COLUMN negative_pcr TEXT
    CHECK (negative_pcr IS NULL OR negative_pcr IS date(negative_pcr));

CREATE TABLE release_override (              -- what a person decided; the computed date stays beside it
    case_file TEXT NOT NULL REFERENCES case_file (id),
    decided   TEXT NOT NULL CHECK (decided IS date(decided)),
    day       TEXT NOT NULL CHECK (day IS date(day)),
    computed  TEXT CHECK (computed IS NULL OR computed IS date(computed)), -- empty: it was not known
    reason    TEXT NOT NULL CHECK (trim(reason) <> ''),
    PRIMARY KEY (case_file, decided)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    id           TEXT PRIMARY KEY,
    case_file    TEXT NOT NULL REFERENCES case_file (id),
    employee     TEXT REFERENCES employee (number),      -- empty: somebody from outside
    name         TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    kind         TEXT NOT NULL CHECK (kind IN ('DEKAT', 'SENTUH', 'RAWAT', 'SERUANG', 'LAIN')),
    last_contact TEXT NOT NULL CHECK (last_contact IS date(last_contact)),
    recorded     TEXT NOT NULL CHECK (recorded IS date(recorded)), -- calls are missed only from this day
    place        TEXT NOT NULL DEFAULT '',
    household    INTEGER NOT NULL DEFAULT 0 CHECK (household IN (0, 1)),
    notes        TEXT NOT NULL DEFAULT '',
    became       TEXT REFERENCES case_file (id),         -- the contact's own case
    CHECK (employee IS NOT NULL OR trim(name) <> ''),
    CHECK (recorded >= last_contact),
    UNIQUE (case_file, employee)
) STRICT;
CREATE INDEX contact_employee ON contact (employee);
CREATE INDEX contact_became ON contact (became);

CREATE TABLE follow_up (                     -- one call on one day
    contact     TEXT NOT NULL REFERENCES contact (id),
    day         TEXT NOT NULL CHECK (day IS date(day)),
    temperature REAL CHECK (temperature IS NULL OR temperature BETWEEN 30 AND 45),
    symptoms    TEXT NOT NULL DEFAULT '',
    by          TEXT NOT NULL CHECK (by <> ''),
    PRIMARY KEY (contact, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_day ON follow_up (day);

CREATE TABLE not_same (                      -- two cases that looked alike, and that somebody told apart
    first   TEXT NOT NULL REFERENCES case_file (id),
    second  TEXT NOT NULL REFERENCES case_file (id),
    decided TEXT NOT NULL CHECK (decided IS date(decided)),
    PRIMARY KEY (first, second),
    CHECK (first < second)
) STRICT, WITHOUT ROWID;
