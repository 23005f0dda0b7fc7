/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-transact.h"

#include "mado-txn.h"

#define MAX_KEPT 1000 /* events; ours: some ten a minute are many */

struct _MadoOutage
{
  MadoEvent *event; /* owned: as of the first failure */
  guint n_failed;
  GPtrArray *kept; /* owned, of MadoEvent */
};

static void
free_event (gpointer event)
{
  mado_event_free (event);
}

void
mado_outage_free (MadoOutage *self)
{
  mado_event_free (self->event);
  g_ptr_array_unref (self->kept);
  g_free (self);
}

/* A contradictory entry or a mistake of ours is no outage. */
static gboolean
is_outage (const GError *error)
{
  static const MadoDbError codes[]
      = { MADO_DB_ERROR_FULL,    MADO_DB_ERROR_READ_ONLY, MADO_DB_ERROR_IO,
          MADO_DB_ERROR_CORRUPT, MADO_DB_ERROR_BUSY,      MADO_DB_ERROR_CANNOT_OPEN };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, MADO_DB_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static MadoOutage *
outage_new (MadoDesk *desk, const GError *error)
{
  MadoOutage *self = g_new0 (MadoOutage, 1);

  self->event = mado_desk_new_event_as (desk, "-", "-", "record.failed", "fail");
  self->event->reason = g_strdup_printf ("%s/%d", g_quark_to_string (error->domain), error->code);
  self->kept = g_ptr_array_new_with_free_func (free_event);
  return self;
}

void
mado_desk_note_outage (MadoDesk *self, const GError *error)
{
  g_assert (mado_worker_is_current (self->db_worker));
  if (!is_outage (error))
    return;
  if (self->outage == NULL)
    self->outage = outage_new (self, error);
  self->outage->n_failed++;
}

gboolean
mado_desk_keep_event (MadoDesk *self, const MadoEvent *event)
{
  g_assert (mado_worker_is_current (self->db_worker));
  if (self->outage == NULL || self->outage->kept->len >= MAX_KEPT)
    return FALSE;
  g_ptr_array_add (self->outage->kept, mado_event_copy (event));
  return TRUE;
}

/* It comes first: behind it the record says again what is about to happen. */
static gboolean
tell_outage (MadoDesk *self, GError **error)
{
  MadoOutage *outage = self->outage;

  if (outage == NULL)
    return TRUE;
  g_free (outage->event->detail);
  outage->event->detail = g_strdup_printf ("{\"failed\":%u,\"until\":%" G_GINT64_FORMAT "}",
                                           outage->n_failed, mado_clock_now (self->parts->clock));
  if (!mado_event_append (outage->event, self->db, error))
    return FALSE;
  for (guint i = 0; i < outage->kept->len; i++)
    if (!mado_event_append (g_ptr_array_index (outage->kept, i), self->db, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (MadoDesk *self, MadoDeskWrite write, gpointer data, GError **error)
{
  g_autoptr (MadoTxn) txn = mado_txn_begin (self->db, error);

  return txn != NULL && tell_outage (self, error) && write (self, self->db, data, error)
         && mado_txn_commit (txn, error);
}

gboolean
mado_desk_transact (MadoDesk *self, MadoDeskWrite write, gpointer data, GError **error)
{
  GError *cause = NULL;

  g_assert (mado_worker_is_current (self->db_worker));
  if (write_all (self, write, data, &cause))
    {
      g_clear_pointer (&self->outage, mado_outage_free);
      return TRUE;
    }
  mado_desk_note_outage (self, cause);
  g_propagate_error (error, cause);
  return FALSE;
}
