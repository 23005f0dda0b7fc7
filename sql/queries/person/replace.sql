-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO case_person (case_id, source, name, kana, common_name, address, birth, birth_era, sex,
                         name_substitutes, address_substitutes)
VALUES (:case_id, :source, :name, :kana, :common_name, :address, :birth, :birth_era, :sex,
        :name_substitutes, :address_substitutes)
ON CONFLICT (case_id, source) DO UPDATE
SET name = excluded.name, kana = excluded.kana, common_name = excluded.common_name,
    address = excluded.address, birth = excluded.birth, birth_era = excluded.birth_era,
    sex = excluded.sex, name_substitutes = excluded.name_substitutes,
    address_substitutes = excluded.address_substitutes;
