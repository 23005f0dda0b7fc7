-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :match TEXT
-- out: n INTEGER: persons (birth date, reading, name) among the newest 2000 cases that are found
SELECT COUNT (*) AS n FROM (
  SELECT DISTINCT COALESCE (r.birth, f.birth), COALESCE (r.kana, f.kana), COALESCE (r.name, f.name)
  FROM (SELECT rowid AS case_id FROM case_search WHERE case_search MATCH :match
        ORDER BY rowid DESC LIMIT 2000) AS hit
  LEFT JOIN case_person AS f ON f.case_id = hit.case_id AND f.source = 'form'
  LEFT JOIN case_person AS r ON r.case_id = hit.case_id AND r.source = 'register'
  WHERE COALESCE (r.birth, f.birth) IS NOT NULL);
