/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-play-stop.h"

#include "mado-problem.h"
#include "mado-renew.h"
#include "mado-warning.h"

#include <glib/gi18n.h>

/* Articles have two names; gettext gives back what it does not translate. */
static const char *
article_of (const MadoReasonRow *row)
{
  return _ (row->sentence) == row->sentence ? row->article : row->article_ja;
}

/* The day on which a renewal that came too early may be asked for. */
static void
add_opening (GString *text, MadoRun *run)
{
  MadoRenewal renewal;
  char day[16];

  if (!mado_renew_ask_rules (run, &renewal) || !g_date_valid (&renewal.opens)
      || g_date_strftime (day, sizeof day, "%Y-%m-%d", &renewal.opens) == 0)
    return;
  g_string_append_c (text, ' ');
  g_string_append_printf (text, _ ("Renewal begins on %s."), day);
}

static void
add_reason (GString *text, MadoRun *run, const MadoFinding *finding)
{
  const MadoReasonRow *row = mado_reason_get (finding->reason);
  g_autofree char *detail = mado_warning_detail (mado_run_get_case (run), finding);

  g_string_append_printf (text, "\n- %s", _ (row->sentence));
  if (row->bring != NULL)
    g_string_append_printf (text, " %s", _ (row->bring));
  if (detail != NULL)
    g_string_append_printf (text, " %s", detail);
  if (finding->reason == MADO_REASON_RENEWAL_TOO_EARLY)
    add_opening (text, run);
  g_string_append_printf (text, " (%s)", article_of (row));
}

static void
add_reasons (GString *text, MadoRun *run)
{
  const MadoDecision *decision = mado_run_get_decision (run);

  for (guint i = 0; decision != NULL && i < decision->findings->len; i++)
    add_reason (text, run, g_ptr_array_index (decision->findings, i));
}

static void
add_open_case (GString *text, MadoRun *run)
{
  const char *number = mado_run_get_problem (run)->message;

  g_string_append_printf (text, "\n- %s %s\n", _ ("Running case:"), number);
  g_string_append_printf (text, _ ("- It goes on with: madoguchictl play SCENARIO --resume %s"),
                          number);
}

static void
add_certificate (GString *text, MadoRun *run)
{
  g_string_append_printf (text, "\n- %s %s", _ ("Serial number of the certificate:"),
                          mado_run_get_problem (run)->message);
}

/* Refusals before anything was done, with what a person at the window reads beside the sentence.
 * Those that carry a number have nothing but it as their message. */
/* clang-format off */
static const struct
{
  MadoRunError code;
  void (*add) (GString *text, MadoRun *run);
} stops[] = {
  { MADO_RUN_ERROR_RULES,      add_reasons },
  { MADO_RUN_ERROR_WARNINGS,   add_reasons },
  { MADO_RUN_ERROR_OPEN_CASE,  add_open_case },
  { MADO_RUN_ERROR_LIVE,       add_certificate },
  { MADO_RUN_ERROR_INCOMPLETE, NULL },
};
/* clang-format on */

/* Returns: the row's place, G_N_ELEMENTS (stops) for another problem. */
static gsize
find_stop (MadoRun *run)
{
  const GError *problem = mado_run_get_problem (run);
  gsize i = 0;

  while (i < G_N_ELEMENTS (stops)
         && !g_error_matches (problem, MADO_RUN_ERROR, (int) stops[i].code))
    i++;
  return i;
}

/* What went wrong in the words of the log, for whoever looks for the cause. */
static void
add_message (GString *text, const GError *problem)
{
  if (problem->message != NULL && *problem->message != '\0')
    g_string_append_printf (text, "\n- %s", problem->message);
}

char *
mado_play_stop_describe (MadoRun *run)
{
  const GError *problem = mado_run_get_problem (run);
  const MadoState *state = mado_run_get_state (run);
  const gsize stop = find_stop (run);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  g_string_append_printf (text, _ ("Case %s stopped at \"%s\"."), mado_run_get_case (run)->number,
                          state->name);
  if (problem == NULL)
    g_string_append_printf (text, " %s", _ ("It did not end as the scenario says."));
  else
    sentence
        = mado_problem_sentence_at (problem->domain, problem->code, mado_problem_place_of (state));
  if (sentence != NULL)
    g_string_append_printf (text, " %s", sentence);
  if (stop < G_N_ELEMENTS (stops) && stops[stop].add != NULL)
    stops[stop].add (text, run);
  else if (problem != NULL)
    add_message (text, problem);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
mado_play_stop_describe_error (const GError *error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *sentence = NULL;

  if (!mado_problem_is_known (error->domain, error->code))
    return g_strdup (error->message);
  sentence = mado_problem_sentence (error->domain, error->code);
  text = g_string_new (sentence);
  add_message (text, error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
mado_play_stop_is_refused (MadoRun *run)
{
  return find_stop (run) < G_N_ELEMENTS (stops) && mado_run_get_case (run)->serial == NULL
         && mado_run_can (run, MADO_OUTCOME_CANCEL);
}
