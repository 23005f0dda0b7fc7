-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT
-- out: n INTEGER: cases of that person and of namesakes
SELECT COUNT (*) AS n
FROM (SELECT case_id FROM case_person WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT case_id FROM case_person WHERE birth = :birth AND name_key = :name_key) AS hit;
