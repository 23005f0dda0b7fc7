-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :person BLOB, :person_typed BLOB (of rows made before names were folded), :now INTEGER
--     (unix s, UTC), :replaced TEXT (nullable: the one that will go)
-- out: n INTEGER, certificates that are neither revoked nor expired
SELECT count (*) AS n FROM certificate
WHERE person IN (:person, :person_typed) AND state <> 'revoked' AND not_after >= :now
  AND serial IS NOT :replaced
