-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :day TEXT, YYYYMMDD
-- out: number TEXT NULL, the highest case number of that day
SELECT MAX (number) AS number FROM case_file WHERE number LIKE :day || '-%';
