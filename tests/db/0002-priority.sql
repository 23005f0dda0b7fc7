-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE note ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
