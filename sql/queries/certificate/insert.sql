-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO certificate (serial, case_id, der, spki_sha256, state, not_before, not_after,
                         changed_at)
VALUES (:serial, :case_id, :der, :spki_sha256, :state, :not_before, :not_after, :changed_at)
ON CONFLICT (serial) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at;
