-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificate that this desk issued to that person: one that is not revoked comes first.
-- in: :birth INTEGER (YYYYMMDD), :kana TEXT
-- out: serial TEXT
SELECT t.serial
FROM certificate AS t
JOIN case_person AS p ON p.case_id = t.case_id AND p.source = 'form'
WHERE t.state IN ('confirmed', 'revoked') AND p.birth = :birth AND p.kana = :kana
ORDER BY t.state = 'revoked', t.not_after DESC
LIMIT 1;
