-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :operator_id TEXT, :password_hash TEXT
-- out: operator_id TEXT; no row: nobody has that id
UPDATE operator SET password_hash = :password_hash, failed_tries = 0
WHERE operator_id = :operator_id
RETURNING operator_id;
