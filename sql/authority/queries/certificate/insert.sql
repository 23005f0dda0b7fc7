-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :serial TEXT, :der BLOB, :spki BLOB, :person BLOB, :municipality TEXT,
--     :issued_at INTEGER, :not_after INTEGER (unix s, UTC), :replaces TEXT (nullable)
INSERT INTO certificate (serial, der, spki, person, municipality, state, issued_at, not_after,
                         replaces)
VALUES (:serial, :der, :spki, :person, :municipality, 'unconfirmed', :issued_at, :not_after,
        :replaces)
