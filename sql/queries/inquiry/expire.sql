-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :inquiry_id INTEGER, :now INTEGER (unix s, UTC)
UPDATE inquiry SET state = 'expired', entered_at = :now, closed_at = :now
WHERE inquiry_id = :inquiry_id;
