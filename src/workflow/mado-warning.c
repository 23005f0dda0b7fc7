/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-warning.h"

#include "mado-case-fact.h"

#include <string.h>

static gboolean
is_to_be_answered (MadoReason reason)
{
  return reason == MADO_REASON_RECENT_MOVE || reason == MADO_REASON_PROXY_REPEATED
         || reason == MADO_REASON_PAPER_ADDRESS || reason == MADO_REASON_NAMESAKE;
}

gboolean
mado_warning_is_open (const MadoCase *work, MadoReason reason)
{
  const char *text = mado_case_get_fact (work, MADO_FACT_ANSWERED);
  g_auto (GStrv) answered = g_strsplit (text != NULL ? text : "", " ", -1);

  return is_to_be_answered (reason)
         && !g_strv_contains ((const char *const *) answered, mado_reason_get (reason)->code);
}

void
mado_warning_answer (MadoCase *work, MadoReason reason)
{
  const char *before = mado_case_get_fact (work, MADO_FACT_ANSWERED);
  g_autofree char *after = NULL;

  if (!mado_warning_is_open (work, reason))
    return;
  after = g_strdup_printf ("%s%s%s", before != NULL ? before : "", before != NULL ? " " : "",
                           mado_reason_get (reason)->code);
  mado_case_set_fact (work, MADO_FACT_ANSWERED, after);
}

static void
append_person (GString *text, const char *name, const char *address)
{
  g_autofree char *person = g_strdup_printf ("%s（%s）", name, address);

  if (strstr (text->str, person) == NULL) /* with a case and a certificate, or two */
    g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", person);
}

void
mado_warning_note_namesakes (MadoCase *work, const MadoMetPeople *met)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < met->namesakes->len; i++)
    {
      const MadoNamesake *other = g_ptr_array_index (met->namesakes, i);

      append_person (text, other->name, other->address);
    }
  mado_case_set_fact (work, MADO_FACT_NAMESAKES, text->str);
}

char *
mado_warning_detail (const MadoCase *work, const MadoFinding *finding)
{
  const char *others = mado_case_get_fact (work, MADO_FACT_NAMESAKES);

  if (finding->reason != MADO_REASON_NAMESAKE || others == NULL || work->form == NULL)
    return g_strdup (finding->detail);
  return g_strdup_printf ("%s（%s） ≠ %s", work->form->name, work->form->address, others);
}
