-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE note (note_id INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT;
