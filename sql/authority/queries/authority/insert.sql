-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :prefecture TEXT, :salt BLOB
INSERT INTO authority (id, prefecture, salt) VALUES (1, :prefecture, :salt)
