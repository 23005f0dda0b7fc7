-- SPDX-License-Identifier: GPL-3.0-or-later
-- Another running case that holds the same card.
-- in: :case_id INTEGER (not this one), :card_id TEXT
-- out: number TEXT
SELECT number
FROM case_file
WHERE closed_at IS NULL AND case_id <> :case_id AND card_id = :card_id
LIMIT 1;
