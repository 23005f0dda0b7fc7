-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana TEXT, :name TEXT (NULL: any)
-- out: n INTEGER: cases of that person
SELECT COUNT (DISTINCT case_id) AS n
FROM case_person
WHERE birth = :birth AND kana = :kana AND (:name IS NULL OR name = :name);
