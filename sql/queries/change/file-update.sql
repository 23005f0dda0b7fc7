-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :change_file_id INTEGER, :state TEXT, :n_good INTEGER, :n_known INTEGER, :n_bad INTEGER
UPDATE change_file SET state = :state, n_good = :n_good, n_known = :n_known, n_bad = :n_bad
WHERE change_file_id = :change_file_id;
