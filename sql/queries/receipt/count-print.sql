-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
UPDATE receipt SET prints = prints + 1 WHERE case_id = :case_id;
