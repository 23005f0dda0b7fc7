-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_id INTEGER, :case_id INTEGER, :sure INTEGER
INSERT INTO change_case (change_id, case_id, sure) VALUES (:change_id, :case_id, :sure)
ON CONFLICT (change_id, case_id) DO NOTHING;
