-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists and search that cost with 100,000 cases what they cost with one.

CREATE INDEX case_file_opened ON case_file (opened_at, ending);
CREATE INDEX case_person_kana ON case_person (birth, kana);
-- The end first: with the state first the planner would rather walk all certificates in force than
-- look up those of one case.
CREATE INDEX certificate_end ON certificate (not_after, state);
CREATE INDEX receipt_taken ON receipt (taken_at, amount_yen);

-- The one engine-specific corner (design.md 6).  Texts are written as tokens of two characters,
-- src/store/mado-bigram.h: names of two characters are found as fast as long ones.  Rows are kept by
-- src/store/mado-search.c in the transaction that stores the case or the letter.
CREATE VIRTUAL TABLE case_search USING fts5 (name, kana, loose, numbers, tokenize = 'ascii');
CREATE VIRTUAL TABLE inquiry_search USING fts5 (name, kana, loose, numbers, tokenize = 'ascii');

-- What was stored before this table was there; the program indexes it when it opens the file.
CREATE TABLE search_pending (case_id INTEGER NOT NULL PRIMARY KEY) STRICT;
INSERT INTO search_pending (case_id) SELECT case_id FROM case_file;

CREATE TABLE expiry_notice (                   -- 有効期間満了のお知らせ
  serial     TEXT NOT NULL PRIMARY KEY REFERENCES certificate,
  printed_at INTEGER NOT NULL,
  printed_by TEXT NOT NULL
) STRICT;
