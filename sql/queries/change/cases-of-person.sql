-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana TEXT, :name TEXT, :now INTEGER (unix s, UTC)
-- out: case_id INTEGER, runs INTEGER, serial TEXT (NULL: none in force), sure INTEGER: a row for each
--      of the form and the register; the caller puts them together, which costs no sorter a row
SELECT c.case_id, c.closed_at IS NULL AS runs, t.serial, (p.kana = :kana AND p.name = :name) AS sure
FROM case_person AS p
JOIN case_file AS c ON c.case_id = p.case_id
LEFT JOIN certificate AS t ON t.case_id = c.case_id AND t.state IN ('written', 'confirmed')
                              AND t.not_after >= :now
WHERE p.birth = :birth AND (p.kana = :kana OR p.name = :name);
