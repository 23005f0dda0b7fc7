-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificates in force that this desk issued to that person or to a namesake (LAW 6).
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT, :now INTEGER (unix s, UTC),
--     :case_id INTEGER (not of this case)
-- out: serial TEXT, number TEXT, name TEXT, kana TEXT, address TEXT: the register's row before the
--      form's
SELECT t.serial, c.number, p.name, p.kana, p.address
FROM (SELECT case_id, source, name, kana, address FROM case_person
      WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT case_id, source, name, kana, address FROM case_person
      WHERE birth = :birth AND name_key = :name_key) AS p
JOIN case_file AS c ON c.case_id = p.case_id
JOIN certificate AS t ON t.case_id = c.case_id AND t.state = 'confirmed' AND t.not_after >= :now
WHERE p.case_id <> :case_id
ORDER BY p.case_id, p.source DESC;
