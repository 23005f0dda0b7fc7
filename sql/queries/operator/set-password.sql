-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :operator_id TEXT, :password_hash TEXT
UPDATE operator SET password_hash = :password_hash, failed_tries = 0
WHERE operator_id = :operator_id;
