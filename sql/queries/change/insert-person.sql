-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO change_person (change_id, name, kana, birth, new_name, new_kana, new_alias, new_address,
                           new_birth, new_sex)
VALUES (:change_id, :name, :kana, :birth, :new_name, :new_kana, :new_alias, :new_address,
        :new_birth, :new_sex);
