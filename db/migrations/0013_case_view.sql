-- Views of the case table that somebody saved under a name.
CREATE TABLE case_view (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
    filter   TEXT NOT NULL CHECK (json_valid(filter)),   -- view, text and choices
    columns  TEXT NOT NULL CHECK (json_valid(columns)),  -- those shown, in order
    sort     TEXT NOT NULL DEFAULT '',                   -- a column; empty: the newest state first
    downward INTEGER NOT NULL DEFAULT 0 CHECK (downward IN (0, 1))
) STRICT;
