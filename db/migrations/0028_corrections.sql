-- Corrections of issued sheets that were decided on and still have to be looked at and issued; the version that
-- is issued in place of the sheet settles it.
CREATE TABLE sheet_correction (
    sheet  TEXT PRIMARY KEY REFERENCES issued_sheet (id),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    at     TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M', at)),  -- local time of the desk
    by     TEXT NOT NULL CHECK (trim(by) <> '')
) STRICT, WITHOUT ROWID;
