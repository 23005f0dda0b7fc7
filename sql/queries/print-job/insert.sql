-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, :form TEXT, :copy INTEGER, :changed_at INTEGER
-- out: print_job_id INTEGER
INSERT INTO print_job (case_id, form, copy, state, changed_at)
VALUES (:case_id, :form, :copy, 'intended', :changed_at)
RETURNING print_job_id;
