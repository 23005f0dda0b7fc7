-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :spki BLOB, :municipality TEXT
-- out: der BLOB, state TEXT, reason INTEGER, revoked_at INTEGER, replaces TEXT; newest first
SELECT der, state, reason, revoked_at, replaces FROM certificate
WHERE spki = :spki AND municipality = :municipality ORDER BY issued_at DESC, serial
