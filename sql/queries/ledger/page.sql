-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rows of a period for the printed ledger, a window at a time.
-- in: :from INTEGER, :to INTEGER (YYYYMMDD, both included), :after INTEGER (ledger number), :limit INTEGER
-- out: the columns of a printed row, by number
SELECT l.ledger_number, l.delivered_on, l.procedure, l.serial, l.valid_to, l.identified_by,
       l.amount_yen, c.cash = 'waived' AS waived, COALESCE (r.name, f.name, '') AS name,
       COALESCE (o.display_name, l.operator_id) AS clerk
FROM ledger AS l
JOIN case_file AS c ON c.case_id = l.case_id
LEFT JOIN case_person AS r ON r.case_id = l.case_id AND r.source = 'register'
LEFT JOIN case_person AS f ON f.case_id = l.case_id AND f.source = 'form'
LEFT JOIN operator AS o ON o.operator_id = l.operator_id
WHERE l.ledger_number > :after AND l.delivered_on >= :from AND l.delivered_on <= :to
ORDER BY l.ledger_number
LIMIT :limit;
