-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :day TEXT, YYYYMMDD
-- out: number TEXT NULL, the highest case number of that day
-- A range, not LIKE: that would read every number there is.
SELECT MAX (number) AS number FROM case_file WHERE number > :day || '-' AND number < :day || '.';
