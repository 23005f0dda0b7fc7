-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column that a word may change
UPDATE inquiry
SET state = :state, entered_at = :entered_at, letters = :letters, presentations = :presentations,
    printed_at = :printed_at, mailed_at = :mailed_at, due_on = :due_on, mail_class = :mail_class,
    tracking = :tracking, returned_at = :returned_at, replied_at = :replied_at,
    verified_at = :verified_at, closed_at = :closed_at, reason = :reason, curable = :curable,
    case_id = :case_id
WHERE inquiry_id = :inquiry_id;
