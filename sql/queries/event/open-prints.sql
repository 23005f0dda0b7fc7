-- SPDX-License-Identifier: GPL-3.0-or-later
-- Prints that belong to no case and of which nobody knows what became of them: of each form, the
-- last event since the program started, if it is no outcome.
-- out: every column, in order
WITH last_print AS (
  SELECT MAX (sequence) AS sequence
  FROM event
  WHERE sequence > COALESCE ((SELECT sequence FROM event WHERE code = 'program.start'
                              ORDER BY sequence DESC LIMIT 1), 0)
    AND case_number IS NULL
    AND code IN ('print.intent', 'print.sent', 'print.done', 'print.failed', 'print.unsure')
  GROUP BY json_extract (detail, '$.form')
)
SELECT sequence, at, monotonic_us, workstation, session, actor, role, second_actor, case_number,
       card_id, code, outcome, reason, detail, version
FROM event JOIN last_print USING (sequence)
WHERE code IN ('print.intent', 'print.sent')
ORDER BY sequence;
