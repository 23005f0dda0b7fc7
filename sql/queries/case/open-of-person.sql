-- SPDX-License-Identifier: GPL-3.0-or-later
-- Another running case of the same person (domain.md 9 #20).
-- in: :case_id INTEGER (not this one), :birth INTEGER, :kana TEXT
-- out: number TEXT
SELECT c.number
FROM case_file AS c
JOIN case_person AS p ON p.case_id = c.case_id AND p.source = 'form'
WHERE c.closed_at IS NULL AND c.case_id <> :case_id AND p.birth = :birth AND p.kana = :kana
ORDER BY c.opened_at
LIMIT 1;
