-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT
-- out: every column
SELECT serial, case_id, der, spki_sha256, state, not_before, not_after, changed_at
FROM certificate
WHERE serial = :serial;
