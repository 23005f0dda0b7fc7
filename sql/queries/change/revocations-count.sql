-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: state TEXT, n INTEGER
SELECT state, COUNT (*) AS n FROM change_certificate GROUP BY state;
