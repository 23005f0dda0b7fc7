/* mado-wareki.h - dates by era: what people write, what the certificate holds
 *
 * An era is one of a small table; years before 1873 (the lunar calendar) are refused.
 *
 * Layer: base.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_WAREKI_ERROR (mado_wareki_error_quark ())
GQuark mado_wareki_error_quark (void);
typedef enum
{
  MADO_WAREKI_ERROR_SHAPE,        /* not a date: write it like S55.2.17 or 1980-02-17 */
  MADO_WAREKI_ERROR_NEEDS_ERA,    /* a two-digit year without an era */
  MADO_WAREKI_ERROR_NO_SUCH_DAY,  /* 30 February, month 13, year 0 */
  MADO_WAREKI_ERROR_NOT_IN_ERA,   /* 昭和64年1月8日: the era had ended, or not begun */
  MADO_WAREKI_ERROR_CHOOSE_ERA,   /* a Gregorian day of two eras: ask which the register has */
  MADO_WAREKI_ERROR_OUT_OF_RANGE, /* before 1873-01-01 or after 2099-12-31 */
} MadoWarekiError;

/** The certificate's digit of an era.  Source: JPKI certificate profile, dateOfBirth. */
typedef enum
{
  MADO_ERA_UNKNOWN = 0,
  MADO_ERA_MEIJI = 1,
  MADO_ERA_TAISHO = 2,
  MADO_ERA_SHOWA = 3,
  MADO_ERA_HEISEI = 4,
  MADO_ERA_REIWA = 5,
} MadoEra;

typedef struct
{
  MadoEra era;
  guint16 year; /* Gregorian, 1873..2099 */
  guint8 month; /* 1..12 */
  guint8 day;   /* 1..31 */
} MadoWareki;

typedef enum
{
  MADO_WAREKI_PLAIN,     /* 昭和55年2月17日, 平成元年1月8日 */
  MADO_WAREKI_GREGORIAN, /* 昭和55年2月17日（1980年） */
} MadoWarekiStyle;

/**
 * mado_wareki_parse:
 * @text: S55.2.17, s55/2/17, 昭和５５年２月１７日, 3550217, 319800217, 1980-02-17, 19800217,
 * 平成元年…, either width and case
 * @date: (out): the date and the era that was written, or the only era of a Gregorian date;
 * untouched on failure
 *
 * Two days belong to two eras, 1912-07-30 (明治45, 大正元) and 1926-12-25 (大正15, 昭和元): the
 * written era is kept and a Gregorian date needs one.  昭和 ended with 1989-01-07 and 平成 with
 * 2019-04-30: no day is shared there. Sources: 元号を改める政令 (昭和64年政令1号,
 * 平成31年政令143号); 大正, 昭和: 詔書 of the day itself. */
gboolean mado_wareki_parse (const char *text, MadoWareki *date, GError **error);

/**
 * mado_wareki_from_date: the era of a day, for dates that are not a register's (today, an end of
 * validity).
 *
 * Returns: the date with the later era where two share it. */
MadoWareki mado_wareki_from_date (const GDate *date);

/** mado_wareki_choose: Returns: whether @date can belong to @era, which is then written into it. */
gboolean mado_wareki_choose (MadoWareki *date, MadoEra era);

/** mado_wareki_is_valid: Returns: whether the day exists, is in range and agrees with its era. */
gboolean mado_wareki_is_valid (const MadoWareki *date);

/** mado_wareki_to_date: sets @date to the day of @self, which is valid. */
void mado_wareki_to_date (const MadoWareki *self, GDate *date);

/** mado_wareki_format: Returns: (transfer full): the date as people read it. */
char *mado_wareki_format (const MadoWareki *self, MadoWarekiStyle style);

/** mado_wareki_format_with_age: Returns: (transfer full): 昭和55年2月17日（1980年・33歳）; @age in
 * years. */
char *mado_wareki_format_with_age (const MadoWareki *self, guint age);

/** mado_wareki_encode: Returns: (transfer full): EYYYYMMDD of the certificate: 319800217. */
char *mado_wareki_encode (const MadoWareki *self);

/** mado_wareki_decode: reads EYYYYMMDD strictly; era digit and day must agree. */
gboolean mado_wareki_decode (const char *encoded, MadoWareki *date, GError **error);

/** mado_wareki_equal: Returns: whether day and era are the same. */
gboolean mado_wareki_equal (const MadoWareki *a, const MadoWareki *b);

/** mado_era_name: Returns: 明治 … 令和, empty for an unknown era. */
const char *mado_era_name (MadoEra era);

G_END_DECLS
