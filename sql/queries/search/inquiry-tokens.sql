-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :inquiry_id INTEGER
-- out: name TEXT, kana TEXT, loose TEXT, numbers TEXT, as they are indexed
SELECT name, kana, loose, numbers FROM inquiry_search WHERE rowid = :inquiry_id;
