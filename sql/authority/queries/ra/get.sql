-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :key_id BLOB
-- out: certificate BLOB, municipality TEXT
SELECT certificate, municipality FROM ra WHERE key_id = :key_id
