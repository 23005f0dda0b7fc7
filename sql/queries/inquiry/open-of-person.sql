-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT
-- out: inquiry_id INTEGER, number TEXT, purpose TEXT, name TEXT, kana TEXT: letters that can still
--      serve, of that person or of a namesake
SELECT i.inquiry_id, i.number, i.purpose, p.name, p.kana
FROM (SELECT inquiry_id, name, kana FROM inquiry_person
      WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT inquiry_id, name, kana FROM inquiry_person
      WHERE birth = :birth AND name_key = :name_key) AS p
JOIN inquiry AS i ON i.inquiry_id = p.inquiry_id
WHERE i.closed_at IS NULL
ORDER BY i.inquiry_id;
