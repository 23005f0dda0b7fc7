-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_certificate_id INTEGER, :from TEXT, :state TEXT, :changed_at INTEGER, :changed_by TEXT
-- out: change_certificate_id INTEGER, or no row: it was not in that state
UPDATE change_certificate
SET state = :state, problem = NULL, changed_at = :changed_at, changed_by = :changed_by
WHERE change_certificate_id = :change_certificate_id AND state = :from
RETURNING change_certificate_id;
