-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :printed_at INTEGER, :printed_by TEXT
INSERT INTO expiry_notice (serial, printed_at, printed_by) VALUES (:serial, :printed_at, :printed_by)
ON CONFLICT (serial) DO UPDATE SET printed_at = excluded.printed_at,
                                   printed_by = excluded.printed_by;
