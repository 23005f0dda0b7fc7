-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :digest BLOB
-- out: known INTEGER (1: an earlier row said the same), next_id INTEGER
SELECT EXISTS (SELECT 1 FROM register_change WHERE digest = :digest) AS known,
       (SELECT COALESCE (MAX (change_id), 0) + 1 FROM register_change) AS next_id;
