-- A protected person's name is never shown: the desk's records carry a mark in its place.
ALTER TABLE employee ADD COLUMN protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1));
