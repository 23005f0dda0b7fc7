-- SPDX-License-Identifier: GPL-3.0-or-later
-- The running cases, oldest first.
-- out: case_id INTEGER
SELECT case_id FROM case_file WHERE closed_at IS NULL ORDER BY opened_at, case_id;
