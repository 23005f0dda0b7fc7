-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: prefecture TEXT, salt BLOB, crl_number INTEGER
SELECT prefecture, salt, crl_number FROM authority WHERE id = 1
