-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO inquiry_agent (inquiry_id, name, address, relation)
VALUES (:inquiry_id, :name, :address, :relation);
