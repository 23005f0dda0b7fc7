-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT
-- out: der BLOB, municipality TEXT, state TEXT, reason INTEGER
SELECT der, municipality, state, reason FROM certificate WHERE serial = :serial
