-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :today INTEGER (YYYYMMDD)
-- out: inquiry_id INTEGER, number TEXT: whose last day is over
SELECT inquiry_id, number
FROM inquiry
WHERE due_on < :today AND closed_at IS NULL AND state IN ('mailed', 'returned', 'rejected')
ORDER BY inquiry_id;
