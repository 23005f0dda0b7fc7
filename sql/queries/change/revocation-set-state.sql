-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_certificate_id INTEGER, :state TEXT, :sent INTEGER (1: one more), :problem TEXT,
--     :changed_at INTEGER, :changed_by TEXT
UPDATE change_certificate
SET state = :state, sends = sends + :sent, problem = :problem, changed_at = :changed_at,
    changed_by = :changed_by
WHERE change_certificate_id = :change_certificate_id;
