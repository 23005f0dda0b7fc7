-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT, :now INTEGER (unix s, UTC)
-- out: case_id INTEGER, runs INTEGER, serial TEXT (NULL: none in force), sure INTEGER: a row for each
--      of the form and the register; the caller puts them together, which costs no sorter a row
SELECT c.case_id, c.closed_at IS NULL AS runs, t.serial, p.sure
FROM (SELECT case_id, kana_key = COALESCE (:kana_key, '') AS sure FROM case_person
      WHERE birth = :birth AND name_key = :name_key
      UNION ALL
      SELECT case_id, 0 AS sure FROM case_person
      WHERE birth = :birth AND kana_key = :kana_key AND name_key <> :name_key) AS p
JOIN case_file AS c ON c.case_id = p.case_id
LEFT JOIN certificate AS t ON t.case_id = c.case_id AND t.state IN ('written', 'confirmed')
                              AND t.not_after >= :now;
