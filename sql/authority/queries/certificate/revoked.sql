-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :municipality TEXT, :now INTEGER (unix s, UTC)
-- out: serial TEXT, revoked_at INTEGER, reason INTEGER; expired ones have left the list
SELECT serial, revoked_at, reason FROM certificate
WHERE state = 'revoked' AND municipality = :municipality AND not_after >= :now
