-- SPDX-License-Identifier: GPL-3.0-or-later
-- The governor's list (知事への通知) as rows of a list: subject is the kind of change, ending its
-- article, ends the day of the change (YYYYMMDD), name and kana those that the certificate was issued to.
-- in: :state TEXT (NULL: all), :limit INTEGER, :offset INTEGER
-- out: the columns of a list's row, oldest first
SELECT v.change_certificate_id AS id, c.number, r.kind AS subject, v.state, r.article AS ending,
       v.changed_at AS opened_at, NULL AS closed_at, n.name, n.kana, p.birth, v.serial,
       t.state AS serial_state, r.changed_on AS ends, NULL AS noticed_at
FROM (SELECT change_certificate_id FROM change_certificate
      WHERE :state IS NULL OR state = :state
      ORDER BY change_certificate_id LIMIT :limit OFFSET :offset) AS hit
JOIN change_certificate AS v ON v.change_certificate_id = hit.change_certificate_id
JOIN register_change AS r ON r.change_id = v.change_id
JOIN certificate AS t ON t.serial = v.serial
JOIN case_file AS c ON c.case_id = t.case_id
LEFT JOIN change_person AS p ON p.change_id = v.change_id
LEFT JOIN case_person AS n ON n.case_id = t.case_id AND n.source = 'register'
ORDER BY v.change_certificate_id;
