-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :from INTEGER, :to INTEGER (unix s, UTC; the end does not belong to it)
-- out: n INTEGER: cases opened then
SELECT COUNT (*) AS n FROM case_file WHERE opened_at >= :from AND opened_at < :to;
