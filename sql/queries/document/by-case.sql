-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: the columns below, by code
SELECT code, valid_to, issued_on, address_match, photo_match, copy_taken, checked_at, checked_by
FROM case_document
WHERE case_id = :case_id
ORDER BY code;
