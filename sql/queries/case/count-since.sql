-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :since INTEGER (unix s, UTC)
-- out: opened INTEGER, done INTEGER: cases opened since then, and those of them that are done
SELECT COUNT (*) AS opened, COALESCE (SUM (ending = 'done'), 0) AS done
FROM case_file
WHERE opened_at >= :since;
