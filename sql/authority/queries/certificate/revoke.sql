-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :at INTEGER (unix s, UTC), :reason INTEGER; one that is revoked stays as it is
UPDATE certificate SET state = 'revoked', revoked_at = :at, reason = :reason
WHERE serial = :serial AND state <> 'revoked'
