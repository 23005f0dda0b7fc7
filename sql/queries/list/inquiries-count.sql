-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :state TEXT (NULL: every state that can still serve)
-- out: n INTEGER
SELECT COUNT (*) AS n
FROM inquiry
WHERE CASE WHEN :state IS NULL THEN closed_at IS NULL ELSE state = :state END;
