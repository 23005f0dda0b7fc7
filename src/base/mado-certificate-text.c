/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-certificate-text.h"
#include "mado-repertoire.h"

#define GETA "〓" /* U+3013: the printer's mark for a missing character */

typedef struct
{
  GString *text;
  GString *flags;
  MadoCertificateText *result;
} Builder;

static void
substitute_free (MadoSubstitute *substitute)
{
  g_free (substitute->original);
  g_free (substitute->certified);
  g_free (substitute);
}

static void
append (Builder *builder, const char *text, char flag)
{
  g_string_append (builder->text, text);
  for (const char *at = text; *at != '\0'; at = mado_text_step (at))
    g_string_append_c (builder->flags, flag);
}

static const char *
find_choice (const MadoSubstituteChoice *choices, gsize n_choices, guint position)
{
  for (gsize i = 0; i < n_choices; i++)
    if (choices[i].position == position && mado_certificate_text_is_certifiable (choices[i].text))
      return choices[i].text;
  return NULL;
}

/* What stands for @original, whose base is @base: decided by the clerk, else by the base, else by
 * the table. */
static MadoSubstituteKind
decide_substitute (gunichar base, const char *choice, char **certified)
{
  gunichar known = mado_repertoire_substitute (base);

  if (choice != NULL)
    {
      *certified = g_strdup (choice);
      return MADO_SUBSTITUTE_CHOSEN;
    }
  if (mado_repertoire_of (base) != MADO_REPERTOIRE_NONE)
    known = base;
  if (known == 0)
    {
      *certified = g_strdup (GETA);
      return MADO_SUBSTITUTE_MISSING;
    }
  *certified = g_new0 (char, 7);
  g_unichar_to_utf8 (known, *certified);
  return known == base ? MADO_SUBSTITUTE_SELECTOR : MADO_SUBSTITUTE_KNOWN;
}

static void
append_character (Builder *builder, const char *original, guint position, const char *choice)
{
  gunichar base = g_utf8_get_char (original);
  gboolean bare = *mado_text_step (original) == '\0';
  MadoSubstitute *substitute;

  /* The register's own character stands wherever the certificate can hold it (LAW 7 no. 3),
   * whatever was chosen for what stood there before. */
  if (bare && mado_repertoire_of (base) != MADO_REPERTOIRE_NONE)
    return append (builder, original, '0');

  substitute = g_new0 (MadoSubstitute, 1);
  substitute->position = position;
  substitute->original = g_strdup (original);
  substitute->kind = decide_substitute (base, choice, &substitute->certified);
  builder->result->n_missing += substitute->kind == MADO_SUBSTITUTE_MISSING;
  append (builder, substitute->certified, '1');
  g_ptr_array_add (builder->result->substitutes, substitute);
}

MadoCertificateText *
mado_certificate_text_new (const char *source, const MadoSubstituteChoice *choices, gsize n_choices)
{
  MadoCertificateText *self = g_new0 (MadoCertificateText, 1);
  Builder builder = { .text = g_string_new (NULL), .flags = g_string_new (NULL), .result = self };
  guint position = 0;

  self->substitutes = g_ptr_array_new_with_free_func ((GDestroyNotify) substitute_free);
  for (const char *at = source, *next; *at != '\0'; at = next)
    {
      g_autofree char *original = NULL;

      next = mado_text_next (at);
      original = g_strndup (at, (gsize) (next - at));
      position++;
      append_character (&builder, original, position, find_choice (choices, n_choices, position));
    }
  self->text = g_string_free (builder.text, FALSE);
  self->flags = g_string_free (builder.flags, FALSE);
  return self;
}

void
mado_certificate_text_free (MadoCertificateText *self)
{
  g_free (self->text);
  g_free (self->flags);
  g_ptr_array_unref (self->substitutes);
  g_free (self);
}

gboolean
mado_certificate_text_is_certifiable (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (const char *at = text; *at != '\0'; at = mado_text_step (at))
    if (mado_repertoire_of (g_utf8_get_char (at)) == MADO_REPERTOIRE_NONE)
      return FALSE;
  return TRUE;
}

gboolean
mado_certificate_text_flags_fit (const char *text, const char *flags)
{
  return strspn (flags, "01") == strlen (flags)
         && (glong) strlen (flags) == g_utf8_strlen (text, -1);
}
