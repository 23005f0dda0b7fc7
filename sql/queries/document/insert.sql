-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO case_document (case_id, code, valid_to, issued_on, address_match, photo_match,
                           copy_taken, checked_at, checked_by)
VALUES (:case_id, :code, :valid_to, :issued_on, :address_match, :photo_match, :copy_taken,
        :checked_at, :checked_by);
