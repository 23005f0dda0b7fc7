-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column but the id
INSERT INTO inquiry_check (inquiry_id, presentation, name, passed, checked_at, checked_by)
VALUES (:inquiry_id, :presentation, :name, :passed, :checked_at, :checked_by);
