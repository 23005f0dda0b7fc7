-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, :form TEXT
-- out: the newest print of that form in that case
SELECT print_job_id, copy, job, state
FROM print_job
WHERE case_id = :case_id AND form = :form
ORDER BY print_job_id DESC
LIMIT 1;
