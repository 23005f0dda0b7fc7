-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: every column
SELECT ledger_number, case_id, serial, delivered_on, valid_to, identified_by, amount_yen,
       operator_id
FROM ledger
WHERE case_id = :case_id;
