-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :approval_id INTEGER, :outcome TEXT, :confirmed_by TEXT, :confirmed_at INTEGER, :reason TEXT
UPDATE approval
SET outcome = :outcome, confirmed_by = :confirmed_by, confirmed_at = :confirmed_at, reason = :reason
WHERE approval_id = :approval_id;
