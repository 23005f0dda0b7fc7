/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decision.h"

static void
finding_free (MadoFinding *finding)
{
  g_free (finding->detail);
  g_free (finding);
}

MadoDecision *
mado_decision_new (void)
{
  MadoDecision *self = g_new0 (MadoDecision, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  g_date_clear (&self->last_valid_day, 1);
  return self;
}

void
mado_decision_free (MadoDecision *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self->identified_by);
  g_free (self);
}

void
mado_decision_add (MadoDecision *self, MadoReason reason, const char *detail)
{
  MadoFinding *finding;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const MadoFinding *known = g_ptr_array_index (self->findings, i);

      if (known->reason == reason && g_strcmp0 (known->detail, detail) == 0)
        return;
    }
  finding = g_new0 (MadoFinding, 1);
  finding->reason = reason;
  finding->detail = g_strdup (detail);
  g_ptr_array_add (self->findings, finding);
  self->verdict = MAX (self->verdict, mado_reason_get (reason)->verdict);
}

gboolean
mado_decision_has (const MadoDecision *self, MadoReason reason)
{
  for (guint i = 0; i < self->findings->len; i++)
    if (((const MadoFinding *) g_ptr_array_index (self->findings, i))->reason == reason)
      return TRUE;
  return FALSE;
}

const MadoFinding *
mado_decision_main_reason (const MadoDecision *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const MadoFinding *finding = g_ptr_array_index (self->findings, i);

      if (self->verdict != MADO_VERDICT_ACCEPT
          && mado_reason_get (finding->reason)->verdict == self->verdict)
        return finding;
    }
  return NULL;
}
