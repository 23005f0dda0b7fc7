-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: every column but the id
-- out: change_id INTEGER, or no row: an earlier file had the same
INSERT INTO register_change (change_file_id, line, digest, kind, changed_on, effect, article,
                             crl_reason)
VALUES (:change_file_id, :line, :digest, :kind, :changed_on, :effect, :article, :crl_reason)
ON CONFLICT (digest) DO NOTHING
RETURNING change_id;
