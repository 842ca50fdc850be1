-- What the employees were told: the seven letters of a week as last published, '-' where a day never was.
-- A cell that differs from it is a draft or a change that is not yet announced.
ALTER TABLE roster_week ADD COLUMN published TEXT
    CHECK (published IS NULL OR (length(published) = 7 AND published NOT GLOB '*[^WHIL.-]*'));
-- An office reads its own weeks: by (monday, branch) each reading passed over every other office.
CREATE INDEX roster_of_office ON roster_week (branch, monday);
