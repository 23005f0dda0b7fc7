/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"

/* Counts one step towards each armed fault; the first that falls due is handed out and gone. */
static gboolean
take_due (MadoSimCard *self, gboolean of_updates, guint8 ins, MadoSimFault *due)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->faults->len;)
    {
      MadoSimFault *fault = &g_array_index (self->faults, MadoSimFault, i);

      if ((fault->kind == MADO_SIM_TEAR_UPDATE) != of_updates
          || (fault->ins != 0 && fault->ins != ins) || --fault->left > 0)
        i++;
      else
        {
          *due = *fault;
          found = TRUE;
          g_array_remove_index (self->faults, i);
        }
    }
  return found;
}

void
mado_sim_card_take_strike (MadoSimCard *self, guint8 ins, MadoSimStrike *strike)
{
  MadoSimFault due;

  *strike = (MadoSimStrike){ 0 };
  if (!take_due (self, FALSE, ins, &due))
    return;
  strike->before = due.kind == MADO_SIM_CUT_BEFORE;
  strike->arriving = due.kind == MADO_SIM_CUT_ARRIVING;
  strike->during = due.kind == MADO_SIM_CUT_DURING;
  strike->after = due.kind == MADO_SIM_CUT_AFTER;
  strike->corrupt = due.kind == MADO_SIM_CORRUPT_MAC;
  strike->status_word = due.kind == MADO_SIM_STATUS_WORD ? due.status_word : 0;
}

gboolean
mado_sim_card_take_tear (MadoSimCard *self)
{
  MadoSimFault due;

  return take_due (self, TRUE, 0, &due);
}

void
mado_sim_card_add_fault (MadoSimCard *self, MadoSimFaultKind kind, guint ordinal,
                         guint16 status_word)
{
  mado_sim_card_add_fault_at (self, kind, 0, ordinal, status_word);
}

void
mado_sim_card_add_fault_at (MadoSimCard *self, MadoSimFaultKind kind, guint8 ins, guint ordinal,
                            guint16 status_word)
{
  MadoSimFault fault = { kind, ins, ordinal, status_word };

  g_return_if_fail (ordinal > 0);
  g_mutex_lock (&self->lock);
  g_array_append_val (self->faults, fault);
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_clear_faults (MadoSimCard *self)
{
  g_mutex_lock (&self->lock);
  g_array_set_size (self->faults, 0);
  g_mutex_unlock (&self->lock);
}

gboolean
mado_sim_card_take_cut_before (MadoSimCard *self)
{
  gboolean cut = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->faults->len && !cut; i++)
    {
      const MadoSimFault *fault = &g_array_index (self->faults, MadoSimFault, i);

      cut = fault->kind == MADO_SIM_CUT_BEFORE && fault->ins == 0 && fault->left == 1;
      if (cut)
        g_array_remove_index (self->faults, i);
    }
  if (cut)
    mado_sim_card_lose_power (self);
  g_mutex_unlock (&self->lock);
  return cut;
}

void
mado_sim_card_set_hook (MadoSimCard *self, MadoSimHook hook, gpointer data)
{
  g_mutex_lock (&self->lock);
  self->hook = hook;
  self->hook_data = data;
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_tell (MadoSimCard *self, MadoSimMoment moment)
{
  if (self->hook != NULL)
    self->hook (moment, self->counters.apdus, self->header, self->hook_data);
}

void
mado_sim_card_get_counters (MadoSimCard *self, MadoSimCounters *counters)
{
  g_mutex_lock (&self->lock);
  *counters = self->counters;
  g_mutex_unlock (&self->lock);
}

void
mado_sim_card_reset_counters (MadoSimCard *self)
{
  g_mutex_lock (&self->lock);
  self->counters = (MadoSimCounters){ 0 };
  g_mutex_unlock (&self->lock);
}
