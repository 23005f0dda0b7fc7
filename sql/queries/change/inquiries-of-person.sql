-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT
-- out: inquiry_id INTEGER, sure INTEGER: letters that can still serve
SELECT i.inquiry_id, p.sure
FROM (SELECT inquiry_id, kana_key = COALESCE (:kana_key, '') AS sure FROM inquiry_person
      WHERE birth = :birth AND name_key = :name_key
      UNION ALL
      SELECT inquiry_id, 0 AS sure FROM inquiry_person
      WHERE birth = :birth AND kana_key = :kana_key AND name_key <> :name_key) AS p
JOIN inquiry AS i ON i.inquiry_id = p.inquiry_id AND i.closed_at IS NULL;
