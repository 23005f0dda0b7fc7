-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :approval_id INTEGER
-- out: every column
SELECT approval_id, what, case_id, inquiry_id, asked_by, asked_at, shown_before, shown_after,
       outcome, confirmed_by, confirmed_at, reason, used_at
FROM approval
WHERE approval_id = :approval_id;
