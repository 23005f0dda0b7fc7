-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :sha256 TEXT, :imported_at INTEGER, :imported_by TEXT
-- out: change_file_id INTEGER; a file that was stopped goes on
INSERT INTO change_file (sha256, state, imported_at, imported_by)
VALUES (:sha256, 'running', :imported_at, :imported_by)
ON CONFLICT (sha256) DO UPDATE SET state = 'running', imported_at = excluded.imported_at,
                                   imported_by = excluded.imported_by
RETURNING change_file_id;
