-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column but the sequence
-- out: sequence INTEGER
INSERT INTO event (sequence, at, monotonic_us, workstation, session, actor, role, second_actor,
                   case_number, card_id, code, outcome, reason, detail, version)
VALUES ((SELECT COALESCE (MAX (sequence), 0) + 1 FROM event), :at, :monotonic_us, :workstation,
        :session, :actor, :role, :second_actor, :case_number, :card_id, :code, :outcome, :reason,
        :detail, :version)
RETURNING sequence;
