-- SPDX-License-Identifier: GPL-3.0-or-later
-- How often the copy of that certificate was given out again (写し再交付) in other cases.
-- in: :serial TEXT, :case_id INTEGER (not of this case)
-- out: reissued INTEGER
SELECT COUNT(*) AS reissued
FROM print_job AS j
JOIN case_file AS c ON c.case_id = j.case_id AND c.procedure = 'copy'
JOIN case_fact AS f ON f.case_id = c.case_id AND f.name = 'old-serial' AND f.value = :serial
WHERE j.form = 'certificate-copy' AND j.state = 'done' AND j.case_id <> :case_id;
