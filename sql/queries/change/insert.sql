-- SPDX-License-Identifier: GPL-3.0-or-later
-- A plain row on purpose: a conflict clause or RETURNING costs a journal for each of 100,000 rows.
-- in: every column
INSERT INTO register_change (change_id, change_file_id, line, digest, kind, changed_on, effect,
                             article, crl_reason)
VALUES (:change_id, :change_file_id, :line, :digest, :kind, :changed_on, :effect, :article,
        :crl_reason);
