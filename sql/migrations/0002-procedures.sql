-- SPDX-License-Identifier: GPL-3.0-or-later
-- What procedures other than first issue keep of a case.

CREATE TABLE case_fact (                       -- names and values: src/store/mado-case-fact.h
  case_id INTEGER NOT NULL REFERENCES case_file,
  name    TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (case_id, name)
) STRICT;
CREATE INDEX case_fact_value ON case_fact (name, value);

CREATE TABLE case_agent (                      -- the representative or proxy who came
  case_id  INTEGER NOT NULL PRIMARY KEY REFERENCES case_file,
  name     TEXT NOT NULL,
  kana     TEXT NOT NULL,
  address  TEXT NOT NULL,
  birth    INTEGER NOT NULL,                   -- YYYYMMDD, 0 not known
  relation TEXT NOT NULL,                      -- 続柄: "父", "成年後見人", "知人"
  phone    TEXT NOT NULL
) STRICT;
CREATE INDEX case_agent_key ON case_agent (birth, kana);

ALTER TABLE certificate ADD COLUMN revoked_at INTEGER;         -- when the CA recorded it (LAW 15(1)-1)
ALTER TABLE certificate ADD COLUMN revocation_reason INTEGER;  -- CRLReason
ALTER TABLE ledger ADD COLUMN procedure TEXT NOT NULL DEFAULT 'issue';
