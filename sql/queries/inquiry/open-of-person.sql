-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana TEXT
-- out: inquiry_id INTEGER, number TEXT, purpose TEXT, name TEXT: letters that can still serve
SELECT i.inquiry_id, i.number, i.purpose, p.name
FROM inquiry_person AS p
JOIN inquiry AS i ON i.inquiry_id = p.inquiry_id
WHERE p.birth = :birth AND p.kana = :kana AND i.closed_at IS NULL
ORDER BY i.inquiry_id;
