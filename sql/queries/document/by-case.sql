-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: the columns below, by code
SELECT of_agent, code, valid_to, issued_on, name_match, address_match, photo_match, machine_checked, copy_taken, checked_at, checked_by
FROM case_document
WHERE case_id = :case_id
ORDER BY of_agent, code;
