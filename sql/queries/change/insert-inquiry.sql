-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_id INTEGER, :inquiry_id INTEGER, :sure INTEGER
INSERT INTO change_inquiry (change_id, inquiry_id, sure) VALUES (:change_id, :inquiry_id, :sure)
ON CONFLICT (change_id, inquiry_id) DO NOTHING;
