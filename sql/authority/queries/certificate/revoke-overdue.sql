-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :issued_before INTEGER, :at INTEGER (unix s, UTC); reason 0: never handed over
UPDATE certificate SET state = 'revoked', revoked_at = :at, reason = 0
WHERE state = 'unconfirmed' AND issued_at < :issued_before
