-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :year INTEGER
-- out: counter INTEGER, the next one of that year
SELECT COALESCE (MAX (counter), 0) + 1 AS counter FROM inquiry WHERE year = :year;
