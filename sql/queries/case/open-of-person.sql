-- SPDX-License-Identifier: GPL-3.0-or-later
-- Other running cases of the same person or of a namesake (domain.md 9 #20).
-- in: :case_id INTEGER (not this one), :birth INTEGER, :kana_key TEXT (NULL: no reading),
--     :name_key TEXT
-- out: number TEXT, name TEXT, kana TEXT, address TEXT: the oldest first, of each the register's
--      row before the form's
SELECT c.number, p.name, p.kana, p.address
FROM (SELECT case_id, source, name, kana, address FROM case_person
      WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT case_id, source, name, kana, address FROM case_person
      WHERE birth = :birth AND name_key = :name_key) AS p
JOIN case_file AS c ON c.case_id = p.case_id AND c.closed_at IS NULL
WHERE p.case_id <> :case_id
ORDER BY c.opened_at, c.case_id, p.source DESC;
