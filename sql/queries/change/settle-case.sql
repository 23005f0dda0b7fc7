-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, :now INTEGER
-- out: change_id INTEGER: the changes that were open
UPDATE change_case SET handled_at = :now WHERE case_id = :case_id AND handled_at IS NULL
RETURNING change_id;
