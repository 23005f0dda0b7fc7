/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-problem.h"

#include "mado-card-error.h"

#include <glib/gi18n.h>

static const char *
sentence_for (const GError *problem, int tries_left)
{
  if (g_error_matches (problem, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_BLOCKED) || tries_left == 0)
    return N_ ("The password is locked. Please wait: the clerk is coming to help you.");
  if (!g_error_matches (problem, MADO_CARD_ERROR, MADO_CARD_ERROR_PIN_WRONG))
    return N_ ("This step was not finished. Please enter your password once more.");
  if (tries_left < 0)
    return N_ ("The card did not accept the password. Please enter it again.");
  if (tries_left == 1)
    return N_ (
        "The card did not accept the password. Only 1 try left: please ask the clerk first.");
  return N_ ("The card did not accept the password. %d tries left. Please enter it again.");
}

char *
mado_citizen_problem_sentence (MadoLanguage language, const GError *problem, int tries_left)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *number = NULL;

  if (problem == NULL)
    return NULL;
  text = g_string_new (mado_catalogue_text (language, sentence_for (problem, tries_left)));
  number = g_strdup_printf ("%d", tries_left);
  g_string_replace (text, "%d", number, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
