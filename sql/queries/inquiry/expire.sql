-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every letter that inquiry/overdue lists.
-- in: :today INTEGER (YYYYMMDD), :now INTEGER (unix s, UTC)
UPDATE inquiry SET state = 'expired', entered_at = :now, closed_at = :now
WHERE due_on < :today AND closed_at IS NULL AND state IN ('mailed', 'returned', 'rejected');
