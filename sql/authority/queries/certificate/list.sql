-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: serial TEXT, municipality TEXT, state TEXT, issued_at INTEGER, not_after INTEGER,
--      reason INTEGER; oldest first
SELECT serial, municipality, state, issued_at, not_after, reason FROM certificate
ORDER BY issued_at, serial
