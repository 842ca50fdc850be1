-- What the desk can tell of reopening an office: which step shows that it was disinfected, and on which tests
-- (a closure order among them) WFH-Full was proposed.
ALTER TABLE protocol_step ADD COLUMN shows TEXT CHECK (shows IN ('DISINFECTED')); -- what a tick of it shows
ALTER TABLE decision ADD COLUMN tests TEXT NOT NULL DEFAULT ''      -- of wfh_full_test, "T1, T4"; empty: not told
    CHECK (tests = '' OR kind = 'WFH_FULL');

UPDATE protocol_step SET shows = 'DISINFECTED'
WHERE version = 1 AND (protocol, n) IN (VALUES ('PRT-04', 6), ('PRT-20', 5));
