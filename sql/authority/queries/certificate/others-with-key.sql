-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :spki BLOB, :person BLOB, :person_typed BLOB (of rows made before names were folded)
-- out: n INTEGER, certificates for this key that name somebody else
SELECT count (*) AS n FROM certificate WHERE spki = :spki AND person NOT IN (:person, :person_typed)
