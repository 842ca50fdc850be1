-- What the search of the case table looks in. Derived: kept by these triggers from rows that are journalled, and
-- therefore not journalled itself. FTS5 knows a row by its number alone; a number stays with its key for ever, so that
-- a case that is removed and brought back has the one it had.
CREATE TABLE case_key (
    n  INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE employee_key (
    n      INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE case_words USING fts5 (
    notes, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE employee_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO case_key (id) SELECT id FROM case_file ORDER BY id;
INSERT INTO case_words (rowid, notes)
    SELECT k.n, c.notes FROM case_key k JOIN case_file c ON c.id = k.id WHERE c.notes <> '';
INSERT INTO employee_key (number) SELECT number FROM employee ORDER BY number;
INSERT INTO employee_words (rowid, words)
    SELECT k.n, e.number || ' ' || iif(e.protected, '', e.name)
    FROM employee_key k JOIN employee e ON e.number = k.number;

CREATE TRIGGER case_is_found AFTER INSERT ON case_file BEGIN
    INSERT INTO case_key (id) SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM case_key WHERE id = NEW.id);
    INSERT INTO case_words (rowid, notes) SELECT n, NEW.notes FROM case_key WHERE id = NEW.id AND NEW.notes <> '';
END;
CREATE TRIGGER case_is_found_anew AFTER UPDATE OF notes ON case_file WHEN OLD.notes <> NEW.notes BEGIN
    DELETE FROM case_words WHERE rowid = (SELECT n FROM case_key WHERE id = NEW.id);
    INSERT INTO case_words (rowid, notes) SELECT n, NEW.notes FROM case_key WHERE id = NEW.id AND NEW.notes <> '';
END;
CREATE TRIGGER case_is_not_found AFTER DELETE ON case_file BEGIN
    DELETE FROM case_words WHERE rowid = (SELECT n FROM case_key WHERE id = OLD.id);
END;
CREATE TRIGGER employee_is_found AFTER INSERT ON employee BEGIN
    INSERT INTO employee_key (number)
        SELECT NEW.number WHERE NOT EXISTS (SELECT 1 FROM employee_key WHERE number = NEW.number);
    INSERT INTO employee_words (rowid, words)
        SELECT n, NEW.number || ' ' || iif(NEW.protected, '', NEW.name) FROM employee_key WHERE number = NEW.number;
END;
CREATE TRIGGER employee_is_found_anew AFTER UPDATE OF name, protected ON employee
    WHEN OLD.name <> NEW.name OR OLD.protected <> NEW.protected BEGIN -- a protected name is not searched
    DELETE FROM employee_words WHERE rowid = (SELECT n FROM employee_key WHERE number = NEW.number);
    INSERT INTO employee_words (rowid, words)
        SELECT n, NEW.number || ' ' || iif(NEW.protected, '', NEW.name) FROM employee_key WHERE number = NEW.number;
END;
CREATE TRIGGER employee_is_not_found AFTER DELETE ON employee BEGIN
    DELETE FROM employee_words WHERE rowid = (SELECT n FROM employee_key WHERE number = OLD.number);
END;
