-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificates that this desk issued to who was born on that day (who of them is the same person:
-- mado-person.h): those that are not revoked come first, then the newest.
-- in: :birth INTEGER (YYYYMMDD)
-- out: serial TEXT, number TEXT, name TEXT, kana TEXT, address TEXT: the register's row before the
--      form's
SELECT t.serial, c.number, p.name, p.kana, p.address
FROM case_person AS p
JOIN case_file AS c ON c.case_id = p.case_id
JOIN certificate AS t ON t.case_id = c.case_id AND t.state IN ('confirmed', 'revoked')
WHERE p.birth = :birth
ORDER BY t.state = 'revoked', t.not_after DESC, p.case_id, p.source DESC;
