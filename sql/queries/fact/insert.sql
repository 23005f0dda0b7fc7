-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO case_fact (case_id, name, value) VALUES (:case_id, :name, :value);
