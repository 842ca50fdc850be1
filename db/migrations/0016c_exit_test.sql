-- KMK 4641/2021: a contact is tested on entry and again on day 5; a negative exit test ends the quarantine.
-- Empty in desks made before: their rules go on counting days alone.
ALTER TABLE clock_rule ADD COLUMN exit_test_day INTEGER CHECK (exit_test_day IS NULL OR exit_test_day > 0);
