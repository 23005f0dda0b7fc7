-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO case_person (case_id, source, name, kana, alias, address, birth, birth_era, sex,
                         name_substitutes, address_substitutes)
VALUES (:case_id, :source, :name, :kana, :alias, :address, :birth, :birth_era, :sex,
        :name_substitutes, :address_substitutes)
ON CONFLICT (case_id, source) DO UPDATE
SET name = excluded.name, kana = excluded.kana, alias = excluded.alias,
    address = excluded.address, birth = excluded.birth, birth_era = excluded.birth_era,
    sex = excluded.sex, name_substitutes = excluded.name_substitutes,
    address_substitutes = excluded.address_substitutes;
