-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :sequence INTEGER, :limit INTEGER
-- out: every column, in order
SELECT sequence, at, monotonic_us, workstation, session, actor, role, second_actor, case_number,
       card_id, code, outcome, reason, detail, version
FROM event
WHERE sequence > :sequence
ORDER BY sequence
LIMIT :limit;
