/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-case-text.h"

#include "mado-case-fact.h"

#include "mado-matrix.h"
#include "mado-pane-list.h"
#include "mado-reason.h"
#include "mado-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAY_S (24 * 60 * 60)
#define HOURS_FROM_S 6000 /* a hundred minutes have no place in two digits */
#define WARN_MINUTES 24   /* six minutes before the time that residents are told */

static const MadoFourItems *
items_of (const MadoCase *data)
{
  return data->register_items != NULL ? data->register_items : data->form;
}

char *
mado_case_text_name (const MadoCase *data)
{
  const MadoFourItems *items = items_of (data);

  if (items == NULL || items->name == NULL || *items->name == '\0')
    return g_strdup (_ ("(no name yet)"));
  return g_strdup (items->name);
}

char *
mado_case_text_name_with_kana (const MadoCase *data)
{
  const MadoFourItems *items = items_of (data);
  g_autofree char *name = mado_case_text_name (data);

  if (items == NULL || items->kana == NULL || *items->kana == '\0')
    return g_steal_pointer (&name);
  return g_strdup_printf (_ ("%s (%s)"), name, items->kana);
}

char *
mado_case_text_procedure (MadoRun *run)
{
  return g_strdup (_ (mado_run_get_matrix (run)->title));
}

char *
mado_case_text_step (MadoRun *run)
{
  const MadoMatrix *matrix = mado_run_get_matrix (run);
  guint step = mado_run_get_step (run);

  if (mado_run_get_problem (run) != NULL)
    return g_strdup_printf (_ ("%u stopped"), step);
  return g_strdup_printf ("%u %s", step, step > 0 ? _ (matrix->steps[step - 1]) : "");
}

/* A table with a row for the fee costs something. */
static gboolean
costs_nothing (const MadoCase *data)
{
  const MadoMatrix *matrix = mado_matrix_for (data->procedure);

  return matrix != NULL && mado_matrix_find (matrix, "fee") < 0;
}

char *
mado_case_text_cash (MadoRun *run)
{
  const MadoCase *data = mado_run_get_case (run);

  switch (data->cash)
    {
    case MADO_CASH_DUE:
      return mado_words_of_run (run, _ ("¥{fee} due"));
    case MADO_CASH_TAKEN:
      return mado_words_of_run (run, _ ("¥{fee} taken"));
    case MADO_CASH_WAIVED:
      return g_strdup (_ ("waived"));
    case MADO_CASH_NOT_DUE:
    default:
      return g_strdup (costs_nothing (data) ? _ ("free of charge") : _ ("not yet"));
    }
}

char *
mado_case_text_task (MadoRun *run, const char *task)
{
  const MadoCase *work = mado_run_get_case (run);
  const char *code = mado_case_get_fact (work, MADO_FACT_REASON);
  g_autofree char *whole = mado_words_of_run (run, task);
  g_autofree char *why = NULL;
  MadoReason reason;

  if (code == NULL || !mado_case_has_fact (work, MADO_FACT_RETURN)
      || !mado_reason_find (code, &reason))
    return g_steal_pointer (&whole);
  why = mado_words_of_run (run, _ (mado_reason_get (reason)->sentence));
  return g_strdup_printf (_ ("%s\nReason: %s"), whole, why);
}

char *
mado_case_text_by_hand (const MadoCase *work)
{
  return mado_case_has_fact (work, MADO_FACT_BY_HAND)
             ? g_strdup_printf (_ ("A printed paper has %s for a character that the fonts of the "
                                   "forms lack: write it in by hand."),
                                "〓")
             : NULL;
}

char *
mado_case_text_card (const MadoCase *data)
{
  gsize length = data->card_id != NULL ? strlen (data->card_id) : 0;

  return length >= 4 ? g_strdup_printf ("****-%s", data->card_id + length - 4) : NULL;
}

char *
mado_case_text_time (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);
  MadoWareki wareki = mado_wareki_from_date (date);
  g_autofree char *day = mado_wareki_format (&wareki, MADO_WAREKI_GREGORIAN);
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_s);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, japan);

  if (unix_s == 0)
    return g_strdup ("—");
  return g_strdup_printf ("%s %02d:%02d", day, g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}

static gint64
seconds_of (const MadoCase *data, gint64 now)
{
  return MAX (0, (data->closed_at != 0 ? data->closed_at : now) - data->opened_at);
}

char *
mado_case_text_elapsed (const MadoCase *data, gint64 now, MadoTone *tone)
{
  gint64 seconds = seconds_of (data, now);
  gulong days = (gulong) (seconds / DAY_S);

  *tone = MADO_TONE_OK;
  if (seconds >= MADO_EXPECTED_MINUTES * 60)
    *tone = MADO_TONE_BAD;
  else if (seconds >= WARN_MINUTES * 60)
    *tone = MADO_TONE_WARN;
  if (seconds >= DAY_S)
    return g_strdup_printf (g_dngettext (NULL, "%lu day", "%lu days", days), days);
  if (seconds >= HOURS_FROM_S)
    return g_strdup_printf (_ ("%d h %02d min"), (int) (seconds / 3600), (int) (seconds / 60 % 60));
  return g_strdup_printf ("%02d:%02d/%d", (int) (seconds / 60), (int) (seconds % 60),
                          MADO_EXPECTED_MINUTES);
}

char *
mado_case_text_duration (const MadoCase *data, gint64 now, MadoTone *tone)
{
  g_autofree char *elapsed = mado_case_text_elapsed (data, now, tone);

  if (seconds_of (data, now) >= HOURS_FROM_S)
    return g_steal_pointer (&elapsed);
  return g_strdup_printf (_ ("%s min"), elapsed);
}

const char *
mado_case_text_holder (MadoHolder holder)
{
  static const char *const words[] = {
    [MADO_HOLDER_NOBODY] = "—",
    [MADO_HOLDER_APPLICANT] = N_ ("applicant"),
    [MADO_HOLDER_COUNTER] = N_ ("counter"),
    [MADO_HOLDER_READER] = N_ ("reader"),
    [MADO_HOLDER_SAFE] = N_ ("safe"),
  };
  return _ (words[holder]);
}

char *
mado_case_text_next (MadoRun *run)
{
  if (mado_run_get_problem (run) != NULL)
    return g_strdup (_ ("see the message"));
  if (mado_run_is_busy (run, NULL))
    return g_strdup (_ ("goes on by itself"));
  return mado_words_of_run (run, _ (mado_pane_list_find_of_run (run)->next));
}

char *
mado_case_text_row (MadoRun *run, gint64 now)
{
  const MadoCase *data = mado_run_get_case (run);
  MadoTone tone;
  g_autofree char *number = mado_case_short_number (data);
  g_autofree char *name = mado_case_text_name (data);
  g_autofree char *procedure = mado_case_text_procedure (run);
  g_autofree char *step = mado_case_text_step (run);
  g_autofree char *elapsed = mado_case_text_duration (data, now, &tone);
  g_autofree char *next = mado_case_text_next (run);

  return g_strdup_printf (_ ("%s, %s, %s, step %s, %s, next: %s"), number, name, procedure, step,
                          elapsed, next);
}
