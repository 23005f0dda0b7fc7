-- SPDX-License-Identifier: GPL-3.0-or-later
-- Changes of resident data (異動), imported from files of the register, and what follows from them.
-- Personal data lies in change_person only, and there only of persons whom the desk knows or who
-- moved in: of all others nothing but the digest stays, by which a second import is recognised.

CREATE TABLE change_file (
  change_file_id INTEGER NOT NULL PRIMARY KEY,
  sha256      TEXT NOT NULL UNIQUE,          -- of the whole file
  state       TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
  imported_at INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  n_good      INTEGER NOT NULL DEFAULT 0,
  n_known     INTEGER NOT NULL DEFAULT 0,    -- rows that an earlier file had
  n_bad       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE register_change (
  change_id      INTEGER NOT NULL PRIMARY KEY,
  change_file_id INTEGER NOT NULL REFERENCES change_file,
  line           INTEGER NOT NULL,
  digest         BLOB NOT NULL UNIQUE,       -- SHA-256 of the row's values
  kind           TEXT NOT NULL,              -- "move_within" …, src/store/mado-change.h
  changed_on     INTEGER NOT NULL,           -- YYYYMMDD
  effect         TEXT NOT NULL CHECK (effect IN ('ends', 'minor', 'stays')),
  article        TEXT NOT NULL,              -- "JREG 21-2 no. 3"
  crl_reason     INTEGER                     -- of a certificate that ends
) STRICT;
CREATE INDEX register_change_file ON register_change (change_file_id);

CREATE TABLE change_person (
  change_id   INTEGER NOT NULL PRIMARY KEY REFERENCES register_change,
  name        TEXT NOT NULL,
  kana        TEXT NOT NULL,
  birth       INTEGER NOT NULL,
  new_name    TEXT,
  new_kana    TEXT,
  new_alias   TEXT,
  new_address TEXT,
  new_birth   INTEGER,
  new_sex     INTEGER
) STRICT;
CREATE INDEX change_person_key ON change_person (birth, kana);

-- Certificates of that person.  doubtful: birth date and name or reading agree, but not all three.
CREATE TABLE change_certificate (
  change_certificate_id INTEGER NOT NULL PRIMARY KEY,
  change_id  INTEGER NOT NULL REFERENCES register_change,
  serial     TEXT NOT NULL REFERENCES certificate,
  state      TEXT NOT NULL CHECK (state IN ('noted', 'doubtful', 'pending', 'sent', 'done',
                                            'failed', 'dropped')),
  sends      INTEGER NOT NULL DEFAULT 0,     -- how often it was sent
  problem    TEXT,                           -- "domain/code" of the last failure
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  UNIQUE (change_id, serial)
) STRICT;
CREATE INDEX change_certificate_state ON change_certificate (state);
CREATE INDEX change_certificate_serial ON change_certificate (serial);

-- Running cases and letters of that person; open until somebody has stopped them or looked.
CREATE TABLE change_case (
  change_id INTEGER NOT NULL REFERENCES register_change,
  case_id   INTEGER NOT NULL REFERENCES case_file,
  sure      INTEGER NOT NULL CHECK (sure IN (0, 1)),
  handled_at INTEGER,
  PRIMARY KEY (change_id, case_id)
) STRICT;
CREATE INDEX change_case_open ON change_case (handled_at, case_id);

CREATE TABLE change_inquiry (
  change_id  INTEGER NOT NULL REFERENCES register_change,
  inquiry_id INTEGER NOT NULL REFERENCES inquiry,
  sure       INTEGER NOT NULL CHECK (sure IN (0, 1)),
  handled_at INTEGER,
  PRIMARY KEY (change_id, inquiry_id)
) STRICT;
CREATE INDEX change_inquiry_open ON change_inquiry (handled_at, inquiry_id);

CREATE TRIGGER register_change_no_update BEFORE UPDATE ON register_change BEGIN
  SELECT RAISE (ABORT, 'what the register said is never changed');
END;
