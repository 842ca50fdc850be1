-- What is kept beside the runs also says where and by which clock, so that a list over all of them joins nothing.
DROP TABLE run_due;
DROP TABLE run_finish;

CREATE TABLE run_due (                       -- every answered occurrence of a step, and the first one that is not
    run    TEXT NOT NULL,
    n      INTEGER NOT NULL,
    k      INTEGER NOT NULL,
    due    TEXT,                             -- local time of the office; NULL: not known, or no deadline
    opened TEXT NOT NULL,
    closed TEXT,
    branch TEXT,
    zone   TEXT NOT NULL,
    PRIMARY KEY (run, n, k)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_due ON run_due (due) WHERE closed IS NULL AND due IS NOT NULL;
CREATE INDEX closed_due ON run_due (closed, due);

CREATE TABLE run_finish (                    -- when the last thing of a run was done; NULL: something is left
    run         TEXT PRIMARY KEY,
    finished_at TEXT,
    started_at  TEXT NOT NULL,
    protocol    TEXT NOT NULL,
    branch      TEXT,
    zone        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX run_left ON run_finish (finished_at, started_at, branch);

CREATE TRIGGER branch_moves_its_clock AFTER UPDATE OF time_zone ON branch WHEN OLD.time_zone <> NEW.time_zone BEGIN
    INSERT INTO run_touched SELECT id FROM run
    WHERE branch = NEW.code AND id NOT IN (SELECT run FROM run_touched);
END;

INSERT INTO run_touched SELECT id FROM run WHERE id NOT IN (SELECT run FROM run_touched);
