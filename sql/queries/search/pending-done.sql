-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :case_id INTEGER
DELETE FROM search_pending WHERE case_id = :case_id;
