-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :operator_id TEXT
-- out: every column
SELECT operator_id, display_name, role, password_hash, failed_tries, created_at
FROM operator
WHERE operator_id = :operator_id;
