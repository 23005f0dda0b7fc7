/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-search.h"

#include "mado-bigram.h"
#include "mado-query.h"
#include "mado-text.h"
#include "mado-txn.h"

#include <string.h>

#define CARD_DIGITS 4 /* the last ones, as printed on receipts */
#define DIGITS_MAX 40 /* the longest number is a serial of 20 bytes */
#define CATCH_UP 500  /* cases a transaction */
#define WORDS_MAX 8   /* more words than anybody types */

/* What a token of a number begins with. */
#define CASE 'n'
#define LETTER 'q'
#define SERIAL 's'
#define BIRTH 'b'
#define CARD 'k'

typedef struct
{
  char *name, *kana, *loose; /* owned */
  GString *numbers;          /* owned */
} Tokens;

static void
tokens_clear (Tokens *self)
{
  g_free (self->name);
  g_free (self->kana);
  g_free (self->loose);
  g_string_free (self->numbers, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tokens, tokens_clear)

/* Adds the letters and digits of @number, small, as one token. */
static void
add_number (GString *numbers, char kind, const char *number)
{
  if (number == NULL || *number == '\0')
    return;
  if (numbers->len > 0)
    g_string_append_c (numbers, ' ');
  g_string_append_c (numbers, kind);
  for (const char *at = number; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (numbers, g_ascii_tolower (*at));
}

static void
add_birth (GString *numbers, const MadoWareki *birth)
{
  char text[sizeof "20991231"];

  g_snprintf (text, sizeof text, "%04u%02u%02u", birth->year % 10000u, birth->month % 100u,
              birth->day % 100u);
  add_number (numbers, BIRTH, text);
}

static void
add_names (GString *names, GString *loose, const char *text)
{
  g_autofree char *folded = mado_bigram_fold (text != NULL ? text : "");
  g_autofree char *tokens = mado_bigram_tokens (folded);
  g_autofree char *loosened = mado_bigram_loosen (folded);
  g_autofree char *loose_tokens = mado_bigram_tokens (loosened);

  if (*tokens != '\0')
    g_string_append_printf (names, "%s ", tokens);
  if (!g_str_equal (folded, loosened))
    g_string_append_printf (loose, "%s ", loose_tokens);
}

/* @items: (nullable): up to two versions of one person; the same text is indexed once. */
static void
take_person (Tokens *tokens, const MadoFourItems *first, const MadoFourItems *second)
{
  GString *name = g_string_new (NULL), *kana = g_string_new (NULL), *loose = g_string_new (NULL);
  const MadoFourItems *const both[] = { first, second };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const MadoFourItems *other = i == 0 ? NULL : first;
      const MadoFourItems *items = both[i];

      if (items == NULL)
        continue;
      if (other == NULL || g_strcmp0 (other->name, items->name) != 0)
        add_names (name, loose, items->name);
      if (other == NULL || g_strcmp0 (other->alias, items->alias) != 0)
        add_names (name, loose, items->alias);
      if (other == NULL || g_strcmp0 (other->kana, items->kana) != 0)
        add_names (kana, loose, items->kana);
      if (other == NULL || !mado_wareki_equal (&other->birth, &items->birth))
        add_birth (tokens->numbers, &items->birth);
    }
  tokens->name = g_string_free (name, FALSE);
  tokens->kana = g_string_free (kana, FALSE);
  tokens->loose = g_string_free (loose, FALSE);
}

static gboolean
is_indexed (MadoDb *db, const char *query_name, const char *key, gint64 id, const Tokens *tokens,
            gboolean *indexed, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, query_name, error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, key, id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *indexed = has_row && g_strcmp0 (mado_query_get_text (query, "name"), tokens->name) == 0
             && g_strcmp0 (mado_query_get_text (query, "kana"), tokens->kana) == 0
             && g_strcmp0 (mado_query_get_text (query, "loose"), tokens->loose) == 0
             && g_strcmp0 (mado_query_get_text (query, "numbers"), tokens->numbers->str) == 0;
  return TRUE;
}

static gboolean
replace (MadoDb *db, const char *query_name, const char *key, gint64 id, const Tokens *tokens,
         GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, query_name, error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, key, id);
  mado_query_bind_text (query, "name", tokens->name);
  mado_query_bind_text (query, "kana", tokens->kana);
  mado_query_bind_text (query, "loose", tokens->loose);
  mado_query_bind_text (query, "numbers", tokens->numbers->str);
  return mado_query_run (query, error);
}

gboolean
mado_search_index_case (const MadoCase *of, MadoDb *db, GError **error)
{
  g_auto (Tokens) tokens = { .numbers = g_string_new (NULL) };
  gsize n_card = of->card_id != NULL ? strlen (of->card_id) : 0;
  gboolean indexed;

  add_number (tokens.numbers, CASE, of->number);
  if (of->number != NULL && strlen (of->number) > 4)
    add_number (tokens.numbers, CASE, of->number + 4); /* without the year */
  add_number (tokens.numbers, SERIAL, of->serial);
  if (n_card >= CARD_DIGITS)
    add_number (tokens.numbers, CARD, of->card_id + n_card - CARD_DIGITS);
  take_person (&tokens, of->form, of->register_items);
  if (!is_indexed (db, "search/case-tokens", "case_id", of->case_id, &tokens, &indexed, error))
    return FALSE;
  return indexed || replace (db, "search/case-replace", "case_id", of->case_id, &tokens, error);
}

