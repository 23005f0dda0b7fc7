-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificates in force that this desk issued to who was born on that day (LAW 6): who of them is
-- the same person is said in base (mado-person.h), which knows spellings.
-- in: :birth INTEGER (YYYYMMDD), :now INTEGER (unix s, UTC), :case_id INTEGER (not of this case)
-- out: serial TEXT, number TEXT, name TEXT, kana TEXT, address TEXT: the register's row before the
--      form's
SELECT t.serial, c.number, p.name, p.kana, p.address
FROM case_person AS p
JOIN case_file AS c ON c.case_id = p.case_id
JOIN certificate AS t ON t.case_id = c.case_id AND t.state = 'confirmed' AND t.not_after >= :now
WHERE p.birth = :birth AND p.case_id <> :case_id
ORDER BY p.case_id, p.source DESC;
