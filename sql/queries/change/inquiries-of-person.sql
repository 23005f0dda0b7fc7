-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana TEXT, :name TEXT
-- out: inquiry_id INTEGER, sure INTEGER: letters that can still serve
SELECT i.inquiry_id, (p.kana = :kana AND p.name = :name) AS sure
FROM inquiry_person AS p
JOIN inquiry AS i ON i.inquiry_id = p.inquiry_id
WHERE p.birth = :birth AND (p.kana = :kana OR p.name = :name) AND i.closed_at IS NULL;
