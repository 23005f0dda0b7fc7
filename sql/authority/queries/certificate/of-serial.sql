-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :municipality TEXT
-- out: der BLOB, state TEXT, reason INTEGER, revoked_at INTEGER, replaces TEXT
SELECT der, state, reason, revoked_at, replaces FROM certificate
WHERE serial = :serial AND municipality = :municipality
