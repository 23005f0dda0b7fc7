-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :inquiry_id INTEGER
-- out: every column of the letter, its person and its agent
SELECT i.inquiry_id, i.number, i.purpose, i.procedure, i.route, i.state, i.entered_at, i.received_at, i.received_by,
       i.letters, i.presentations, i.printed_at, i.mailed_at, i.due_on, i.mail_class, i.tracking,
       i.returned_at, i.replied_at, i.verified_at, i.closed_at, i.reason, i.curable, i.case_id,
       p.name, p.kana, p.alias, p.address, p.birth, p.birth_era, p.sex,
       a.name AS agent_name, a.address AS agent_address, a.relation AS agent_relation
FROM inquiry AS i
LEFT JOIN inquiry_person AS p ON p.inquiry_id = i.inquiry_id
LEFT JOIN inquiry_agent AS a ON a.inquiry_id = i.inquiry_id
WHERE i.inquiry_id = :inquiry_id;
