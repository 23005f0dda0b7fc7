-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :state TEXT (NULL: all)
-- out: n INTEGER
SELECT COUNT (*) AS n
FROM change_certificate
WHERE :state IS NULL OR state = :state;
