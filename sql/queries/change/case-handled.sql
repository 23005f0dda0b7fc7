-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_id INTEGER, :case_id INTEGER, :now INTEGER
UPDATE change_case SET handled_at = :now WHERE change_id = :change_id AND case_id = :case_id;
