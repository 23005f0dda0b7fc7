-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :match TEXT
-- out: n INTEGER
SELECT COUNT (*) AS n FROM case_search WHERE case_search MATCH :match;
