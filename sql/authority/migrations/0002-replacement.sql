-- SPDX-License-Identifier: GPL-3.0-or-later
-- Renewal: a certificate may be asked for while the one that it replaces is in force; both change
-- in the transaction that confirms the new one.  Two in force of one person are impossible
-- (LAW 6), whatever the program does.

ALTER TABLE certificate ADD COLUMN replaces TEXT REFERENCES certificate (serial);

CREATE TRIGGER certificate_one_a_person BEFORE UPDATE OF state ON certificate
WHEN NEW.state = 'active' AND EXISTS (
  SELECT 1 FROM certificate WHERE person = NEW.person AND state = 'active'
                            AND serial <> NEW.serial AND not_after >= NEW.confirmed_at)
BEGIN
  SELECT RAISE (ABORT, 'a person has one certificate in force');
END;
