-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT of the new one, :at INTEGER (unix s, UTC); reason 4: superseded.  One that was
--     revoked meanwhile keeps its reason and time.
UPDATE certificate SET state = 'revoked', revoked_at = :at, reason = 4
WHERE state <> 'revoked' AND serial = (SELECT replaces FROM certificate WHERE serial = :serial)
