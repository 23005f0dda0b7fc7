/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-checkup-text.h"

#include "mado-checkup-cure.h"
#include "mado-problem.h"

#include <glib/gi18n.h>

/* clang-format off */
/* What each part is called, and how its measured value is read; %s: the value. */
static const struct { const char *name, *value; } kinds[MADO_N_CHECKS] = {
  [MADO_CHECK_SERVICE] = { N_("Card service"),        N_("socket: %s") },
  [MADO_CHECK_DRIVER]  = { N_("Reader driver"),       N_("readers: %s") },
  [MADO_CHECK_READER]  = { N_("Card reader"),         N_("name: %s") },
  [MADO_CHECK_CARD]    = { N_("Card"),                "%s" },
  [MADO_CHECK_APPLET]  = { N_("Card application"),    "****-%s" },
  [MADO_CHECK_PRINTER] = { N_("Printer"),             N_("address: %s") },
  [MADO_CHECK_CA]      = { N_("Authority"),           N_("answers in %s s") },
  [MADO_CHECK_CLOCK]   = { N_("Clock"),               N_("%s s from the authority's") },
  [MADO_CHECK_RECORD]  = { N_("Record"),              N_("file: %s") },
  [MADO_CHECK_DISK]    = { N_("Disk"),                N_("%s GB free") },
  [MADO_CHECK_DISPLAY] = { N_("Resident's display"),  N_("displays: %s") },
  [MADO_CHECK_FONTS]   = { N_("Fonts"),               N_("hard characters tried: %s") },
};
/* clang-format on */

const char *
mado_checkup_text_name (MadoCheckKind kind)
{
  return _ (kinds[kind].name);
}

MadoTone
mado_checkup_text_tone (const MadoMeasure *check)
{
  static const MadoTone tones[] = { [MADO_LAMP_UNKNOWN] = MADO_TONE_NONE,
                                    [MADO_LAMP_OK] = MADO_TONE_OK,
                                    [MADO_LAMP_WARN] = MADO_TONE_WARN,
                                    [MADO_LAMP_BAD] = MADO_TONE_BAD };

  if (check->found.domain == MADO_READER_ERROR && check->found.code == MADO_READER_ERROR_NO_CARD)
    return MADO_TONE_NONE; /* what most hours of a reader look like */
  return tones[check->found.lamp];
}

char *
mado_checkup_text_took (const MadoMeasure *check)
{
  if (!check->looked)
    return g_strdup ("—");
  return g_strdup_printf (_ ("%.1f ms"), (double) check->took_us / 1000);
}

static const char *
state_word (const MadoMeasure *check)
{
  static const char *const words[] = { [MADO_LAMP_UNKNOWN] = N_ ("not looked at"),
                                       [MADO_LAMP_OK] = N_ ("all well"),
                                       [MADO_LAMP_WARN] = N_ ("needs attention"),
                                       [MADO_LAMP_BAD] = N_ ("does not work") };

  if (mado_checkup_text_tone (check) == MADO_TONE_NONE && check->looked)
    return _ ("no card in it");
  return _ (words[check->found.lamp]);
}

char *
mado_checkup_text_value (MadoCheckup *checkup, MadoCheckKind kind)
{
  const MadoMeasure *check = mado_checkup_get (checkup, kind);
  g_auto (GStrv) parts = NULL;
  gboolean plain = check->found.lamp == MADO_LAMP_OK || check->found.domain == MADO_CHECK_ERROR
                   || kind == MADO_CHECK_DISK || kind == MADO_CHECK_PRINTER
                   || kind == MADO_CHECK_READER;

  if (!check->looked && mado_checkup_is_running (checkup))
    return g_strdup (_ ("being checked"));
  if (check->found.detail == NULL || *check->found.detail == '\0' || !plain)
    return g_strdup (state_word (check));
  if (check->found.domain == MADO_CHECK_ERROR && check->found.code == MADO_CHECK_ERROR_GLYPHS)
    return g_strdup (check->found.detail);
  parts = g_strsplit (_ (kinds[kind].value), "%s", 2);
  return g_strconcat (parts[0], check->found.detail, parts[1], NULL);
}

static void
append_holders (GString *text, GPtrArray *holders)
{
  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const MadoReaderHolder *holder = g_ptr_array_index (holders, i);

      if (holder->pid > 0)
        g_string_append_printf (text, _ ("\n%s (PID %d)"), holder->name, holder->pid);
      else
        g_string_append_printf (text, "\n%s", _ ("a program of another user"));
    }
}

char *
mado_checkup_text_advice (MadoCheckup *checkup, MadoCheckKind kind)
{
  const MadoDevice *found = &mado_checkup_get (checkup, kind)->found;
  const char *cure = found->domain != 0 ? mado_checkup_cure (found->domain, found->code) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const MadoProblem *row;

  if (found->domain == 0
      || mado_checkup_text_tone (mado_checkup_get (checkup, kind)) == MADO_TONE_NONE)
    return g_strdup ("");
  row = mado_problem_find (found->domain, found->code);
  g_string_append_printf (text, _ ("%s [%s]"), _ (row->cause), row->mark);
  if (found->domain == MADO_CHECK_ERROR && found->code == MADO_CHECK_ERROR_IN_USE)
    append_holders (text, mado_checkup_get_holders (checkup));
  if (cure != NULL)
    g_string_append_printf (text, "\n%s", _ (cure));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
mado_checkup_text_line (MadoCheckup *checkup, MadoCheckKind kind)
{
  const MadoMeasure *check = mado_checkup_get (checkup, kind);
  g_autofree char *took = mado_checkup_text_took (check);
  g_autofree char *value = mado_checkup_text_value (checkup, kind);
  g_autofree char *advice = mado_checkup_text_advice (checkup, kind);

  return g_strdup_printf (_ ("%s: %s, %s, %s%s%s"), mado_checkup_text_name (kind),
                          state_word (check), value, took, *advice != '\0' ? "\n" : "", advice);
}

char *
mado_checkup_text_sum (MadoCheckup *checkup)
{
  guint n_looked = 0, n_found = 0;
  double took_s = (double) mado_checkup_get_took_us (checkup) / G_USEC_PER_SEC;

  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    {
      const MadoMeasure *check = mado_checkup_get (checkup, (MadoCheckKind) kind);
      MadoTone tone = mado_checkup_text_tone (check);

      n_looked += check->looked ? 1 : 0;
      n_found += tone == MADO_TONE_WARN || tone == MADO_TONE_BAD ? 1 : 0;
    }
  if (n_found == 0)
    return g_strdup_printf (_ ("%u parts checked in %.1f s: all well."), n_looked, took_s);
  return g_strdup_printf (_ ("%u parts checked in %.1f s, findings: %u."), n_looked, took_s,
                          n_found);
}
