-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, :inquiry_id INTEGER
-- out: procedure TEXT, birth INTEGER, name TEXT, kana TEXT: of the running case, a row for each of
--      the form and the register
SELECT c.procedure, p.birth, p.name, p.kana
FROM case_file AS c
JOIN case_person AS p ON p.case_id = c.case_id
WHERE c.case_id = :case_id AND c.closed_at IS NULL;
