/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-four-items.h"

G_DEFINE_QUARK (mado_four_items_error, mado_four_items_error)

MadoFourItems *
mado_four_items_new (const char *name, const char *kana, const char *address,
                     const MadoWareki *birth, MadoSex sex)
{
  MadoFourItems *self = g_new0 (MadoFourItems, 1);

  self->name = mado_text_normalize_name (name);
  self->kana = kana != NULL ? mado_text_normalize_kana (kana) : NULL;
  self->address = mado_text_normalize_address (address);
  self->birth = *birth;
  self->sex = sex;
  return self;
}

MadoFourItems *
mado_four_items_copy (const MadoFourItems *self)
{
  MadoFourItems *copy = g_new (MadoFourItems, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->kana = g_strdup (self->kana);
  copy->alias = g_strdup (self->alias);
  copy->address = g_strdup (self->address);
  return copy;
}

void
mado_four_items_free (MadoFourItems *self)
{
  g_free (self->name);
  g_free (self->kana);
  g_free (self->alias);
  g_free (self->address);
  g_free (self);
}

static gboolean
refuse (GError **error, MadoFourItemsError code, const char *why)
{
  g_set_error_literal (error, MADO_FOUR_ITEMS_ERROR, (int) code, why);
  return FALSE;
}

static gboolean
length_is_within (const char *text, guint limit)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) && *text != '\0'
         && mado_text_length (text) <= limit;
}

static gboolean
is_sex (MadoSex sex)
{
  return sex == MADO_SEX_MALE || sex == MADO_SEX_FEMALE || sex == MADO_SEX_NOT_APPLICABLE;
}

gboolean
mado_four_items_check (const MadoFourItems *self, GError **error)
{
  if (!length_is_within (self->name, MADO_NAME_MAX))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_NAME, "the name is empty or too long");
  if (!length_is_within (self->address, MADO_ADDRESS_MAX))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_ADDRESS,
                   "the address is empty or over 200 characters");
  if (!mado_wareki_is_valid (&self->birth))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_BIRTH, "the birth date does not exist in its era");
  if (!is_sex (self->sex))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_SEX, "the sex is none of 1, 2, 9");
  if (self->kana != NULL && *self->kana != '\0' && !mado_text_is_katakana (self->kana))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_KANA, "the reading is not katakana");
  return TRUE;
}

gboolean
mado_four_items_name_is_split (const MadoFourItems *self)
{
  return strstr (self->name, "　") != NULL;
}

MadoTextMatch
mado_four_items_compare (const MadoFourItems *form, const MadoFourItems *registered,
                         MadoTextMatch matches[MADO_N_ITEMS])
{
  MadoTextMatch worst = MADO_TEXT_SAME;

  matches[MADO_ITEM_NAME] = mado_text_compare (form->name, registered->name);
  matches[MADO_ITEM_BIRTH]
      = mado_wareki_equal (&form->birth, &registered->birth) ? MADO_TEXT_SAME : MADO_TEXT_DIFFERENT;
  matches[MADO_ITEM_SEX] = form->sex == registered->sex ? MADO_TEXT_SAME : MADO_TEXT_DIFFERENT;
  matches[MADO_ITEM_ADDRESS] = mado_text_compare_address (form->address, registered->address);
  for (guint i = 0; i < MADO_N_ITEMS; i++)
    worst = MAX (worst, matches[i]);
  return worst;
}

MadoCertificateItems *
mado_certificate_items_new (const MadoFourItems *items, const MadoSubstituteChoice *name_choices,
                            gsize n_name_choices, const MadoSubstituteChoice *address_choices,
                            gsize n_address_choices)
{
  MadoCertificateItems *self = g_new0 (MadoCertificateItems, 1);

  self->name = mado_certificate_text_new (items->name, name_choices, n_name_choices);
  self->address = mado_certificate_text_new (items->address, address_choices, n_address_choices);
  self->birth = mado_wareki_encode (&items->birth);
  self->sex = g_strdup_printf ("%u", (guint) items->sex);
  return self;
}

void
mado_certificate_items_free (MadoCertificateItems *self)
{
  mado_certificate_text_free (self->name);
  mado_certificate_text_free (self->address);
  g_free (self->birth);
  g_free (self->sex);
  g_free (self);
}

guint
mado_certificate_items_n_substitutes (const MadoCertificateItems *self)
{
  return self->name->substitutes->len + self->address->substitutes->len;
}

gboolean
mado_certificate_items_check (const MadoCertificateItems *self, GError **error)
{
  MadoOtherName names[MADO_OTHER_NAMES];

  if (self->name->n_missing + self->address->n_missing > 0)
    return refuse (error, MADO_FOUR_ITEMS_ERROR_SUBSTITUTE, "a character has no substitute");
  mado_certificate_items_get_other_names (self, names);
  return mado_other_names_check (names, error);
}

/* In the order of a card's certificate. */
static const char *const oids[MADO_OTHER_NAMES] = {
  "1.2.392.200149.8.5.5.1", /* 氏名 */
  "1.2.392.200149.8.5.5.4", /* 生年月日 */
  "1.2.392.200149.8.5.5.3", /* 性別 */
  "1.2.392.200149.8.5.5.5", /* 住所 */
  "1.2.392.200149.8.5.5.2", /* 氏名の代替文字の使用位置 */
  "1.2.392.200149.8.5.5.6", /* 住所の代替文字の使用位置 */
};

void
mado_certificate_items_get_other_names (const MadoCertificateItems *self,
                                        MadoOtherName names[MADO_OTHER_NAMES])
{
  const char *const values[MADO_OTHER_NAMES] = {
    self->name->text,    self->birth,       self->sex,
    self->address->text, self->name->flags, self->address->flags,
  };

  for (guint i = 0; i < MADO_OTHER_NAMES; i++)
    names[i] = (MadoOtherName){ .oid = oids[i], .value = values[i] };
}

static gboolean
text_is_sound (const char *text, guint limit)
{
  return length_is_within (text, limit) && mado_certificate_text_is_certifiable (text);
}

gboolean
mado_other_names_check (const MadoOtherName names[MADO_OTHER_NAMES], GError **error)
{
  MadoWareki birth;

  for (guint i = 0; i < MADO_OTHER_NAMES; i++)
    if (!g_str_equal (names[i].oid, oids[i]))
      return refuse (error, MADO_FOUR_ITEMS_ERROR_SHAPE, "an otherName is out of order");
  if (!text_is_sound (names[0].value, MADO_NAME_MAX))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_NAME, "the certificate's name cannot stand");
  if (!mado_wareki_decode (names[1].value, &birth, NULL))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_BIRTH, "the certificate's birth date cannot stand");
  if (strlen (names[2].value) != 1 || strchr ("1239", *names[2].value) == NULL)
    return refuse (error, MADO_FOUR_ITEMS_ERROR_SEX, "the certificate's sex cannot stand");
  if (!text_is_sound (names[3].value, MADO_ADDRESS_MAX))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_ADDRESS, "the certificate's address cannot stand");
  if (!mado_certificate_text_flags_fit (names[0].value, names[4].value)
      || !mado_certificate_text_flags_fit (names[3].value, names[5].value))
    return refuse (error, MADO_FOUR_ITEMS_ERROR_SHAPE, "substitute flags do not fit their text");
  return TRUE;
}
