-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a second person was asked and answered.  Nobody confirms oneself.  Room is left for an
-- inbox (outcome 'asked' is what waits) and for a time limit.

CREATE TABLE approval (
  approval_id  INTEGER NOT NULL PRIMARY KEY,
  what         TEXT NOT NULL,                -- "unlock", "proxy", "hold", "waiver", "reprint" …
  case_id      INTEGER REFERENCES case_file,
  inquiry_id   INTEGER REFERENCES inquiry,
  asked_by     TEXT NOT NULL,
  asked_at     INTEGER NOT NULL,
  shown_before TEXT NOT NULL,                -- facts as JSON, without personal data: how it is now
  shown_after  TEXT NOT NULL,                -- and how it will be
  outcome      TEXT NOT NULL DEFAULT 'asked'
               CHECK (outcome IN ('asked', 'confirmed', 'refused', 'withdrawn', 'expired')),
  confirmed_by TEXT,                         -- who answered
  confirmed_at INTEGER,
  reason       TEXT,
  used_at      INTEGER,                      -- a confirmation serves one deed
  CHECK (confirmed_by IS NULL OR confirmed_by <> asked_by),
  CHECK ((outcome IN ('confirmed', 'refused')) = (confirmed_by IS NOT NULL)),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK (used_at IS NULL OR outcome = 'confirmed')
) STRICT;
CREATE INDEX approval_case ON approval (case_id);
CREATE INDEX approval_inquiry ON approval (inquiry_id);
CREATE INDEX approval_outcome ON approval (outcome, asked_at);

CREATE TRIGGER approval_answered_once BEFORE UPDATE OF outcome, confirmed_by ON approval
WHEN OLD.outcome <> 'asked' BEGIN
  SELECT RAISE (ABORT, 'an answer is never changed');
END;
CREATE TRIGGER approval_question_fixed
BEFORE UPDATE OF what, case_id, inquiry_id, asked_by, asked_at, shown_before, shown_after ON approval
BEGIN
  SELECT RAISE (ABORT, 'the question is never changed');
END;
CREATE TRIGGER approval_used_once BEFORE UPDATE OF used_at ON approval
WHEN OLD.used_at IS NOT NULL BEGIN
  SELECT RAISE (ABORT, 'a confirmation serves once');
END;
CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval BEGIN
  SELECT RAISE (ABORT, 'approvals are never deleted');
END;
