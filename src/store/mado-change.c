/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-change.h"

#include "mado-four-items.h"
#include "mado-text.h"

#include <string.h>

#define ADDRESS_OR_NAME (MADO_NEW_ADDRESS | MADO_NEW_NAME)

/* clang-format off */
/* domain.md 5.3, 1.7 and corrections 10.6; the ids are those of the rules (mado-lapse). */
static const MadoChangeKind kinds[] = {
  { "move_within",              "転居",                                   MADO_NEW_ADDRESS },
  { "move_out",                 "転出",                                   0                },
  { "move_in",                  "転入",                                   0                },
  { "move_abroad",              "国外転出",                               0                },
  { "death",                    "死亡",                                   0                },
  { "erased",                   "職権消除",                               0                },
  { "name_change",              "氏名変更 氏名の変更",                    MADO_NEW_NAME    },
  { "alias_change",             "通称変更 通称の変更",                    0                },
  { "birth_correction",         "生年月日訂正 生年月日の修正",            MADO_NEW_BIRTH   },
  { "sex_correction",           "性別訂正 性別の修正",                    MADO_NEW_SEX     },
  { "uncommon_character",       "異体字書換え 異体字変更",                ADDRESS_OR_NAME  },
  { "resident_code",            "住民票コード変更 住民票コードの変更",    0                },
  { "household",                "世帯変更 世帯の変更",                    0                },
  { "common_character",         "常用文字書換え 常用平易な文字への書換え", ADDRESS_OR_NAME },
  { "character_identification", "文字同定 文字の同定",                    ADDRESS_OR_NAME  },
  { "area_renaming",            "町名変更 行政区画変更 字名変更",         MADO_NEW_ADDRESS },
  { "lot_renumbering",          "地番 地番変更 地番の変更",               MADO_NEW_ADDRESS },
  { "residence_indication",     "住居表示 住居表示の実施 住居表示の変更", MADO_NEW_ADDRESS },
  { "building_name",            "建物名 建物名変更 貸主変更",             MADO_NEW_ADDRESS },
  { "other_minor",              "その他軽微な修正",                       0                },
};

#define A_DAY "a day like 2026-11-20 or H25.4.12 is expected"
#define TO_COME "the day has not come yet"
#define A_NAME "a name of at most 100 characters is expected"
#define A_READING "a reading in katakana is expected"
#define NEEDED "is empty and this kind of change needs it"

static const struct { const char *code, *words; } faults[MADO_N_CHANGE_FAULTS] = {
  [MADO_CHANGE_FAULT_NONE]           = { "none",           "nothing is wrong" },
  [MADO_CHANGE_FAULT_TOO_LONG]       = { "too-long",       "the line is too long" },
  [MADO_CHANGE_FAULT_ENCODING]       = { "encoding",       "a character is not of the file's encoding (UTF-8 or CP932)" },
  [MADO_CHANGE_FAULT_QUOTE]          = { "quote",          "a quotation mark too many or too few" },
  [MADO_CHANGE_FAULT_LINE_BREAK]     = { "line-break",     "a line break inside a field in quotation marks: the row must stand in one line" },
  [MADO_CHANGE_FAULT_COLUMNS]        = { "columns",        "the line has fewer or more columns than the heading" },
  [MADO_CHANGE_FAULT_KIND]           = { "kind",           "column 異動事由 (kind): no known kind of change" },
  [MADO_CHANGE_FAULT_DAY]            = { "day",            "column 異動日 (day): " A_DAY },
  [MADO_CHANGE_FAULT_DAY_AHEAD]      = { "day-ahead",      "column 異動日 (day): " TO_COME "; import the file again on that day or later" },
  [MADO_CHANGE_FAULT_DAY_BEFORE_BIRTH] = { "day-before-birth", "column 異動日 (day): the day is before the birth" },
  [MADO_CHANGE_FAULT_KANA]           = { "kana",           "column フリガナ (kana): " A_READING },
  [MADO_CHANGE_FAULT_BIRTH]          = { "birth",          "column 生年月日 (birth): " A_DAY },
  [MADO_CHANGE_FAULT_BIRTH_AHEAD]    = { "birth-ahead",    "column 生年月日 (birth): " TO_COME },
  [MADO_CHANGE_FAULT_NAME]           = { "name",           "column 氏名 (name): " A_NAME },
  [MADO_CHANGE_FAULT_NEW_VALUE]      = { "new-value",      "columns 新氏名 (new_name) and 新住所 (new_address): both are empty and this kind of change needs one" },
  [MADO_CHANGE_FAULT_NO_NEW_NAME]    = { "no-new-name",    "column 新氏名 (new_name): " NEEDED },
  [MADO_CHANGE_FAULT_NO_NEW_ADDRESS] = { "no-new-address", "column 新住所 (new_address): " NEEDED },
  [MADO_CHANGE_FAULT_NO_NEW_BIRTH]   = { "no-new-birth",   "column 新生年月日 (new_birth): " NEEDED },
  [MADO_CHANGE_FAULT_NO_NEW_SEX]     = { "no-new-sex",     "column 新性別 (new_sex): " NEEDED },
  [MADO_CHANGE_FAULT_NEW_NAME]       = { "new-name",       "column 新氏名 (new_name): " A_NAME },
  [MADO_CHANGE_FAULT_NEW_KANA]       = { "new-kana",       "column 新フリガナ (new_kana): " A_READING },
  [MADO_CHANGE_FAULT_NEW_ALIAS]      = { "new-alias",      "column 新通称 (new_alias): " A_NAME },
  [MADO_CHANGE_FAULT_NEW_ADDRESS]    = { "new-address",    "column 新住所 (new_address): an address of at most 200 characters is expected" },
  [MADO_CHANGE_FAULT_NEW_BIRTH]      = { "new-birth",      "column 新生年月日 (new_birth): " A_DAY },
  [MADO_CHANGE_FAULT_NEW_BIRTH_AHEAD] = { "new-birth-ahead", "column 新生年月日 (new_birth): " TO_COME },
  [MADO_CHANGE_FAULT_NEW_SEX]        = { "new-sex",        "column 新性別 (new_sex): 1 2 9 or 男 女 is expected" },
};
/* clang-format on */

