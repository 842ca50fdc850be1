-- What people decided on lines of proposals. An open proposal is not stored: it follows from the facts, and its
-- keys are the same on every desk and after undo and redo.
CREATE TABLE proposal_decision (
    line     TEXT PRIMARY KEY CHECK (line <> ''),    -- fact/name, see domain/triggers.py
    proposal TEXT NOT NULL CHECK (proposal <> ''),   -- the fact under which it was shown
    verdict  TEXT NOT NULL CHECK (verdict IN ('ACCEPTED', 'DECLINED')),
    why      TEXT NOT NULL DEFAULT '',
    at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)), -- local time of the desk
    by       TEXT NOT NULL CHECK (by <> ''),
    CHECK (verdict = 'ACCEPTED' OR trim(why) <> '')
) STRICT, WITHOUT ROWID;

CREATE INDEX state_began ON case_state (status_since);  -- what happened to cases lately
CREATE INDEX contact_recorded ON contact (recorded);
