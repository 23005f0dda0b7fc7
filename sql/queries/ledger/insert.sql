-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column but the number
-- out: ledger_number INTEGER
INSERT INTO ledger (ledger_number, case_id, serial, delivered_on, valid_to, identified_by,
                    amount_yen, operator_id, procedure)
VALUES ((SELECT COALESCE (MAX (ledger_number), 0) + 1 FROM ledger), :case_id, :serial,
        :delivered_on, :valid_to, :identified_by, :amount_yen, :operator_id, :procedure)
RETURNING ledger_number;
