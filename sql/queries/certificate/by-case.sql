-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: every column, oldest first
SELECT serial, case_id, der, spki_sha256, state, not_before, not_after, changed_at
FROM certificate
WHERE case_id = :case_id
ORDER BY changed_at, serial;
