-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a change finds of a letter: when it was asked for, and the person as the register has them.
-- in: :inquiry_id INTEGER
-- out: received_at INTEGER, and the person's columns
SELECT i.received_at, p.name, p.kana, p.alias, p.address, p.birth, p.birth_era, p.sex
FROM inquiry AS i
JOIN inquiry_person AS p ON p.inquiry_id = i.inquiry_id
WHERE i.inquiry_id = :inquiry_id;
