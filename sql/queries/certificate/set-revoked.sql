-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :now INTEGER (unix s, UTC), :revoked_at INTEGER, :reason INTEGER (CRLReason)
UPDATE certificate
SET state = 'revoked', changed_at = :now, revoked_at = :revoked_at, revocation_reason = :reason
WHERE serial = :serial;
