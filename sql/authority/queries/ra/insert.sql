-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :key_id BLOB, :certificate BLOB, :municipality TEXT, :added_at INTEGER (unix s, UTC)
INSERT INTO ra (key_id, certificate, municipality, added_at)
VALUES (:key_id, :certificate, :municipality, :added_at)
