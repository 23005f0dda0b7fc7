-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: change_id INTEGER, case_id INTEGER (the letter's id), number TEXT, kind TEXT,
--      changed_on INTEGER, article TEXT, sure INTEGER, same_person INTEGER (name, reading and birth
--      date all agree): letters that a change makes void
SELECT ci.change_id, ci.inquiry_id AS case_id, i.number, r.kind, r.changed_on, r.article, ci.sure,
       EXISTS (SELECT 1
               FROM change_person AS p
               JOIN inquiry_person AS n ON n.inquiry_id = ci.inquiry_id AND n.birth = p.birth
                                           AND n.kana_key = p.kana_key AND n.name_key = p.name_key
               WHERE p.change_id = ci.change_id) AS same_person
FROM change_inquiry AS ci
JOIN inquiry AS i ON i.inquiry_id = ci.inquiry_id AND i.closed_at IS NULL
JOIN register_change AS r ON r.change_id = ci.change_id
WHERE ci.handled_at IS NULL
ORDER BY ci.change_id, ci.inquiry_id;
