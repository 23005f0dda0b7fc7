-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :number TEXT
-- out: every column of case_file
SELECT case_id, number, procedure, state, entered_at, opened_at, opened_by, closed_at, ending,
       problem_domain, problem_code, applicant_kind,
       foreign_resident, adult_ward, authority, authority_issued_on,
       card_photo, card_photo_matches, card_checked, card_expires_on, checks,
       card_holder, form_holder, cash, card_id, spki_sha256, csr, serial, ticket
FROM case_file
WHERE number = :number;
