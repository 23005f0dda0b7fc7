-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: change_id INTEGER, case_id INTEGER, number TEXT, kind TEXT, changed_on INTEGER, article TEXT,
--      sure INTEGER, same_person INTEGER (name, reading and birth date agree): running cases
--      that a change stops
SELECT cc.change_id, cc.case_id, c.number, r.kind, r.changed_on, r.article, cc.sure,
       EXISTS (SELECT 1
               FROM change_person AS p
               JOIN case_person AS n ON n.case_id = cc.case_id AND n.birth = p.birth
                                        AND n.kana_key = p.kana_key AND n.name_key = p.name_key
               WHERE p.change_id = cc.change_id) AS same_person
FROM change_case AS cc
JOIN case_file AS c ON c.case_id = cc.case_id AND c.closed_at IS NULL
JOIN register_change AS r ON r.change_id = cc.change_id
WHERE cc.handled_at IS NULL
ORDER BY cc.change_id, cc.case_id;
