-- SPDX-License-Identifier: GPL-3.0-or-later
-- One person is found whether or not a blank was typed between family and given name (LAW 6).
-- kana_key and name_key are the texts without blanks and middle dots, as mado_person_fold() makes
-- them (src/base/mado-person.h): tests/store/test-person.c holds the two against each other.  They
-- are virtual: no row is rewritten, and an older row has its key at once.
-- The characters are Unicode's space separators, the tab, and the dots U+30FB, FF65, 00B7, 2027,
-- 22C5, 2022, the usual ones first.

ALTER TABLE case_person ADD COLUMN kana_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (kana
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;
ALTER TABLE case_person ADD COLUMN name_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (name
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;
ALTER TABLE inquiry_person ADD COLUMN kana_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (kana
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;
ALTER TABLE inquiry_person ADD COLUMN name_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (name
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;
ALTER TABLE change_person ADD COLUMN kana_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (kana
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;
ALTER TABLE change_person ADD COLUMN name_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (name
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;
ALTER TABLE inquiry_agent ADD COLUMN name_key TEXT GENERATED ALWAYS AS (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (
  replace (replace (replace (replace (replace (replace (replace (replace (name
    , char (0x3000), ''), char (0x30FB), ''), char (0x0020), ''), char (0x00A0), '')
    , char (0x0009), ''), char (0x1680), ''), char (0x2000), ''), char (0x2001), '')
    , char (0x2002), ''), char (0x2003), ''), char (0x2004), ''), char (0x2005), '')
    , char (0x2006), ''), char (0x2007), ''), char (0x2008), ''), char (0x2009), '')
    , char (0x200A), ''), char (0x202F), ''), char (0x205F), ''), char (0xFF65), '')
    , char (0x00B7), ''), char (0x2027), ''), char (0x22C5), ''), char (0x2022), '')) VIRTUAL;

-- Both beginnings are asked together: birth and reading, or birth and name.  The columns that follow
-- are read from the index, so that the import of a long file computes no key.
DROP INDEX case_person_key;
DROP INDEX case_person_kana;
DROP INDEX inquiry_person_key;
DROP INDEX change_person_key;
CREATE INDEX case_person_kana_key ON case_person (birth, kana_key, name_key, case_id);
CREATE INDEX case_person_name_key ON case_person (birth, name_key, kana_key, case_id);
CREATE INDEX inquiry_person_kana_key ON inquiry_person (birth, kana_key, name_key);
CREATE INDEX inquiry_person_name_key ON inquiry_person (birth, name_key, kana_key);
-- Few changes are kept of one birth date; a file brings thousands.
CREATE INDEX change_person_birth ON change_person (birth);
DROP INDEX inquiry_agent_name;
CREATE INDEX inquiry_agent_name_key ON inquiry_agent (name_key);

-- A namesake born on the same day has a letter of his own.
DROP TRIGGER inquiry_one_open;
CREATE TRIGGER inquiry_one_open AFTER INSERT ON inquiry_person
WHEN EXISTS (SELECT 1 FROM inquiry_person AS mine
             JOIN inquiry AS fresh ON fresh.inquiry_id = mine.inquiry_id
             JOIN inquiry_person AS p ON p.birth = mine.birth AND p.name_key = mine.name_key
             JOIN inquiry AS other ON other.inquiry_id = p.inquiry_id
             WHERE mine.inquiry_id = NEW.inquiry_id AND other.closed_at IS NULL
               AND other.purpose = fresh.purpose AND other.inquiry_id <> fresh.inquiry_id) BEGIN
  SELECT RAISE (ABORT, 'one open letter for a person and purpose');
END;
