-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :from INTEGER, :to INTEGER (unix s, UTC), :unnoticed INTEGER, :limit INTEGER, :offset INTEGER
-- out: the columns of a list's row, the first to end first
SELECT c.case_id AS id, c.number, c.procedure AS subject, c.state, c.ending, c.opened_at, c.closed_at,
       COALESCE (r.name, f.name) AS name, COALESCE (r.kana, f.kana) AS kana,
       COALESCE (r.birth, f.birth) AS birth, t.serial, t.state AS serial_state, t.not_after AS ends,
       e.printed_at AS noticed_at
FROM certificate AS t
JOIN case_file AS c ON c.case_id = t.case_id
LEFT JOIN expiry_notice AS e ON e.serial = t.serial
LEFT JOIN case_person AS f ON f.case_id = c.case_id AND f.source = 'form'
LEFT JOIN case_person AS r ON r.case_id = c.case_id AND r.source = 'register'
WHERE t.state = 'confirmed' AND t.not_after >= :from AND t.not_after < :to
  AND (:unnoticed = 0 OR e.serial IS NULL)
ORDER BY t.not_after, t.serial
LIMIT :limit OFFSET :offset;
