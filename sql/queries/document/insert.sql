-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column
INSERT INTO case_document (case_id, of_agent, code, valid_to, issued_on, name_match, address_match, photo_match,
                           machine_checked, copy_taken, checked_at, checked_by)
VALUES (:case_id, :of_agent, :code, :valid_to, :issued_on, :name_match, :address_match, :photo_match, :machine_checked, :copy_taken,
        :checked_at, :checked_by);
