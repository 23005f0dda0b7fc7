-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :state TEXT, :changed_at INTEGER (unix s, UTC)
UPDATE certificate SET state = :state, changed_at = :changed_at WHERE serial = :serial;
