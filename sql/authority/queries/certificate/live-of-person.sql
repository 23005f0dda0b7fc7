-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :person BLOB, :now INTEGER (unix s, UTC), :replaced TEXT (nullable: the one that will go)
-- out: n INTEGER, certificates that are neither revoked nor expired
SELECT count (*) AS n FROM certificate
WHERE person = :person AND state <> 'revoked' AND not_after >= :now AND serial IS NOT :replaced
