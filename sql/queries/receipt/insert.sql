-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, :amount_yen INTEGER, :taken_at INTEGER, :taken_by TEXT
-- out: receipt_number INTEGER
INSERT INTO receipt (receipt_number, case_id, amount_yen, taken_at, taken_by)
VALUES ((SELECT COALESCE (MAX (receipt_number), 0) + 1 FROM receipt), :case_id, :amount_yen,
        :taken_at, :taken_by)
RETURNING receipt_number;
