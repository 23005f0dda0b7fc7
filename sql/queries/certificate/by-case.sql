-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: every column, oldest first; 0 and -1 where it is not revoked
SELECT serial, case_id, der, spki_sha256, state, not_before, not_after, changed_at,
       COALESCE(revoked_at, 0) AS revoked_at, COALESCE(revocation_reason, -1) AS revocation_reason
FROM certificate
WHERE case_id = :case_id
ORDER BY changed_at, serial;
