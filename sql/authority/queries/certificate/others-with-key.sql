-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :spki BLOB, :person BLOB
-- out: n INTEGER, certificates for this key that name somebody else
SELECT count (*) AS n FROM certificate WHERE spki = :spki AND person <> :person
