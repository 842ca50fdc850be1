-- What the published zones are made of: explanation only, the weights were never public.
CREATE TABLE zone_indicator (
    version TEXT NOT NULL,                   -- months in which this list was used
    n       INTEGER NOT NULL CHECK (n > 0),
    kind    TEXT NOT NULL CHECK (kind IN ('EPI', 'SURV', 'YAN')), -- epidemiology, surveillance, health service
    text_id TEXT NOT NULL,
    text_en TEXT NOT NULL,
    source  TEXT NOT NULL,
    PRIMARY KEY (version, n)
) STRICT, WITHOUT ROWID;
