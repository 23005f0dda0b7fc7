-- SPDX-License-Identifier: GPL-3.0-or-later
-- The certificate is revoked, by this row or otherwise: the others that wait for it are settled.
-- in: :serial TEXT, :changed_at INTEGER, :changed_by TEXT
UPDATE change_certificate
SET state = 'done', problem = NULL, changed_at = :changed_at, changed_by = :changed_by
WHERE serial = :serial AND state IN ('pending', 'sent', 'failed');
