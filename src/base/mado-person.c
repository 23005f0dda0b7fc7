/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-person.h"

/* Unicode's space separators and the tab, then the dots that part a foreign name: ・ ･ · ‧ ⋅ •.
 * 0008-person-key.sql has the same list; tests/store/test-person.c holds the two together. */
/* clang-format off */
static const gunichar dropped[] = {
  0x3000, 0x0020, 0x00A0, 0x0009, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008,
  0x2009, 0x200A, 0x202F, 0x205F,
  0x30FB, 0xFF65, 0x00B7, 0x2027, 0x22C5, 0x2022,
};
/* clang-format on */

static gboolean
is_dropped (gunichar character)
{
  if (character > 0x30FB && character != 0xFF65) /* kanji: nearly all that is asked */
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (dropped); i++)
    if (dropped[i] == character)
      return TRUE;
  return FALSE;
}

char *
mado_person_fold (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1), *end = folded;

  for (const char *at = text; *at != '\0'; at = mado_text_step (at))
    if (!is_dropped (g_utf8_get_char (at)))
      {
        memcpy (end, at, (gsize) (mado_text_step (at) - at));
        end += mado_text_step (at) - at;
      }
  *end = '\0';
  return folded;
}

MadoPersonKey *
mado_person_key_new (guint birth, const char *name, const char *kana)
{
  MadoPersonKey *self = g_new0 (MadoPersonKey, 1);

  self->birth = birth;
  self->name_key = mado_person_fold (name);
  self->kana_key = mado_person_fold (kana != NULL ? kana : "");
  return self;
}

MadoPersonKey *
mado_person_key_new_of (const MadoFourItems *items)
{
  return mado_person_key_new (items->birth.year * 10000u + items->birth.month * 100u
                                  + items->birth.day,
                              items->name, items->kana);
}

void
mado_person_key_free (MadoPersonKey *self)
{
  g_free (self->name_key);
  g_free (self->kana_key);
  g_free (self);
}

MadoPersonMatch
mado_person_match (const MadoPersonKey *self, const char *other_name, const char *other_kana)
{
  g_autofree char *name = mado_person_fold (other_name);
  g_autofree char *kana = mado_person_fold (other_kana != NULL ? other_kana : "");

  if (*name != '\0' && mado_text_compare (self->name_key, name) != MADO_TEXT_DIFFERENT)
    return MADO_PERSON_SAME;
  return *kana != '\0' && g_str_equal (self->kana_key, kana) ? MADO_PERSON_NAMESAKE
                                                             : MADO_PERSON_STRANGER;
}

gboolean
mado_person_is_same (const MadoFourItems *one, const MadoFourItems *other)
{
  g_autoptr (MadoPersonKey) key = mado_person_key_new_of (one);

  return one->birth.year == other->birth.year && one->birth.month == other->birth.month
         && one->birth.day == other->birth.day
         && mado_person_match (key, other->name, other->kana) == MADO_PERSON_SAME;
}