const char *
mado_change_fault_to_string (MadoChangeFault fault)
{
  return faults[fault].code;
}

const char *
mado_change_fault_to_words (MadoChangeFault fault)
{
  return faults[fault].words;
}

const MadoChangeKind *
mado_change_kind_get (guint index)
{
  return index < G_N_ELEMENTS (kinds) ? &kinds[index] : NULL;
}

/* Whether @word is one of @words, which are parted by single blanks. */
static gboolean
is_one_of (const char *words, const char *word)
{
  gsize n_word = strlen (word);

  for (const char *at = words; *at != '\0';)
    {
      gsize n = strcspn (at, " ");

      if (n == n_word && memcmp (at, word, n) == 0)
        return TRUE;
      at += at[n] == ' ' ? n + 1 : n;
    }
  return FALSE;
}

const MadoChangeKind *
mado_change_kind_find (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (*word != '\0' && (g_str_equal (kinds[i].id, word) || is_one_of (kinds[i].words, word)))
      return &kinds[i];
  return NULL;
}

void
mado_change_free (MadoChange *self)
{
  g_free (self->name);
  g_free (self->kana);
  g_free (self->new_name);
  g_free (self->new_kana);
  g_free (self->new_alias);
  g_free (self->new_address);
  g_free (self);
}

