-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :inquiry_id INTEGER, :presentation INTEGER
-- out: name TEXT, passed INTEGER, checked_at INTEGER, checked_by TEXT: the last answer to each
SELECT name, passed, checked_at, checked_by
FROM inquiry_check AS c
WHERE inquiry_id = :inquiry_id AND presentation = :presentation
  AND inquiry_check_id = (SELECT MAX (inquiry_check_id) FROM inquiry_check AS later
                          WHERE later.inquiry_id = c.inquiry_id
                            AND later.presentation = c.presentation AND later.name = c.name)
ORDER BY inquiry_check_id;
