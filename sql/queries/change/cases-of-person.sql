-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT, :now INTEGER (unix s, UTC)
-- out: case_id INTEGER, runs INTEGER, serial TEXT (NULL: none in force), sure INTEGER: a row for each
--      of the form and the register where they differ; the caller puts them together
SELECT c.case_id, c.closed_at IS NULL AS runs, t.serial,
       (p.kana_key = COALESCE (:kana_key, '') AND p.name_key = :name_key) AS sure
FROM (SELECT case_id, kana_key, name_key FROM case_person
      WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT case_id, kana_key, name_key FROM case_person
      WHERE birth = :birth AND name_key = :name_key) AS p
JOIN case_file AS c ON c.case_id = p.case_id
LEFT JOIN certificate AS t ON t.case_id = c.case_id AND t.state IN ('written', 'confirmed')
                              AND t.not_after >= :now;
