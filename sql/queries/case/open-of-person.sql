-- SPDX-License-Identifier: GPL-3.0-or-later
-- Other running cases of who was born on that day (domain.md 9 #20): who of them is the same person is
-- said in base (mado-person.h), which knows spellings.
-- in: :case_id INTEGER (not this one), :birth INTEGER (YYYYMMDD)
-- out: number TEXT, name TEXT, kana TEXT, address TEXT: the oldest first, of each the register's
--      row before the form's
SELECT c.number, p.name, p.kana, p.address
FROM case_person AS p
JOIN case_file AS c ON c.case_id = p.case_id AND c.closed_at IS NULL
WHERE p.birth = :birth AND p.case_id <> :case_id
ORDER BY c.opened_at, c.case_id, p.source DESC;
