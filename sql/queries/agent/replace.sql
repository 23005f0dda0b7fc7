-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO case_agent (case_id, name, kana, address, birth, relation, phone)
VALUES (:case_id, :name, :kana, :address, :birth, :relation, :phone)
ON CONFLICT (case_id) DO UPDATE
SET name = excluded.name, kana = excluded.kana, address = excluded.address,
    birth = excluded.birth, relation = excluded.relation, phone = excluded.phone;
