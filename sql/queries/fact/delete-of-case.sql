-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
DELETE FROM case_fact WHERE case_id = :case_id;
