-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :state TEXT (NULL: every state that can still serve), :limit INTEGER, :offset INTEGER
-- out: the columns of a list's row, newest first
SELECT i.inquiry_id AS id, i.number, i.purpose AS subject, i.state, i.reason AS ending,
       i.received_at AS opened_at, i.closed_at, p.name, p.kana, p.birth,
       a.name AS serial, NULL AS serial_state, i.due_on AS ends, i.mailed_at AS noticed_at
FROM (SELECT inquiry_id FROM inquiry
      WHERE CASE WHEN :state IS NULL THEN closed_at IS NULL ELSE state = :state END
      ORDER BY inquiry_id DESC LIMIT :limit OFFSET :offset) AS hit
JOIN inquiry AS i ON i.inquiry_id = hit.inquiry_id
LEFT JOIN inquiry_person AS p ON p.inquiry_id = i.inquiry_id
LEFT JOIN inquiry_agent AS a ON a.inquiry_id = i.inquiry_id
ORDER BY i.inquiry_id DESC;
