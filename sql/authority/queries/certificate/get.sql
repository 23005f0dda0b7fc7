-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT
-- out: der BLOB, person BLOB, municipality TEXT, state TEXT, not_after INTEGER, revoked_at INTEGER,
--      reason INTEGER, replaces TEXT (nullable: the last three)
SELECT der, person, municipality, state, not_after, revoked_at, reason, replaces
FROM certificate WHERE serial = :serial
