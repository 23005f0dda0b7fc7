-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: the question
-- out: approval_id INTEGER
INSERT INTO approval (what, case_id, inquiry_id, asked_by, asked_at, shown_before, shown_after)
VALUES (:what, :case_id, :inquiry_id, :asked_by, :asked_at, :shown_before, :shown_after)
RETURNING approval_id;
