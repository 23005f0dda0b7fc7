-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :name_key TEXT, :since INTEGER (unix s, UTC), :inquiry_id INTEGER
-- out: persons INTEGER: for how many people other than that letter's the agent asked
SELECT COUNT (DISTINCT p.birth || '/' || p.name_key) AS persons
FROM inquiry_agent AS a
JOIN inquiry AS i ON i.inquiry_id = a.inquiry_id
JOIN inquiry_person AS p ON p.inquiry_id = i.inquiry_id
LEFT JOIN inquiry_person AS own ON own.inquiry_id = :inquiry_id
WHERE a.name_key = :name_key AND i.received_at >= :since AND i.inquiry_id <> :inquiry_id
  AND (own.inquiry_id IS NULL OR p.birth <> own.birth OR p.name_key <> own.name_key);
