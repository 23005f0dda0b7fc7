/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-geta.h"

#include "mado-form-variation.h"
#include "mado-print-error.h"
#include "mado-text.h"

static gboolean
has_glyphs (MadoFormFonts *fonts, const MadoFormBox *box, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFormText) laid = mado_form_text_new (fonts, box, "-", text, &error);

  return laid != NULL || !g_error_matches (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_GLYPH);
}

/* Behind the character at @text with its variation selector. */
static const char *
step (const char *text)
{
  const char *next = mado_text_step (text);

  while (*next != '\0' && mado_form_variation_is_selector (g_utf8_get_char (next)))
    next = mado_text_step (next);
  return next;
}

char *
mado_form_geta_mark (MadoFormFonts *fonts, const MadoFormBox *box, const char *text,
                     guint *n_marked)
{
  GString *marked;

  *n_marked = 0;
  if (has_glyphs (fonts, box, text))
    return g_strdup (text);
  marked = g_string_new (NULL);
  for (const char *next; *text != '\0'; text = next)
    {
      g_autofree char *one = NULL;

      next = step (text);
      one = g_strndup (text, (gsize) (next - text));
      if (*one == '\n' || has_glyphs (fonts, box, one))
        g_string_append (marked, one);
      else
        {
          g_string_append (marked, MADO_FORM_GETA);
          ++*n_marked;
        }
    }
  return g_string_free (marked, FALSE);
}
