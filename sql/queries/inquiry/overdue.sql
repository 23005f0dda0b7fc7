-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :today INTEGER (YYYYMMDD)
-- out: inquiry_id INTEGER, number TEXT: whose last day is over
SELECT inquiry_id, number
FROM inquiry
WHERE due_on < :today AND (state = 'mailed' OR (state = 'rejected' AND closed_at IS NULL))
ORDER BY inquiry_id;
