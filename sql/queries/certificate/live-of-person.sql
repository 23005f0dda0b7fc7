-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificate of that person which this desk issued and which is still in force (LAW 6).
-- in: :birth INTEGER, :kana TEXT, :now INTEGER (unix s, UTC), :case_id INTEGER (not of this case)
-- out: serial TEXT, number TEXT, not_after INTEGER
SELECT t.serial, c.number, t.not_after
FROM certificate AS t
JOIN case_file AS c ON c.case_id = t.case_id
JOIN case_person AS p ON p.case_id = c.case_id AND p.source = 'form'
WHERE t.state = 'confirmed' AND t.not_after >= :now AND t.case_id <> :case_id
  AND p.birth = :birth AND p.kana = :kana
LIMIT 1;
