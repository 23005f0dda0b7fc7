-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :inquiry_id INTEGER, and the columns
INSERT OR REPLACE INTO inquiry_search (rowid, name, kana, loose, numbers)
VALUES (:inquiry_id, :name, :kana, :loose, :numbers);
