-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana TEXT, :since INTEGER (YYYYMMDD)
-- out: changed_on INTEGER, the last day that person moved in, NULL: not since then
SELECT MAX (r.changed_on) AS changed_on
FROM change_person AS p
JOIN register_change AS r ON r.change_id = p.change_id AND r.kind = 'move_in'
WHERE p.birth = :birth AND p.kana = :kana AND r.changed_on >= :since;
