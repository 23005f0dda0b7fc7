-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :match TEXT, :limit INTEGER, :offset INTEGER
-- out: the columns of a list's row: each person once, with the newest case of the newest 2000
SELECT c.case_id AS id, c.number, c.procedure AS subject, c.state, c.ending, c.opened_at, c.closed_at,
       one.name, one.kana, one.birth, t.serial, t.state AS serial_state, t.not_after AS ends,
       NULL AS noticed_at
FROM (SELECT MAX (hit.case_id) AS case_id, COALESCE (r.birth, f.birth) AS birth,
             COALESCE (r.kana, f.kana) AS kana, COALESCE (r.name, f.name) AS name
      FROM (SELECT rowid AS case_id FROM case_search WHERE case_search MATCH :match
            ORDER BY rowid DESC LIMIT 2000) AS hit
      LEFT JOIN case_person AS f ON f.case_id = hit.case_id AND f.source = 'form'
      LEFT JOIN case_person AS r ON r.case_id = hit.case_id AND r.source = 'register'
      WHERE COALESCE (r.birth, f.birth) IS NOT NULL
      GROUP BY 2, 3, 4 ORDER BY 1 DESC LIMIT :limit OFFSET :offset) AS one
JOIN case_file AS c ON c.case_id = one.case_id
LEFT JOIN certificate AS t ON t.serial = c.serial
ORDER BY c.case_id DESC;
