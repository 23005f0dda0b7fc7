-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificates that this desk issued to that person or to a namesake: those that are not revoked
-- come first, then the newest.
-- in: :birth INTEGER (YYYYMMDD), :kana_key TEXT (NULL: no reading), :name_key TEXT
-- out: serial TEXT, number TEXT, name TEXT, kana TEXT, address TEXT: the register's row before the
--      form's
SELECT t.serial, c.number, p.name, p.kana, p.address
FROM (SELECT case_id, source, name, kana, address FROM case_person
      WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT case_id, source, name, kana, address FROM case_person
      WHERE birth = :birth AND name_key = :name_key) AS p
JOIN case_file AS c ON c.case_id = p.case_id
JOIN certificate AS t ON t.case_id = c.case_id AND t.state IN ('confirmed', 'revoked')
ORDER BY t.state = 'revoked', t.not_after DESC, p.case_id, p.source DESC;
