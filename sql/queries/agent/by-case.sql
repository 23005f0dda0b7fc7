-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: the columns below; at most one row
SELECT name, kana, address, birth, relation, phone FROM case_agent WHERE case_id = :case_id;
