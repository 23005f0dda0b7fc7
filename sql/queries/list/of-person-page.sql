-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :birth INTEGER, :kana_key TEXT (NULL: no reading), :name_key TEXT, :limit INTEGER,
--     :offset INTEGER
-- out: the columns of a list's row, newest first
SELECT c.case_id AS id, c.number, c.procedure AS subject, c.state, c.ending, c.opened_at, c.closed_at,
       COALESCE (r.name, f.name) AS name, COALESCE (r.kana, f.kana) AS kana,
       COALESCE (r.birth, f.birth) AS birth, t.serial, t.state AS serial_state, t.not_after AS ends,
       NULL AS noticed_at
FROM (SELECT case_id FROM case_person WHERE birth = :birth AND kana_key = :kana_key
      UNION
      SELECT case_id FROM case_person WHERE birth = :birth AND name_key = :name_key
      ORDER BY case_id DESC LIMIT :limit OFFSET :offset) AS hit
JOIN case_file AS c ON c.case_id = hit.case_id
LEFT JOIN case_person AS f ON f.case_id = c.case_id AND f.source = 'form'
LEFT JOIN case_person AS r ON r.case_id = c.case_id AND r.source = 'register'
LEFT JOIN certificate AS t ON t.serial = c.serial
ORDER BY c.case_id DESC;
