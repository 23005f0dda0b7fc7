-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a change finds of a case: when it was drawn up, and from what.
-- in: :case_id INTEGER, :serial TEXT (NULL: no certificate)
-- out: opened_at INTEGER, not_before INTEGER (NULL: no certificate), compared_on INTEGER (YYYYMMDD,
--      NULL: not yet), and the person's columns as the register has them, else the form
SELECT c.opened_at, t.not_before, CAST (f.value AS INTEGER) AS compared_on, p.name, p.kana, p.alias,
       p.address, p.birth, p.birth_era, p.sex
FROM case_file AS c
LEFT JOIN certificate AS t ON t.serial = :serial
LEFT JOIN case_fact AS f ON f.case_id = c.case_id AND f.name = 'compared-on'
LEFT JOIN case_person AS p ON p.case_id = c.case_id
WHERE c.case_id = :case_id
ORDER BY p.source = 'register' DESC
LIMIT 1;
