-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :limit INTEGER
-- out: case_id INTEGER, not indexed yet
SELECT case_id FROM search_pending ORDER BY case_id LIMIT :limit;
