-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :approval_id INTEGER, :used_at INTEGER
UPDATE approval SET used_at = :used_at WHERE approval_id = :approval_id;
