-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: every column
SELECT receipt_number, case_id, amount_yen, taken_at, taken_by, prints
FROM receipt
WHERE case_id = :case_id;
