-- SPDX-License-Identifier: GPL-3.0-or-later
-- no parameters; get.sql then gives the number
UPDATE authority SET crl_number = crl_number + 1 WHERE id = 1
