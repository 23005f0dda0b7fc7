-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
-- out: the columns below, at most two rows
SELECT source, name, kana, alias, address, birth, birth_era, sex, name_substitutes,
       address_substitutes
FROM case_person
WHERE case_id = :case_id;
