-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_id INTEGER, :case_id INTEGER (the letter's id), :now INTEGER
UPDATE change_inquiry SET handled_at = :now WHERE change_id = :change_id AND inquiry_id = :case_id;
