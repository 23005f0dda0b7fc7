-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :since INTEGER (unix s, UTC)
-- out: receipts INTEGER, amount_yen INTEGER
SELECT COUNT (*) AS receipts, COALESCE (SUM (amount_yen), 0) AS amount_yen
FROM receipt
WHERE taken_at >= :since;
