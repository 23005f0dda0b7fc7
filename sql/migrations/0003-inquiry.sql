-- SPDX-License-Identifier: GPL-3.0-or-later
-- Letters of inquiry (照会書): one is mailed to the registered address, its reply serves one
-- application.  Personal data lies in inquiry_person and inquiry_agent only.

CREATE TABLE inquiry (
  inquiry_id    INTEGER NOT NULL PRIMARY KEY,
  year          INTEGER NOT NULL,
  counter       INTEGER NOT NULL CHECK (counter BETWEEN 1 AND 99999), -- 1, 2, 3 … in its year
  number        TEXT NOT NULL UNIQUE,        -- YYYY-NNNNN-C, C the check digit
  purpose       TEXT NOT NULL CHECK (purpose IN ('issue', 'renew', 'revoke', 'password')),
  route         TEXT NOT NULL CHECK (route IN ('proxy', 'no-photo-id')),
  state         TEXT NOT NULL CHECK (state IN ('received', 'printed', 'mailed', 'returned', 'replied',
                  'verified', 'consumed', 'expired', 'rejected', 'withdrawn', 'void')),
  entered_at    INTEGER NOT NULL,            -- when that state was entered
  received_at   INTEGER NOT NULL,
  received_by   TEXT NOT NULL,
  letters       INTEGER NOT NULL DEFAULT 0,  -- how often it was printed
  presentations INTEGER NOT NULL DEFAULT 0,  -- how often a reply was shown
  printed_at    INTEGER,
  mailed_at     INTEGER,
  due_on        INTEGER,                     -- YYYYMMDD, the last day of the reply
  mail_class    TEXT CHECK (mail_class IN ('no-forward', 'simple-registered', 'registered')),
  tracking      TEXT,                        -- 引受番号
  returned_at   INTEGER,
  replied_at    INTEGER,
  verified_at   INTEGER,
  closed_at     INTEGER,                     -- NULL while it can still serve
  reason        TEXT,                        -- a code: why rejected, withdrawn or void
  curable       INTEGER NOT NULL DEFAULT 0,  -- rejected, but the reply may be shown again in time
  case_id       INTEGER UNIQUE REFERENCES case_file, -- the one application that it served
  UNIQUE (year, counter),
  CHECK ((state = 'consumed') = (case_id IS NOT NULL)),
  CHECK (state <> 'mailed' OR (mailed_at IS NOT NULL AND due_on IS NOT NULL AND mail_class IS NOT NULL))
) STRICT;
CREATE INDEX inquiry_state ON inquiry (state, due_on);
CREATE INDEX inquiry_open ON inquiry (state, due_on) WHERE closed_at IS NULL;
CREATE INDEX inquiry_received ON inquiry (received_at);

CREATE TABLE inquiry_person (                -- as the register has the applicant
  inquiry_id INTEGER NOT NULL PRIMARY KEY REFERENCES inquiry,
  name       TEXT NOT NULL,
  kana       TEXT NOT NULL,
  alias      TEXT,
  address    TEXT NOT NULL,                  -- the letter goes here and nowhere else
  birth      INTEGER NOT NULL,               -- YYYYMMDD
  birth_era  INTEGER NOT NULL,
  sex        INTEGER NOT NULL
) STRICT;
CREATE INDEX inquiry_person_key ON inquiry_person (birth, kana);

CREATE TABLE inquiry_agent (
  inquiry_id INTEGER NOT NULL PRIMARY KEY REFERENCES inquiry,
  name       TEXT NOT NULL,
  address    TEXT NOT NULL,
  relation   TEXT NOT NULL                   -- 続柄
) STRICT;
CREATE INDEX inquiry_agent_name ON inquiry_agent (name);

CREATE TABLE inquiry_check (                 -- what was looked at when the reply was shown
  inquiry_check_id INTEGER NOT NULL PRIMARY KEY,
  inquiry_id   INTEGER NOT NULL REFERENCES inquiry,
  presentation INTEGER NOT NULL,             -- 1 the first time the reply was shown
  name         TEXT NOT NULL CHECK (name IN ('number', 'envelope', 'reply', 'seal-certificate',
                 'power-of-attorney', 'agent-paper', 'applicant-paper', 'card', 'in-person-papers')),
  passed       INTEGER NOT NULL CHECK (passed IN (0, 1)),
  checked_at   INTEGER NOT NULL,
  checked_by   TEXT NOT NULL
) STRICT;
CREATE INDEX inquiry_check_inquiry ON inquiry_check (inquiry_id, presentation, name);

CREATE TABLE inquiry_slip (                  -- the sealed password slip: each thing is done once
  inquiry_id   INTEGER NOT NULL REFERENCES inquiry,
  presentation INTEGER NOT NULL,
  deed         TEXT NOT NULL CHECK (deed IN ('opened', 'typed', 'destroyed')),
  done_at      INTEGER NOT NULL,
  done_by      TEXT NOT NULL,
  PRIMARY KEY (inquiry_id, presentation, deed)
) STRICT;

CREATE TRIGGER inquiry_no_gap BEFORE INSERT ON inquiry
WHEN NEW.counter <> (SELECT COALESCE (MAX (counter), 0) + 1 FROM inquiry WHERE year = NEW.year) BEGIN
  SELECT RAISE (ABORT, 'letters are numbered without gap');
END;
CREATE TRIGGER inquiry_no_delete BEFORE DELETE ON inquiry BEGIN
  SELECT RAISE (ABORT, 'letters are never deleted');
END;
CREATE TRIGGER inquiry_served_once BEFORE UPDATE OF case_id ON inquiry
WHEN OLD.case_id IS NOT NULL AND NEW.case_id IS NOT OLD.case_id BEGIN
  SELECT RAISE (ABORT, 'one letter serves one application');
END;
CREATE TRIGGER inquiry_one_open BEFORE INSERT ON inquiry_person
WHEN EXISTS (SELECT 1 FROM inquiry_person AS p
             JOIN inquiry AS other ON other.inquiry_id = p.inquiry_id
             JOIN inquiry AS fresh ON fresh.inquiry_id = NEW.inquiry_id
             WHERE p.birth = NEW.birth AND p.kana = NEW.kana AND other.closed_at IS NULL
               AND other.purpose = fresh.purpose AND other.inquiry_id <> fresh.inquiry_id) BEGIN
  SELECT RAISE (ABORT, 'one open letter for a person and purpose');
END;
CREATE TRIGGER inquiry_person_no_update BEFORE UPDATE ON inquiry_person BEGIN
  SELECT RAISE (ABORT, 'the register says where the letter goes');
END;
CREATE TRIGGER inquiry_check_no_update BEFORE UPDATE ON inquiry_check BEGIN
  SELECT RAISE (ABORT, 'checks are never changed');
END;
CREATE TRIGGER inquiry_slip_no_update BEFORE UPDATE ON inquiry_slip BEGIN
  SELECT RAISE (ABORT, 'deeds are never changed');
END;