/* --- reading one row --- */

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
has_control (const char *text)
{
  for (const char *at = text; *at != '\0'; at = mado_text_step (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* Returns: the digits of @text, which must have the shape of @shape ("0" stands for one), else 0.
 */
static guint
take_digits (const char *text, const char *shape)
{
  guint packed = 0;

  for (; *shape != '\0'; text++, shape++)
    {
      if (*shape == '0' ? !g_ascii_isdigit (*text) : *text != *shape)
        return 0;
      if (*shape == '0')
        packed = packed * 10 + (guint) g_ascii_digit_value (*text);
    }
  return *text == '\0' ? packed : 0;
}

/* What nearly every file has; an era is not needed for a day that is only looked up. */
static guint
plain_day (const char *text)
{
  static const char *const shapes[] = { "0000-00-00", "0000/00/00", "00000000" };
  guint packed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes) && packed == 0; i++)
    packed = take_digits (text, shapes[i]);
  if (packed < 18730101 || packed > 20991231
      || !g_date_valid_dmy ((GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                            (GDateYear) (packed / 10000)))
    return 0;
  return packed;
}

/* Year, month and day are parted in one way: 2026-11/20 is somebody's slip. */
static gboolean
is_parted_alike (const char *text)
{
  static const char *const parts[][2]
      = { { "-", "-" }, { "/", "/" }, { ".", "." }, { "年", "月" } };
  g_autofree char *plain = mado_text_normalize_digits (text);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    n += strstr (plain, parts[i][0]) != NULL || strstr (plain, parts[i][1]) != NULL ? 1 : 0;
  return n <= 1;
}

/* Returns: YYYYMMDD, 0 when it is no day. */
static guint
read_day (const char *text)
{
  MadoWareki date;
  guint packed;

  if (is_empty (text))
    return 0;
  packed = plain_day (text);
  if (packed != 0)
    return packed;
  if (!is_parted_alike (text) || !mado_wareki_parse (text, &date, NULL))
    return 0;
  return date.year * 10000u + date.month * 100u + date.day;
}

/* Returns: (transfer full) (nullable): the normalised name, NULL when it cannot stand. */
static char *
read_name (const char *text)
{
  g_autofree char *name = NULL;

  if (is_empty (text) || has_control (text))
    return NULL;
  name = mado_text_normalize_name (text);
  if (*name == '\0' || mado_text_length (name) > MADO_NAME_MAX)
    return NULL;
  return g_steal_pointer (&name);
}

static char *
read_kana (const char *text)
{
  g_autofree char *kana = NULL;

  if (is_empty (text) || has_control (text))
    return NULL;
  kana = mado_text_normalize_kana (text);
  if (!mado_text_is_katakana (kana) || mado_text_length (kana) > MADO_NAME_MAX)
    return NULL;
  return g_steal_pointer (&kana);
}

static char *
read_address (const char *text)
{
  g_autofree char *address = NULL;

  if (is_empty (text) || has_control (text))
    return NULL;
  address = mado_text_normalize_address (text);
  if (*address == '\0' || mado_text_length (address) > MADO_ADDRESS_MAX)
    return NULL;
  return g_steal_pointer (&address);
}

static guint
read_sex (const char *text)
{
  static const struct
  {
    const char *word;
    guint sex;
  } sexes[] = { { "1", 1 }, { "男", 1 }, { "2", 2 }, { "女", 2 }, { "9", 9 }, { "3", 9 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sexes); i++)
    if (g_strcmp0 (text, sexes[i].word) == 0)
      return sexes[i].sex;
  return 0;
}

/* Takes the new values; the first that is there but unusable is the fault. */
static MadoChangeFault
read_new_values (MadoChange *self, const char *const *fields)
{
  self->new_name = read_name (fields[MADO_CHANGE_FIELD_NEW_NAME]);
  if (self->new_name == NULL && !is_empty (fields[MADO_CHANGE_FIELD_NEW_NAME]))
    return MADO_CHANGE_FAULT_NEW_NAME;
  self->new_kana = read_kana (fields[MADO_CHANGE_FIELD_NEW_KANA]);
  if (self->new_kana == NULL && !is_empty (fields[MADO_CHANGE_FIELD_NEW_KANA]))
    return MADO_CHANGE_FAULT_NEW_KANA;
  self->new_alias = read_name (fields[MADO_CHANGE_FIELD_NEW_ALIAS]);
  if (self->new_alias == NULL && !is_empty (fields[MADO_CHANGE_FIELD_NEW_ALIAS]))
    return MADO_CHANGE_FAULT_NEW_ALIAS;
  self->new_address = read_address (fields[MADO_CHANGE_FIELD_NEW_ADDRESS]);
  if (self->new_address == NULL && !is_empty (fields[MADO_CHANGE_FIELD_NEW_ADDRESS]))
    return MADO_CHANGE_FAULT_NEW_ADDRESS;
  self->new_birth = read_day (fields[MADO_CHANGE_FIELD_NEW_BIRTH]);
  if (self->new_birth == 0 && !is_empty (fields[MADO_CHANGE_FIELD_NEW_BIRTH]))
    return MADO_CHANGE_FAULT_NEW_BIRTH;
  self->new_sex = read_sex (fields[MADO_CHANGE_FIELD_NEW_SEX]);
  if (self->new_sex == 0 && !is_empty (fields[MADO_CHANGE_FIELD_NEW_SEX]))
    return MADO_CHANGE_FAULT_NEW_SEX;
  return MADO_CHANGE_FAULT_NONE;
}

/* Whether what the kind needs is there. */
static MadoChangeFault
find_missing (const MadoChange *self)
{
  guint has = (self->new_name != NULL ? MADO_NEW_NAME : 0u)
              | (self->new_alias != NULL ? MADO_NEW_ALIAS : 0u)
              | (self->new_address != NULL ? MADO_NEW_ADDRESS : 0u)
              | (self->new_birth != 0 ? MADO_NEW_BIRTH : 0u)
              | (self->new_sex != 0 ? MADO_NEW_SEX : 0u);
  guint needs = self->kind->needs;

  if (needs == 0 || (needs & has) != 0)
    return MADO_CHANGE_FAULT_NONE;
  if (needs == ADDRESS_OR_NAME)
    return MADO_CHANGE_FAULT_NEW_VALUE;
  if (needs == MADO_NEW_ADDRESS)
    return MADO_CHANGE_FAULT_NO_NEW_ADDRESS;
  if (needs == MADO_NEW_BIRTH)
    return MADO_CHANGE_FAULT_NO_NEW_BIRTH;
  return needs == MADO_NEW_SEX ? MADO_CHANGE_FAULT_NO_NEW_SEX : MADO_CHANGE_FAULT_NO_NEW_NAME;
}

/* Days that can each stand, beside each other and today. */
static MadoChangeFault
find_impossible_day (const MadoChange *self, guint today)
{
  if (self->birth > today)
    return MADO_CHANGE_FAULT_BIRTH_AHEAD;
  if (self->day > today)
    return MADO_CHANGE_FAULT_DAY_AHEAD;
  if (self->day < self->birth)
    return MADO_CHANGE_FAULT_DAY_BEFORE_BIRTH;
  return self->new_birth > today ? MADO_CHANGE_FAULT_NEW_BIRTH_AHEAD : MADO_CHANGE_FAULT_NONE;
}

static MadoChangeFault
read_fields (MadoChange *self, const char *const *fields)
{
  const char *kind = fields[MADO_CHANGE_FIELD_KIND];
  MadoChangeFault fault;

  self->kind = kind != NULL ? mado_change_kind_find (kind) : NULL;
  if (self->kind == NULL)
    return MADO_CHANGE_FAULT_KIND;
  self->day = read_day (fields[MADO_CHANGE_FIELD_DAY]);
  if (self->day == 0)
    return MADO_CHANGE_FAULT_DAY;
  self->kana = read_kana (fields[MADO_CHANGE_FIELD_KANA]);
  if (self->kana == NULL)
    return MADO_CHANGE_FAULT_KANA;
  self->birth = read_day (fields[MADO_CHANGE_FIELD_BIRTH]);
  if (self->birth == 0)
    return MADO_CHANGE_FAULT_BIRTH;
  self->name = read_name (fields[MADO_CHANGE_FIELD_NAME]);
  if (self->name == NULL)
    return MADO_CHANGE_FAULT_NAME;
  fault = read_new_values (self, fields);
  return fault != MADO_CHANGE_FAULT_NONE ? fault : find_missing (self);
}

MadoChange *
mado_change_new_from_fields (const char *const fields[MADO_N_CHANGE_FIELDS], guint today,
                             MadoChangeFault *fault)
{
  g_autoptr (MadoChange) self = g_new0 (MadoChange, 1);

  *fault = read_fields (self, fields);
  if (*fault == MADO_CHANGE_FAULT_NONE)
    *fault = find_impossible_day (self, today);
  return *fault == MADO_CHANGE_FAULT_NONE ? g_steal_pointer (&self) : NULL;
}

/* --- digest --- */

static void
add_text (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""), -1);
  g_checksum_update (sum, (const guchar *) "\x1f", 1); /* in no normalised text */
}

static void
add_number (GChecksum *sum, guint number)
{
  char text[sizeof "4294967295"];

  g_snprintf (text, sizeof text, "%u", number);
  add_text (sum, text);
}

void
mado_change_digest (const MadoChange *self, guint8 digest[MADO_CHANGE_DIGEST])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n_digest = MADO_CHANGE_DIGEST;

  add_text (sum, self->kind->id);
  add_number (sum, self->day);
  add_text (sum, self->name);
  add_text (sum, self->kana);
  add_number (sum, self->birth);
  add_text (sum, self->new_name);
  add_text (sum, self->new_kana);
  add_text (sum, self->new_alias);
  add_text (sum, self->new_address);
  add_number (sum, self->new_birth);
  add_number (sum, self->new_sex);
  g_checksum_get_digest (sum, digest, &n_digest);
}
