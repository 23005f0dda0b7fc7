/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-card-holder.h"

#include "mado-card-error.h"
#include "mado-certificate.h"
#include "mado-person.h"
#include "mado-query.h"

/* YYYYMMDD; 0 before there is a form. */
static guint
birth_of (const MadoCase *work)
{
  const MadoWareki *birth = work->form != NULL ? &work->form->birth : NULL;

  return birth != NULL ? birth->year * 10000u + birth->month * 100u + birth->day : 0;
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD, why);
  return FALSE;
}

/* The certificate has "319800217": the era's digit and the day. */
static gboolean
check_birth (MadoCertificate *certificate, const MadoCase *work, GError **error)
{
  const char *born = mado_certificate_get_holder (certificate, MADO_HOLDER_BIRTH);

  return born == NULL || *born == '\0' || birth_of (work) == 0
         || g_ascii_strtoull (born + 1, NULL, 10) == birth_of (work)
         || refuse ("the card's certificate is another person's", error);
}

/* --- the name: a form's against one that bears substitutes --- */

/* One character as it stands in the certificate. */
typedef struct
{
  char *text;           /* owned */
  gboolean substituted; /* in a form: outside the repertoire; in a certificate: flagged */
} Letter;

static void
letter_clear (gpointer data)
{
  g_free (((Letter *) data)->text);
}

static GArray *
letters_new (void)
{
  GArray *letters = g_array_new (FALSE, TRUE, sizeof (Letter));

  g_array_set_clear_func (letters, letter_clear);
  return letters;
}

static void
add_letter (GArray *letters, char *text, gboolean substituted)
{
  Letter letter = { text, substituted };

  g_array_append_val (letters, letter);
}

/* A blank is typed or left out. */
static gboolean
is_nothing (const char *letter)
{
  g_autofree char *folded = mado_person_fold (letter);

  return *folded == '\0';
}

static GArray *
split_form (const char *name)
{
  GArray *letters = letters_new ();

  for (const char *at = name; *at != '\0'; at = mado_text_next (at))
    {
      g_autofree char *letter = g_strndup (at, (gsize) (mado_text_next (at) - at));
      g_autoptr (MadoCertificateText) certified = mado_certificate_text_new (letter, NULL, 0);

      if (!is_nothing (letter))
        add_letter (letters, g_strdup (certified->text), certified->substitutes->len > 0);
    }
  return letters;
}

/* @flags: (nullable): a digit a character, if it is as long as the name. */
static GArray *
split_certificate (const char *name, const char *flags)
{
  const gboolean flagged = flags != NULL && mado_certificate_text_flags_fit (name, flags);
  GArray *letters = letters_new ();
  gsize i = 0;

  for (const char *at = name; *at != '\0'; at = mado_text_next (at), i++)
    {
      g_autofree char *letter = g_strndup (at, (gsize) (mado_text_next (at) - at));

      if (!is_nothing (letter))
        add_letter (letters, g_strdup (letter), flagged && flags[i] == '1');
    }
  return letters;
}

static gboolean
is_kana (const char *letter)
{
  const gunichar character = g_utf8_get_char (letter);

  return character >= 0x3041 && character <= 0x30FF;
}

/* Kana in the place of a kanji was chosen by a clerk, and so may be a character where the form has
 * one that no certificate can hold: what stood in the register's place is not known from it. */
static gboolean
is_chosen (const Letter *written, const Letter *certified)
{
  return certified->substituted && (written->substituted || is_kana (certified->text));
}

/* @reached: for each place of the form a row of places of the certificate to which it is matched.
 */
static void
match_letter (const GArray *form, guint i, const GArray *certificate, gboolean *const *reached)
{
  const Letter *written = &g_array_index (form, Letter, i);

  for (guint j = 0; j < certificate->len; j++)
    {
      if (!reached[i][j])
        continue;
      if (mado_text_compare (written->text, g_array_index (certificate, Letter, j).text)
          != MADO_TEXT_DIFFERENT)
        reached[i + 1][j + 1] = TRUE;
      for (guint k = j;
           k < certificate->len && is_chosen (written, &g_array_index (certificate, Letter, k));
           k++)
        reached[i + 1][k + 1] = TRUE;
    }
}

/* Whether @form may be the name on @certificate: letter for letter, but what was chosen. */
static gboolean
may_be (const GArray *form, const GArray *certificate)
{
  const guint width = certificate->len + 1;
  g_autofree gboolean *places = g_new0 (gboolean, (form->len + 1) * width);
  g_autofree gboolean **reached = g_new (gboolean *, form->len + 1);

  for (guint i = 0; i <= form->len; i++)
    reached[i] = places + i * width;
  reached[0][0] = TRUE;
  for (guint i = 0; i < form->len; i++)
    match_letter (form, i, certificate, reached);
  return reached[form->len][certificate->len];
}

static gboolean
check_name (MadoCertificate *certificate, const MadoCase *work, GError **error)
{
  const char *name = mado_certificate_get_holder (certificate, MADO_HOLDER_NAME);
  g_autoptr (GArray) form = NULL;
  g_autoptr (GArray) held = NULL;

  if (name == NULL || *name == '\0' || work->form == NULL || work->form->name == NULL)
    return TRUE;
  form = split_form (work->form->name);
  held
      = split_certificate (name, mado_certificate_get_holder (certificate, MADO_HOLDER_NAME_FLAGS));
  return form->len == 0 || may_be (form, held)
         || refuse ("the card's certificate bears another name", error);
}

/* --- for the rows --- */

gboolean
mado_card_holder_check_birth (const MadoCardState *state, const MadoCase *work, char **other_name,
                              GError **error)
{
  g_autoptr (MadoCertificate) certificate
      = state->certificate != NULL ? mado_certificate_new (state->certificate, NULL) : NULL;

  *other_name = NULL;
  if (certificate == NULL)
    return TRUE;
  if (!check_birth (certificate, work, error))
    return FALSE;
  if (!check_name (certificate, work, NULL))
    *other_name = g_strdup (mado_certificate_get_holder (certificate, MADO_HOLDER_NAME));
  return TRUE;
}

gboolean
mado_card_holder_check (const MadoCardState *state, const MadoCase *work, GError **error)
{
  g_autoptr (MadoCertificate) certificate
      = state->certificate != NULL ? mado_certificate_new (state->certificate, NULL) : NULL;

  return certificate == NULL
         || (check_birth (certificate, work, error) && check_name (certificate, work, error));
}

gboolean
mado_card_holder_check_record (MadoDb *db, const MadoCase *work, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/holder-of-card", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", work->case_id);
  mado_query_bind_text (query, "card_id", work->card_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  return !has_row || birth_of (work) == 0
         || mado_query_get_integer (query, "birth") == birth_of (work)
         || refuse ("the card went through a case of another person", error);
}
