/* mado-change.h - one change of resident data (異動), as a row of the register's file says it
 *
 * Layer: store.  Threads: a value; the table is constant.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why a row is not taken; "everything else" of the file is. */
typedef enum
{
  MADO_CHANGE_FAULT_NONE,
  MADO_CHANGE_FAULT_TOO_LONG,   /* the line */
  MADO_CHANGE_FAULT_ENCODING,   /* not UTF-8, or not CP932 */
  MADO_CHANGE_FAULT_QUOTE,      /* a quotation mark too many or too few */
  MADO_CHANGE_FAULT_LINE_BREAK, /* inside a field in quotation marks; the row ends further down */
  MADO_CHANGE_FAULT_COLUMNS,    /* fewer or more than the heading */
  MADO_CHANGE_FAULT_KIND,       /* unknown 異動事由 */
  MADO_CHANGE_FAULT_DAY,        /* 異動日 */
  MADO_CHANGE_FAULT_DAY_AHEAD,  /* has not come: the row is imported again on that day or later */
  MADO_CHANGE_FAULT_DAY_BEFORE_BIRTH,
  MADO_CHANGE_FAULT_KANA, /* empty or not katakana */
  MADO_CHANGE_FAULT_BIRTH,
  MADO_CHANGE_FAULT_BIRTH_AHEAD, /* has not come */
  MADO_CHANGE_FAULT_NAME,        /* empty, too long, or with control characters */
  MADO_CHANGE_FAULT_NEW_VALUE,   /* neither of the two new values that the kind needs one of */
  MADO_CHANGE_FAULT_NO_NEW_NAME, /* what the kind needs is missing */
  MADO_CHANGE_FAULT_NO_NEW_ADDRESS,
  MADO_CHANGE_FAULT_NO_NEW_BIRTH,
  MADO_CHANGE_FAULT_NO_NEW_SEX,
  MADO_CHANGE_FAULT_NEW_NAME, /* it is there and unusable */
  MADO_CHANGE_FAULT_NEW_KANA,
  MADO_CHANGE_FAULT_NEW_ALIAS,
  MADO_CHANGE_FAULT_NEW_ADDRESS,
  MADO_CHANGE_FAULT_NEW_BIRTH,
  MADO_CHANGE_FAULT_NEW_BIRTH_AHEAD,
  MADO_CHANGE_FAULT_NEW_SEX,
  MADO_N_CHANGE_FAULTS,
} MadoChangeFault;

/** mado_change_fault_to_string: Returns: "too-long" …, as in the report file. */
const char *mado_change_fault_to_string (MadoChangeFault fault);

/** mado_change_fault_to_words: Returns: (transfer none): which column, and what is expected there,
 *   in English and without a comma: "column 異動日 (day): …". */
const char *mado_change_fault_to_words (MadoChangeFault fault);

/* New values that a row may carry. */
typedef enum
{
  MADO_NEW_NAME = 1 << 0,
  MADO_NEW_ALIAS = 1 << 1,
  MADO_NEW_ADDRESS = 1 << 2,
  MADO_NEW_BIRTH = 1 << 3,
  MADO_NEW_SEX = 1 << 4,
} MadoNewValue;

typedef struct
{
  const char *id;    /* as the rules and the database name it: "move_within" */
  const char *words; /* as files write it, parted by blanks: 転居 */
  guint needs;       /* of MadoNewValue: at least one of these must be there; 0: none */
} MadoChangeKind;

/** mado_change_kind_get: Returns: (transfer none) (nullable): kind @index of the table, %NULL after
 *   the last. */
const MadoChangeKind *mado_change_kind_get (guint index);

/** mado_change_kind_find: @word: one of a kind's words, or its id.  Returns: (transfer none)
 *   (nullable) */
const MadoChangeKind *mado_change_kind_find (const char *word);

#define MADO_CHANGE_DIGEST 32 /* bytes: SHA-256 */

typedef struct
{
  const MadoChangeKind *kind;
  guint64 line;                                        /* of the file, from 1 */
  guint day;                                           /* YYYYMMDD: when it took effect */
  char *name, *kana;                                   /* owned: of the person before the change */
  guint birth;                                         /* YYYYMMDD */
  char *new_name, *new_kana, *new_alias, *new_address; /* owned, nullable */
  guint new_birth;                                     /* YYYYMMDD, 0: none */
  guint new_sex;                                       /* 1, 2, 9; 0: none */
} MadoChange;

void mado_change_free (MadoChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoChange, mado_change_free)

typedef enum
{
  MADO_CHANGE_FIELD_KIND,
  MADO_CHANGE_FIELD_DAY,
  MADO_CHANGE_FIELD_NAME,
  MADO_CHANGE_FIELD_KANA,
  MADO_CHANGE_FIELD_BIRTH,
  MADO_CHANGE_FIELD_NEW_NAME,
  MADO_CHANGE_FIELD_NEW_KANA,
  MADO_CHANGE_FIELD_NEW_ALIAS,
  MADO_CHANGE_FIELD_NEW_ADDRESS,
  MADO_CHANGE_FIELD_NEW_BIRTH,
  MADO_CHANGE_FIELD_NEW_SEX,
  MADO_N_CHANGE_FIELDS,
} MadoChangeField;

/**
 * mado_change_new_from_fields:
 * @fields: (nullable) entries: by MadoChangeField, as written
 * @today: YYYYMMDD: neither the change nor a birth can be after it
 * @fault: (out): what is wrong, when %NULL is returned
 *
 * Checks and normalises one row. */
MadoChange *mado_change_new_from_fields (const char *const fields[MADO_N_CHANGE_FIELDS],
                                         guint today, MadoChangeFault *fault);

/** mado_change_digest: @digest: (out caller-allocates): of all values but the line: the same change
 *   in another file has the same. */
void mado_change_digest (const MadoChange *self, guint8 digest[MADO_CHANGE_DIGEST]);

G_END_DECLS
