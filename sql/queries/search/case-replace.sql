-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER, and the columns
INSERT OR REPLACE INTO case_search (rowid, name, kana, loose, numbers)
VALUES (:case_id, :name, :kana, :loose, :numbers);
