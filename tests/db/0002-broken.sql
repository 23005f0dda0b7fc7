-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE note ADD COLUMN half INTEGER;
INSERT INTO no_such_table VALUES (1);
