-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO inquiry_slip (inquiry_id, presentation, deed, done_at, done_by)
VALUES (:inquiry_id, :presentation, :deed, :done_at, :done_by);
