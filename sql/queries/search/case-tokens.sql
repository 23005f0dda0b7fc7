-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: name TEXT, kana TEXT, loose TEXT, numbers TEXT, as they are indexed
SELECT name, kana, loose, numbers FROM case_search WHERE rowid = :case_id;
