-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :after INTEGER (0: from the beginning)
-- out: the columns of the next revocation that must be sent, again where the answer was lost
SELECT v.change_certificate_id, v.change_id, v.serial, v.state, v.sends, v.problem, v.changed_at,
       t.revoked_at, r.kind, r.changed_on, r.effect, r.article, r.crl_reason, t.case_id, c.number,
       t.not_after, p.name, p.kana, p.birth, n.name AS known_name, n.kana AS known_kana,
       t.not_before, p.new_name, p.new_alias, p.new_address, p.new_birth, p.new_sex,
       n.address AS known_address,
       EXISTS (SELECT 1 FROM case_person AS s
               WHERE s.case_id = t.case_id AND s.birth = p.birth AND s.kana_key = p.kana_key
                 AND s.name_key = p.name_key) AS same_person
FROM change_certificate AS v
JOIN register_change AS r ON r.change_id = v.change_id
JOIN certificate AS t ON t.serial = v.serial
JOIN case_file AS c ON c.case_id = t.case_id
LEFT JOIN change_person AS p ON p.change_id = v.change_id
LEFT JOIN case_person AS n ON n.case_id = t.case_id AND n.source = 'register'
WHERE v.state IN ('pending', 'sent') AND v.change_certificate_id > :after
ORDER BY v.change_certificate_id
LIMIT 1;
