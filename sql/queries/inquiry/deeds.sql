-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :inquiry_id INTEGER, :presentation INTEGER
-- out: deed TEXT, done_at INTEGER, done_by TEXT
SELECT deed, done_at, done_by
FROM inquiry_slip
WHERE inquiry_id = :inquiry_id AND presentation = :presentation;
