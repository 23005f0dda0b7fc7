-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: every column, oldest first
SELECT approval_id, what, case_id, inquiry_id, asked_by, asked_at, shown_before, shown_after,
       outcome, confirmed_by, confirmed_at, reason, used_at
FROM approval
WHERE case_id = :case_id
ORDER BY approval_id;
