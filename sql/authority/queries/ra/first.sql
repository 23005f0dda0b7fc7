-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: municipality TEXT of the desk that was added first
SELECT municipality FROM ra ORDER BY added_at, key_id LIMIT 1
