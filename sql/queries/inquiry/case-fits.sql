-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, :inquiry_id INTEGER
-- out: procedure TEXT: of the running case, if it is of the letter's person
SELECT c.procedure
FROM case_file AS c
JOIN case_person AS p ON p.case_id = c.case_id
JOIN inquiry_person AS i ON i.inquiry_id = :inquiry_id
WHERE c.case_id = :case_id AND c.closed_at IS NULL
  AND p.birth = i.birth AND p.kana = i.kana AND p.name = i.name
LIMIT 1;
