-- Whom to call at an office, and where it stands.
ALTER TABLE branch ADD COLUMN head TEXT;
ALTER TABLE branch ADD COLUMN phone TEXT;
ALTER TABLE branch ADD COLUMN email TEXT;
ALTER TABLE branch ADD COLUMN address TEXT;
