-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everything of a case that may change, in one statement.
-- in: :case_id and every column below
UPDATE case_file
SET state = :state, entered_at = :entered_at, closed_at = :closed_at, ending = :ending,
    problem_domain = :problem_domain, problem_code = :problem_code,
    applicant_kind = :applicant_kind,
    foreign_resident = :foreign_resident,
    adult_ward = :adult_ward,
    authority = :authority,
    authority_issued_on = :authority_issued_on,
    card_photo = :card_photo,
    card_photo_matches = :card_photo_matches,
    card_checked = :card_checked,
    card_expires_on = :card_expires_on,
    checks = :checks,
    card_holder = :card_holder, form_holder = :form_holder, cash = :cash,
    card_id = :card_id, spki_sha256 = :spki_sha256, csr = :csr, serial = :serial,
    ticket = :ticket
WHERE case_id = :case_id;
