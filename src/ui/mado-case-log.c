/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-case-log.h"

#include "mado-pane-list.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHARED "case" /* of the codes of rows that every procedure has */

static const char *
outcome_word (const char *outcome)
{
  static const struct
  {
    const char *outcome, *word;
  } words[] = {
    { "intent", N_ ("begun") },
    { "open", N_ ("opened") },
    { "denied", N_ ("refused by the rules") },
    { "ok", N_ ("done") },
    { "fail", N_ ("not done") },
    { "again", N_ ("not done, can be repeated") },
    { "unsure", N_ ("being looked up") },
    { "card-gone", N_ ("no card") },
    { "cancel", N_ ("stopped") },
    { "held", N_ ("on hold") },
    { "never", N_ ("not possible here") },
    { "waiver-asked", N_ ("waiver of the fee asked for") },
    { "held-in-doubt", N_ ("held because of doubt") },
    { "parked", N_ ("received only") },
    { "changed", N_ ("stopped by a change") },
    { "interrupted", N_ ("interrupted") },
    { "end", N_ ("case closed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].outcome, outcome) == 0)
      return _ (words[i].word);
  return outcome;
}

/* "issue.keygen" is the row "keygen" of first issue, "case.held" a row that all share.  NULL: no
 * row, but what one did on its way (print.sent, issue.received, inquiry.reply): that stands in the
 * record, and the row's own line says how it went. */
static const char *
what_word (const char *code)
{
  const char *dot = strchr (code, '.');
  g_autofree char *procedure = dot != NULL ? g_strndup (code, (gsize) (dot - code)) : NULL;
  const MadoMatrix *matrix = NULL;

  if (procedure != NULL)
    matrix = mado_matrix_for (g_str_equal (procedure, SHARED) ? "issue" : procedure);
  if (matrix == NULL)
    return NULL;
  if (g_str_equal (dot, ".start") || g_str_equal (dot, ".open"))
    return _ ("case opened");
  if (mado_matrix_find (matrix, dot + 1) < 0 || !mado_pane_list_has (procedure, dot + 1))
    return NULL;
  return _ (mado_pane_list_find (procedure, dot + 1)->heading);
}

static char *
line_of (const MadoEvent *event, const char *what)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (event->at);
  g_autoptr (GDateTime) japan = g_date_time_add_hours (utc, 9);
  g_autofree char *time = g_date_time_format (japan, "%H:%M");

  return g_strdup_printf (_ ("%s %s: %s"), time, what, outcome_word (event->outcome));
}

char *
mado_case_log_text (const GPtrArray *log, guint n_lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = log != NULL ? log->len : 0; i > 0 && n_lines > 0; i--)
    {
      const MadoEvent *event = g_ptr_array_index (log, i - 1);
      const char *what = what_word (event->code);
      g_autofree char *line = NULL;

      if (g_strcmp0 (event->outcome, "intent") == 0 || g_strcmp0 (event->outcome, "kept") == 0)
        continue; /* neither is a step */
      if (what == NULL)
        continue;
      line = line_of (event, what);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      n_lines--;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
