-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :print_job_id INTEGER, :job INTEGER, :state TEXT, :changed_at INTEGER
UPDATE print_job
SET state = :state, job = :job, changed_at = :changed_at
WHERE print_job_id = :print_job_id;
