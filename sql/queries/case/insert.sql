-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :number TEXT, :procedure TEXT, :state TEXT, :opened_at INTEGER, :opened_by TEXT,
--     :applicant_kind TEXT, :card_holder TEXT, :form_holder TEXT, :cash TEXT, :ticket TEXT NULL
-- out: case_id INTEGER
INSERT INTO case_file (number, procedure, state, entered_at, opened_at, opened_by, applicant_kind,
                       card_holder, form_holder, cash, ticket)
VALUES (:number, :procedure, :state, :opened_at, :opened_at, :opened_by, :applicant_kind,
        :card_holder, :form_holder, :cash, :ticket)
RETURNING case_id;
