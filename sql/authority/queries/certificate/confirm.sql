-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :at INTEGER (unix s, UTC)
UPDATE certificate SET state = 'active', confirmed_at = :at
WHERE serial = :serial AND state = 'unconfirmed'
