-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :match TEXT
-- out: n INTEGER: certificates of the newest 2000 cases that are found
SELECT COUNT (*) AS n
FROM (SELECT rowid AS case_id FROM case_search WHERE case_search MATCH :match
      ORDER BY rowid DESC LIMIT 2000) AS hit
JOIN case_file AS c ON c.case_id = hit.case_id
JOIN certificate AS t ON t.serial = c.serial;
