-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_number TEXT
-- out: every column, in order
SELECT sequence, at, monotonic_us, workstation, session, actor, role, second_actor, case_number,
       card_id, code, outcome, reason, detail, version
FROM event
WHERE case_number = :case_number
ORDER BY sequence;