gboolean
mado_search_index_inquiry (const MadoInquiry *of, MadoDb *db, GError **error)
{
  g_auto (Tokens) tokens = { .numbers = g_string_new (NULL) };

  add_number (tokens.numbers, LETTER, of->number);
  take_person (&tokens, of->person, NULL);
  return replace (db, "search/inquiry-replace", "inquiry_id", of->inquiry_id, &tokens, error);
}

/* --- what was there before --- */

static GArray *
list_pending (MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "search/pending", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "limit", CATCH_UP);
  for (;;)
    {
      gint64 case_id;

      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      case_id = mado_query_get_integer (query, "case_id");
      g_array_append_val (ids, case_id);
    }
}

static gboolean
index_pending (MadoDb *db, gint64 case_id, GError **error)
{
  g_autoptr (MadoCase) pending = mado_case_load (db, case_id, error);
  g_autoptr (MadoQuery) query = NULL;

  if (pending == NULL || !mado_search_index_case (pending, db, error))
    return FALSE;
  query = mado_query_new (db, "search/pending-done", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  return mado_query_run (query, error);
}

static gboolean
index_some (MadoDb *db, const GArray *ids, GError **error)
{
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, error);

  if (txn == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!index_pending (db, g_array_index (ids, gint64, i), error))
      return FALSE;
  return mado_txn_commit (txn, error);
}

gboolean
mado_search_catch_up (MadoDb *db, GError **error)
{
  for (;;)
    {
      g_autoptr (GArray) ids = list_pending (db, error);

      if (ids == NULL)
        return FALSE;
      if (ids->len == 0)
        return TRUE;
      if (!index_some (db, ids, error))
        return FALSE;
    }
}

/* --- expressions --- */

/* Letters and digits of a number as they are indexed; NULL when @word is no number. */
static char *
number_of (const char *word)
{
  g_autofree char *plain = mado_text_normalize_digits (word);
  g_autoptr (GString) number = g_string_new (NULL);
  gboolean has_digit = FALSE;

  for (const char *at = plain; at != NULL && *at != '\0'; at++)
    {
      if (g_ascii_isxdigit (*at))
        g_string_append_c (number, g_ascii_tolower (*at));
      else if (*at != '-')
        return NULL;
      has_digit |= g_ascii_isdigit (*at) != 0;
    }
  if (!has_digit || number->len > DIGITS_MAX)
    return NULL;
  return g_string_free (g_steal_pointer (&number), FALSE);
}

static void
add_alternative (GString *any, const char *before, const char *value, const char *after)
{
  if (any->len > 0)
    g_string_append (any, " OR ");
  g_string_append_printf (any, "%s%s%s", before, value, after);
}

static void
add_number_word (GString *any, const char *word)
{
  static const char *const kinds[] = { "numbers : n", "numbers : q", "numbers : s" };
  g_autofree char *number = number_of (word);

  if (number == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_alternative (any, kinds[i], number, " *");
  if (strlen (number) == CARD_DIGITS)
    add_alternative (any, "numbers : k", number, "");
}

static void
add_birth_word (GString *any, const char *word)
{
  MadoWareki date;
  char text[sizeof "20991231"];

  if (!mado_wareki_parse (word, &date, NULL))
    return;
  g_snprintf (text, sizeof text, "%04u%02u%02u", date.year % 10000u, date.month % 100u,
              date.day % 100u);
  add_alternative (any, "numbers : b", text, "");
}

static void
add_name_word (GString *any, const char *word, gboolean loose)
{
  g_autofree char *folded = mado_bigram_fold (word);
  g_autofree char *loosened = mado_bigram_loosen (folded);
  g_autofree char *phrase = mado_bigram_phrase (loose ? loosened : folded);

  if (phrase != NULL)
    add_alternative (any, loose ? "{name kana loose} : " : "{name kana} : ", phrase, "");
}

static void
add_word (GString *all, const char *word, gboolean loose)
{
  g_autoptr (GString) any = g_string_new (NULL);

  add_number_word (any, word);
  add_birth_word (any, word);
  if (any->len == 0)
    add_name_word (any, word, loose);
  if (any->len > 0)
    g_string_append_printf (all, "%s(%s)", all->len > 0 ? " AND " : "", any->str);
}

char *
mado_search_expression (const char *text, gboolean loose)
{
  g_autofree char *spaced = g_utf8_make_valid (text, -1);
  g_autoptr (GString) all = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  for (char *at = strstr (spaced, "　"); at != NULL; at = strstr (at, "　"))
    memset (at, ' ', strlen ("　")); /* the blank of Japanese keyboards */
  words = g_strsplit_set (spaced, " \t\n", -1);
  for (guint i = 0, n = 0; words[i] != NULL && n < WORDS_MAX; i++)
    if (words[i][0] != '\0')
      {
        add_word (all, words[i], loose);
        n++;
      }
  return all->len > 0 ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}
