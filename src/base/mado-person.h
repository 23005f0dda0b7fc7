/* mado-person.h - who is the same person
 *
 * The desk knows people by birth date, name and reading, as a clerk types them; a blank between
 * family and given name is typed or left out.  One person has one certificate in force (LAW 6) and
 * one running case (domain notes 9 #20), so every question about a person is asked with the folded
 * key of this file, in C and in the columns kana_key and name_key of the desk's database
 * (sql/migrations/0008-person-key.sql, which folds the same).
 *
 * Spellings that differ (domain notes 6.3) never make two people one in what is printed or
 * certified; here they only keep the same person from a second certificate, and a reading that is
 * mistyped does neither.
 *
 * Layer: base.  Threads: any; keys are values.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-four-items.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_PERSON_STRANGER,
  MADO_PERSON_NAMESAKE, /* birth date and reading agree, the name is another: a clerk compares */
  MADO_PERSON_SAME, /* birth date and name agree, but for blanks, dots and spelling (髙, 高) */
} MadoPersonMatch;

typedef struct
{
  guint birth;    /* YYYYMMDD */
  char *name_key; /* owned; folded */
  char *kana_key; /* owned; folded, "" when no reading is known */
} MadoPersonKey;

/** mado_person_fold: Returns: (transfer full): @text without blanks (Unicode's space separators,
 *   the tab) and middle dots.  Nothing else is changed. */
char *mado_person_fold (const char *text);

/** mado_person_key_new: @kana: (nullable) */
MadoPersonKey *mado_person_key_new (guint birth, const char *name, const char *kana);
/** mado_person_key_new_of: of a form or the register. */
MadoPersonKey *mado_person_key_new_of (const MadoFourItems *items);
void mado_person_key_free (MadoPersonKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPersonKey, mado_person_key_free)

/** mado_person_match: @other: (nullable): the other's name and reading as they were typed, born on
 * the same day.  Returns: who that is. */
MadoPersonMatch mado_person_match (const MadoPersonKey *self, const char *other_name,
                                   const char *other_kana);

/** mado_person_is_same: whether a form and the register's row, or a letter, are of one person. */
gboolean mado_person_is_same (const MadoFourItems *one, const MadoFourItems *other);

G_END_DECLS
