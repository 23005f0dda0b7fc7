-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose card it was when it last went through a case to its end.
-- in: :case_id INTEGER (not this one), :card_id TEXT
-- out: birth INTEGER (YYYYMMDD)
SELECT p.birth
FROM case_file AS c JOIN case_person AS p ON p.case_id = c.case_id AND p.source = 'register'
WHERE c.card_id = :card_id AND c.case_id <> :case_id AND c.ending = 'done'
ORDER BY c.case_id DESC
LIMIT 1;
