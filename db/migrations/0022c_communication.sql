-- Who calls whom, what is written, and who was told what when.
CREATE TABLE call_contact (
    id           TEXT PRIMARY KEY,
    branch       TEXT REFERENCES branch (code),          -- NULL: the national tree
    caller       TEXT REFERENCES call_contact (id),      -- who calls this one; NULL: begins
    position     INTEGER NOT NULL,                       -- the order in which the caller calls
    name         TEXT NOT NULL CHECK (trim(name) <> ''),
    role         TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    deputy       TEXT NOT NULL DEFAULT '',
    deputy_phone TEXT NOT NULL DEFAULT '',
    CHECK (caller IS NOT id)
) STRICT;
CREATE INDEX call_contact_caller ON call_contact (caller);
CREATE INDEX call_contact_branch ON call_contact (branch);

CREATE TABLE message_template (                          -- {placeholders} are filled with the day's figures
    code     TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    title_id TEXT NOT NULL CHECK (title_id <> ''),
    title_en TEXT NOT NULL CHECK (title_en <> ''),
    text_id  TEXT NOT NULL CHECK (text_id <> ''),
    text_en  TEXT NOT NULL CHECK (text_en <> '')
) STRICT;

CREATE TABLE sending (                                   -- what was sent stays as it was sent
    id         TEXT PRIMARY KEY,
    at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),
    channel    TEXT NOT NULL CHECK (channel IN ('PHONE', 'WHATSAPP', 'SMS', 'EMAIL', 'LETTER', 'MEETING')),
    recipients TEXT NOT NULL CHECK (trim(recipients) <> ''),
    text       TEXT NOT NULL CHECK (trim(text) <> ''),
    branch     TEXT REFERENCES branch (code),
    by         TEXT NOT NULL CHECK (by <> '')
) STRICT;
CREATE INDEX sending_at ON sending (at);
CREATE TRIGGER sending_is_never_rewritten BEFORE UPDATE ON sending
BEGIN SELECT RAISE(ABORT, 'what was sent stays as it was sent'); END;
