-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: name, value, by name
SELECT name, value FROM case_fact WHERE case_id = :case_id ORDER BY name;
