-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: the columns of a letter that was just asked for
-- out: inquiry_id INTEGER
INSERT INTO inquiry (year, counter, number, purpose, procedure, route, state, entered_at, received_at,
                     received_by)
VALUES (:year, :counter, :number, :purpose, :procedure, :route, :state, :received_at, :received_at,
        :received_by)
RETURNING inquiry_id;
