-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :operator_id TEXT, :display_name TEXT, :role TEXT, :password_hash TEXT, :created_at INTEGER
INSERT INTO operator (operator_id, display_name, role, password_hash, created_at)
VALUES (:operator_id, :display_name, :role, :password_hash, :created_at);
