-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :sha256 TEXT
-- out: change_file_id INTEGER, state TEXT
SELECT change_file_id, state FROM change_file WHERE sha256 = :sha256;
