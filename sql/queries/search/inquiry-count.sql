-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :match TEXT
-- out: n INTEGER
SELECT COUNT (*) AS n FROM inquiry_search WHERE inquiry_search MATCH :match;
