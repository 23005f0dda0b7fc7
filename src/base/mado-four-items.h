/* mado-four-items.h - 氏名 住所 生年月日 性別: as the form or the register has them, and as the
 * certificate does
 *
 * Sources: LAW 3(2) and 7 no. 3 (the four items), REG 4 (通称); certificate profile: subjectAltName
 * otherName, 1.2.392.200149.8.5.5.1 to .6, in the order 1, 4, 3, 5, 2, 6.
 *
 * Layer: base.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-certificate-text.h"
#include "mado-wareki.h"

G_BEGIN_DECLS

#define MADO_ADDRESS_MAX 200 /* characters; certificate profile, address */
#define MADO_NAME_MAX 100    /* characters; ours, so that a form's field has an end */
#define MADO_OTHER_NAMES 6

#define MADO_FOUR_ITEMS_ERROR (mado_four_items_error_quark ())
GQuark mado_four_items_error_quark (void);
typedef enum
{
  MADO_FOUR_ITEMS_ERROR_NAME,       /* empty or over MADO_NAME_MAX */
  MADO_FOUR_ITEMS_ERROR_ADDRESS,    /* empty or over MADO_ADDRESS_MAX */
  MADO_FOUR_ITEMS_ERROR_BIRTH,      /* no such day, or another era's */
  MADO_FOUR_ITEMS_ERROR_SEX,        /* not 1, 2 or 9 */
  MADO_FOUR_ITEMS_ERROR_KANA,       /* the reading is not katakana */
  MADO_FOUR_ITEMS_ERROR_SUBSTITUTE, /* a character has no substitute yet: give kana */
  MADO_FOUR_ITEMS_ERROR_SHAPE, /* the six strings of a certificate do not agree with each other */
} MadoFourItemsError;

/** The certificate's digit.  3 (unknown) of some sources is read and kept as 9. */
typedef enum
{
  MADO_SEX_MALE = 1,
  MADO_SEX_FEMALE = 2,
  MADO_SEX_NOT_APPLICABLE = 9,
} MadoSex;

typedef struct
{
  char *name;       /* owned; 姓 U+3000 名, as the register has it */
  char *kana;       /* owned (nullable): the reading, katakana; not in the certificate */
  char *alias;      /* owned (nullable): 通称 of a foreign resident */
  char *address;    /* owned; from the prefecture on */
  MadoWareki birth; /* with the register's era */
  MadoSex sex;
} MadoFourItems;

/** The items in the order of the screens. */
typedef enum
{
  MADO_ITEM_NAME,
  MADO_ITEM_BIRTH,
  MADO_ITEM_SEX,
  MADO_ITEM_ADDRESS,
  MADO_N_ITEMS,
} MadoItem;

/** What enters the certificate. */
typedef struct
{
  MadoCertificateText *name;    /* owned */
  MadoCertificateText *address; /* owned */
  char *birth;                  /* owned; EYYYYMMDD */
  char *sex;                    /* owned; one digit */
} MadoCertificateItems;

/** One otherName; both texts belong to someone else. */
typedef struct
{
  const char *oid;   /* dotted; static */
  const char *value; /* UTF-8 */
} MadoOtherName;

/**
 * mado_four_items_new:
 * @kana: (nullable): may be half-width or hiragana
 *
 * Returns: (transfer full): the items with width, kana and blanks normalised (mado-text.h), kanji
 * as given. */
MadoFourItems *mado_four_items_new (const char *name, const char *kana, const char *address,
                                    const MadoWareki *birth, MadoSex sex);
MadoFourItems *mado_four_items_copy (const MadoFourItems *self);
void mado_four_items_free (MadoFourItems *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFourItems, mado_four_items_free)

/** mado_four_items_check: Returns: %TRUE when each item can stand; else @error names the first that
 * cannot. */
gboolean mado_four_items_check (const MadoFourItems *self, GError **error);

/** mado_four_items_name_is_split: Returns: whether family and given name are apart (single names
 * exist: a warning). */
gboolean mado_four_items_name_is_split (const MadoFourItems *self);

/**
 * mado_four_items_compare:
 * @matches: (out caller-allocates) (array fixed-size=4): by MadoItem; birth and sex are SAME or
 * DIFFERENT
 *
 * Returns: the worst of them. */
MadoTextMatch mado_four_items_compare (const MadoFourItems *form, const MadoFourItems *registered,
                                       MadoTextMatch matches[MADO_N_ITEMS]);

/**
 * mado_certificate_items_new:
 * @name_choices: (nullable): the clerk's substitutes for the name, @address_choices for the address
 *
 * Returns: (transfer full): the certificate's form, also when substitutes are missing (to be
 * shown); ask mado_certificate_items_check() before it is certified. */
MadoCertificateItems *mado_certificate_items_new (const MadoFourItems *items,
                                                  const MadoSubstituteChoice *name_choices,
                                                  gsize n_name_choices,
                                                  const MadoSubstituteChoice *address_choices,
                                                  gsize n_address_choices);
void mado_certificate_items_free (MadoCertificateItems *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCertificateItems, mado_certificate_items_free)

/** mado_certificate_items_n_substitutes: Returns: how many characters the resident has to consent
 * to. */
guint mado_certificate_items_n_substitutes (const MadoCertificateItems *self);

/** mado_certificate_items_check: Returns: whether nothing is missing and the six strings agree. */
gboolean mado_certificate_items_check (const MadoCertificateItems *self, GError **error);

/**
 * mado_certificate_items_get_other_names:
 * @names: (out caller-allocates) (array fixed-size=6): in the order of a card's certificate, 1 4 3
 * 5 2 6; borrowed from @self */
void mado_certificate_items_get_other_names (const MadoCertificateItems *self,
                                             MadoOtherName names[MADO_OTHER_NAMES]);

/**
 * mado_other_names_check:
 * @names: the six in that order, from any certificate
 *
 * Checks OIDs, era against date, sex, repertoire, lengths, and that each flag string fits its text.
 */
gboolean mado_other_names_check (const MadoOtherName names[MADO_OTHER_NAMES], GError **error);

G_END_DECLS
