-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_id INTEGER, :serial TEXT, :state TEXT, :changed_at INTEGER, :changed_by TEXT
INSERT INTO change_certificate (change_id, serial, state, changed_at, changed_by)
VALUES (:change_id, :serial, :state, :changed_at, :changed_by)
ON CONFLICT (change_id, serial) DO NOTHING;
