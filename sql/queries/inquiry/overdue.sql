-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :today INTEGER (YYYYMMDD)
-- out: number TEXT: whose last day is over
SELECT number
FROM inquiry
WHERE due_on < :today AND closed_at IS NULL AND state IN ('mailed', 'returned', 'rejected')
ORDER BY inquiry_id;
