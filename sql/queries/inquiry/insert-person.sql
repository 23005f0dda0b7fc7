-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO inquiry_person (inquiry_id, name, kana, alias, address, birth, birth_era, sex)
VALUES (:inquiry_id, :name, :kana, :alias, :address, :birth, :birth_era, :sex);
