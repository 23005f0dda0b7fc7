/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screen says of a case in passing: its record, and how long it has taken. */
#include "mado-case-log.h"
#include "mado-case-text.h"
#include "mado-matrix.h"
#include "mado-ui-resources.h"

#define ALL 50

/* --- the record --- */

static MadoEvent *
new_event (const char *code, const char *outcome)
{
  MadoEvent *event = g_new0 (MadoEvent, 1);

  event->code = g_strdup (code);
  event->outcome = g_strdup (outcome);
  return event;
}

static GPtrArray *
new_log (const char *const *codes)
{
  GPtrArray *log
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_event_free);

  for (; *codes != NULL; codes += 2)
    g_ptr_array_add (log, new_event (codes[0], codes[1]));
  return log;
}

/* What a case has in its events when it was taken up from the record, and what it has here. */
static void
test_same_after_restart (void)
{
  static const char *const here[] = {
    "issue.start", "ok", "issue.application", "intent", "issue.application", "ok", "case.held",
    "ok",          NULL
  };
  static const char *const stored[] = { "issue.start",
                                        "ok",
                                        "issue.application",
                                        "intent",
                                        "print.intent",
                                        "ok",
                                        "print.sent",
                                        "ok",
                                        "print.done",
                                        "ok",
                                        "issue.application",
                                        "ok",
                                        "second.waiver",
                                        "ok",
                                        "inquiry.reply",
                                        "ok",
                                        "issue.received",
                                        "ok",
                                        "issue.found",
                                        "ok",
                                        "changes.stop",
                                        "ended",
                                        "issue",
                                        "ok",
                                        "case.held",
                                        "ok",
                                        NULL };
  g_autoptr (GPtrArray) log = new_log (here), whole = new_log (stored);
  g_autofree char *text = mado_case_log_text (log, ALL);
  g_autofree char *after = mado_case_log_text (whole, ALL);

  g_assert_cmpstr (after, ==, text);
  g_assert_null (g_strstr_len (text, -1, "."));
  g_assert_true (g_str_has_suffix (text, "case opened: done"));
}

/* No row shows its code, whatever the language: each one has a heading. */
static void
test_every_row (void)
{
  for (guint i = 0; mado_matrix_at (i) != NULL; i++)
    for (guint row = 0; row < mado_matrix_at (i)->n_states; row++)
      {
        const char *code = mado_matrix_at (i)->states[row].event;
        const char *const codes[] = { code, "ok", NULL };
        g_autoptr (GPtrArray) log = new_log (codes);
        g_autofree char *text = mado_case_log_text (log, ALL);

        if (*text == '\0' || g_strstr_len (text, -1, code) != NULL)
          g_error ("%s has no words: '%s'", code, text);
      }
}

/* --- the time --- */

static void
test_elapsed (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text, *alone;
    MadoTone tone;
  } cases[] = {
    { 0, "00:00/30", "00:00/30 min", MADO_TONE_OK },
    { 760, "12:40/30", "12:40/30 min", MADO_TONE_OK },
    { 5999, "99:59/30", "99:59/30 min", MADO_TONE_BAD },
    { 6000, "1 h 40 min", "1 h 40 min", MADO_TONE_BAD },
    { 86399, "23 h 59 min", "23 h 59 min", MADO_TONE_BAD },
    { 86400, "1 day", "1 day", MADO_TONE_BAD },
    { 1030 * 86400, "1030 days", "1030 days", MADO_TONE_BAD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoCase) data = mado_case_new ("issue");
      gint64 now = data->opened_at + cases[i].seconds;
      MadoTone tone;
      g_autofree char *text = mado_case_text_elapsed (data, now, &tone);
      g_autofree char *alone = mado_case_text_duration (data, now, &tone);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (alone, ==, cases[i].alone);
      g_assert_cmpint (tone, ==, cases[i].tone);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_ui_register_resource ();
  g_test_add_func ("/ui/case-text/same-after-restart", test_same_after_restart);
  g_test_add_func ("/ui/case-text/every-row", test_every_row);
  g_test_add_func ("/ui/case-text/elapsed", test_elapsed);
  return g_test_run ();
}
