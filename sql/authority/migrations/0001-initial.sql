-- SPDX-License-Identifier: GPL-3.0-or-later
-- The prefecture's side: what was issued, in which state it is, who may ask.  The authority's own
-- file, apart from any desk's.  Times are unix seconds, UTC.

CREATE TABLE authority (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  prefecture  TEXT NOT NULL,                -- romanised, as in the subject: "Hokkaido-ken"
  salt        BLOB NOT NULL,                -- of certificate.person
  crl_number  INTEGER NOT NULL DEFAULT 0    -- of the newest list, of whichever municipality
) STRICT;

-- A desk that may send requests, and for which municipality.
CREATE TABLE ra (
  key_id        BLOB PRIMARY KEY,           -- subjectKeyIdentifier of its certificate
  certificate   BLOB NOT NULL,              -- DER
  municipality  TEXT NOT NULL,
  added_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE certificate (
  serial        TEXT PRIMARY KEY,           -- upper-case hexadecimal
  der           BLOB NOT NULL,
  spki          BLOB NOT NULL,              -- SHA-256 of the SubjectPublicKeyInfo
  person        BLOB NOT NULL,              -- HMAC of the four items and the municipality
  municipality  TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('unconfirmed', 'active', 'revoked')),
  issued_at     INTEGER NOT NULL,
  not_after     INTEGER NOT NULL,
  confirmed_at  INTEGER,
  revoked_at    INTEGER,
  reason        INTEGER,                    -- CRLReason
  CHECK ((state = 'revoked') = (revoked_at IS NOT NULL)),
  CHECK ((revoked_at IS NULL) = (reason IS NULL))
) STRICT;

CREATE INDEX certificate_person ON certificate (person);
CREATE INDEX certificate_spki ON certificate (spki);
CREATE INDEX certificate_unconfirmed ON certificate (issued_at) WHERE state = 'unconfirmed';
CREATE INDEX certificate_revoked ON certificate (municipality, not_after) WHERE state = 'revoked';

-- What was issued stays known for good; a revocation is final.
CREATE TRIGGER certificate_stays BEFORE DELETE ON certificate
BEGIN
  SELECT RAISE (ABORT, 'an issued certificate is never forgotten');
END;
CREATE TRIGGER certificate_revoked_is_final BEFORE UPDATE ON certificate WHEN OLD.state = 'revoked'
BEGIN
  SELECT RAISE (ABORT, 'a revocation is final');
END;
