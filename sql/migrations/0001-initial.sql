-- SPDX-License-Identifier: GPL-3.0-or-later
-- The desk's database.  Times are unix seconds UTC, dates are YYYYMMDD integers in Japan.
-- Personal data lies in case_person and certificate only; events carry none (design.md 6).

CREATE TABLE operator (
  operator_id   TEXT NOT NULL PRIMARY KEY,
  display_name  TEXT NOT NULL,
  role          TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor', 'auditor')),
  password_hash TEXT NOT NULL,               -- Argon2id, libsodium's string form
  failed_tries  INTEGER NOT NULL DEFAULT 0,
  created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE case_file (
  case_id          INTEGER NOT NULL PRIMARY KEY,
  number           TEXT NOT NULL UNIQUE,     -- YYYYMMDD-NNN, counted from 001 each day
  procedure        TEXT NOT NULL,
  state            TEXT NOT NULL,
  entered_at       INTEGER NOT NULL,         -- when that state was entered
  opened_at        INTEGER NOT NULL,
  opened_by        TEXT NOT NULL,
  closed_at        INTEGER,
  ending           TEXT CHECK (ending IN ('done', 'refused', 'withdrawn', 'stopped')),
  problem_domain   TEXT,                     -- the problem that the clerk was last shown
  problem_code     INTEGER,
  applicant_kind   TEXT NOT NULL CHECK (applicant_kind IN ('self', 'statutory', 'voluntary')),
  foreign_resident INTEGER NOT NULL DEFAULT 0,
  adult_ward       INTEGER NOT NULL DEFAULT 0,
  authority        INTEGER NOT NULL DEFAULT 0, -- how a representative shows it: 0 none, 1 household,
                                               -- 2 family register, 3 guardian's certificate
  authority_issued_on INTEGER NOT NULL DEFAULT 0, -- YYYYMMDD
  card_photo       INTEGER NOT NULL DEFAULT 0,
  card_photo_matches INTEGER NOT NULL DEFAULT 0,
  card_checked     INTEGER NOT NULL DEFAULT 0, -- its printed code was read with the check number
  card_expires_on  INTEGER NOT NULL DEFAULT 0, -- YYYYMMDD, 0 not known
  checks           TEXT NOT NULL DEFAULT '',  -- what the clerk ticked, ids parted by blanks
  card_holder      TEXT NOT NULL,
  form_holder      TEXT NOT NULL,
  cash             TEXT NOT NULL,
  card_id          TEXT,                     -- 16 hexadecimal digits
  spki_sha256      TEXT,                     -- of the key on the card
  csr              BLOB,                     -- PKCS#10 DER signed by the card
  serial           TEXT,                     -- of the certificate of this case
  ticket           TEXT
) STRICT;
CREATE INDEX case_file_open ON case_file (closed_at, opened_at);

CREATE TABLE case_person (
  case_id      INTEGER NOT NULL REFERENCES case_file,
  source       TEXT NOT NULL CHECK (source IN ('form', 'register')),
  name         TEXT NOT NULL,
  kana         TEXT NOT NULL,
  alias  TEXT,                         -- 通称 of a foreign resident
  address      TEXT NOT NULL,
  birth        INTEGER NOT NULL,             -- YYYYMMDD
  birth_era    INTEGER NOT NULL,             -- 1 明治 … 5 令和, 0 unknown
  sex          INTEGER NOT NULL,             -- 1 male, 2 female, 9 not applicable
  name_substitutes    TEXT,                  -- chosen substitutes, lines of "position text"
  address_substitutes TEXT,
  PRIMARY KEY (case_id, source)
) STRICT;
CREATE INDEX case_person_key ON case_person (birth, name);

CREATE TABLE case_document (
  case_id       INTEGER NOT NULL REFERENCES case_file,
  code          TEXT NOT NULL,               -- P01 … C03 of the office's profile
  of_agent      INTEGER NOT NULL,            -- 1: of the representative, not of the applicant
  valid_to      INTEGER,                     -- YYYYMMDD
  issued_on     INTEGER,
  name_match    INTEGER NOT NULL,
  address_match INTEGER NOT NULL,
  photo_match   INTEGER NOT NULL,
  machine_checked INTEGER NOT NULL,          -- chip or printed code was read by machine
  copy_taken    INTEGER NOT NULL,
  checked_at    INTEGER NOT NULL,
  checked_by    TEXT NOT NULL,
  PRIMARY KEY (case_id, of_agent, code)
) STRICT;

CREATE TABLE certificate (
  serial       TEXT NOT NULL PRIMARY KEY,
  case_id      INTEGER NOT NULL REFERENCES case_file,
  der          BLOB NOT NULL,
  spki_sha256  TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('received', 'written', 'confirmed', 'discarded', 'revoked')),
  not_before   INTEGER NOT NULL,
  not_after    INTEGER NOT NULL,
  changed_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX certificate_case ON certificate (case_id);

CREATE TABLE receipt (
  receipt_number INTEGER NOT NULL PRIMARY KEY, -- 1, 2, 3 … without gap
  case_id        INTEGER NOT NULL UNIQUE REFERENCES case_file,
  amount_yen     INTEGER NOT NULL CHECK (amount_yen >= 0),
  taken_at       INTEGER NOT NULL,
  taken_by       TEXT NOT NULL,
  prints         INTEGER NOT NULL DEFAULT 0    -- sheets that the printer finished
) STRICT;

CREATE TABLE ledger (                          -- 電子証明書交付記録簿
  ledger_number INTEGER NOT NULL PRIMARY KEY,
  case_id       INTEGER NOT NULL UNIQUE REFERENCES case_file,
  serial        TEXT NOT NULL UNIQUE REFERENCES certificate,
  delivered_on  INTEGER NOT NULL,              -- YYYYMMDD
  valid_to      INTEGER NOT NULL,
  identified_by TEXT NOT NULL,                 -- document codes, "P06" or "B01 B07"
  amount_yen    INTEGER NOT NULL,
  operator_id   TEXT NOT NULL
) STRICT;

CREATE TABLE print_job (
  print_job_id INTEGER NOT NULL PRIMARY KEY,
  case_id      INTEGER NOT NULL REFERENCES case_file,
  form         TEXT NOT NULL,
  copy         INTEGER NOT NULL,               -- 1 the first print, 2 the first reprint …
  job          INTEGER NOT NULL DEFAULT 0,     -- the printer's job id, 0 before it is known
  state        TEXT NOT NULL CHECK (state IN ('intended', 'sent', 'done', 'failed', 'missing')),
  changed_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX print_job_case ON print_job (case_id, form);

CREATE TABLE event (
  sequence     INTEGER NOT NULL PRIMARY KEY,   -- 1, 2, 3 … without gap
  at           INTEGER NOT NULL,
  monotonic_us INTEGER NOT NULL,
  workstation  TEXT NOT NULL,
  session      TEXT NOT NULL,                  -- one run of the program, random
  actor        TEXT NOT NULL,
  role         TEXT NOT NULL,
  second_actor TEXT,
  case_number  TEXT,
  card_id      TEXT,
  code         TEXT NOT NULL,
  outcome      TEXT NOT NULL,
  reason       TEXT,
  detail       TEXT,                           -- JSON without personal data
  version      TEXT NOT NULL
) STRICT;
CREATE INDEX event_case ON event (case_number);

CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN
  SELECT RAISE (ABORT, 'events are never changed');
END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE (ABORT, 'events are never deleted');
END;
CREATE TRIGGER event_no_gap BEFORE INSERT ON event
WHEN NEW.sequence <> (SELECT COALESCE (MAX (sequence), 0) + 1 FROM event) BEGIN
  SELECT RAISE (ABORT, 'events are numbered without gap');
END;
CREATE TRIGGER receipt_no_gap BEFORE INSERT ON receipt
WHEN NEW.receipt_number <> (SELECT COALESCE (MAX (receipt_number), 0) + 1 FROM receipt) BEGIN
  SELECT RAISE (ABORT, 'receipts are numbered without gap');
END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt BEGIN
  SELECT RAISE (ABORT, 'receipts are never deleted');
END;
