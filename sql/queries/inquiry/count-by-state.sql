-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :today INTEGER (YYYYMMDD)
-- out: state TEXT, letters INTEGER, overdue INTEGER, of those that can still serve
SELECT state, COUNT (*) AS letters,
       SUM (state IN ('mailed', 'returned', 'rejected') AND due_on < :today) AS overdue
FROM inquiry
WHERE closed_at IS NULL
GROUP BY state;
