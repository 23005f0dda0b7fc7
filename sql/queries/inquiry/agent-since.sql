-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :name TEXT, :since INTEGER (unix s, UTC), :inquiry_id INTEGER
-- out: persons INTEGER: for how many others that agent asked
SELECT COUNT (*) AS persons
FROM inquiry_agent AS a
JOIN inquiry AS i ON i.inquiry_id = a.inquiry_id
WHERE a.name = :name AND i.received_at >= :since AND i.inquiry_id <> :inquiry_id;
