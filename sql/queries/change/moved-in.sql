-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT, :since INTEGER (YYYYMMDD)
-- out: changed_on INTEGER, the last day that person or a namesake moved in, NULL: not since then
SELECT MAX (r.changed_on) AS changed_on
FROM change_person AS p
JOIN register_change AS r ON r.change_id = p.change_id AND r.kind = 'move_in'
WHERE p.birth = :birth AND (p.kana_key = :kana_key OR p.name_key = :name_key)
  AND r.changed_on >= :since;
