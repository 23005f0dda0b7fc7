/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-record.h"

#include "mado-desk-transact.h"
#include "mado-txn.h"

struct _MadoPrintRecord
{
  MadoDesk *desk;     /* owned */
  char *actor, *role; /* owned */
  const char *form;   /* static: its name in data/forms */
};

MadoPrintRecord *
mado_print_record_new (MadoDesk *desk, MadoFormKind form)
{
  const MadoOperatorInfo *operator= mado_desk_get_operator (desk);
  MadoPrintRecord *self = g_atomic_rc_box_new0 (MadoPrintRecord);

  self->desk = g_object_ref (desk);
  self->actor = g_strdup (operator!= NULL ? operator->operator_id : "-");
  self->role = g_strdup (operator!= NULL ? operator->role : "-");
  self->form = mado_form_list_get (form)->name;
  return self;
}

static void
clear (gpointer data)
{
  MadoPrintRecord *self = data;

  g_object_unref (self->desk);
  g_free (self->actor);
  g_free (self->role);
}

void
mado_print_record_free (MadoPrintRecord *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static MadoEvent *
new_event (MadoPrintRecord *self, const char *code, const char *detail)
{
  MadoEvent *event = mado_desk_new_event_as (self->desk, self->actor, self->role, code, "ok");

  event->detail = detail != NULL ? g_strdup_printf ("{\"form\":\"%s\",%s}", self->form, detail)
                                 : g_strdup_printf ("{\"form\":\"%s\"}", self->form);
  return event;
}

/* --- after a program that ended in between --- */

static gboolean
append_unsure (MadoDesk *desk, const MadoEvent *last, GError **error)
{
  g_autoptr (MadoEvent) event = mado_desk_new_event_as (desk, "-", "-", "print.unsure", "unsure");

  event->reason = g_strdup ("program-ended");
  event->detail = g_strdup (last->detail);
  return mado_event_append (event, mado_desk_get_db (desk), error);
}

gboolean
mado_print_record_settle (MadoDesk *desk, GError **error)
{
  MadoDb *db = mado_desk_get_db (desk);
  g_autoptr (GPtrArray) open = mado_event_load_open_prints (db, error);
  g_autoptr (MadoTxn) txn = NULL;

  if (open == NULL || open->len == 0)
    return open != NULL;
  txn = mado_txn_begin (db, error);
  for (guint i = 0; txn != NULL && i < open->len; i++)
    if (!append_unsure (desk, g_ptr_array_index (open, i), error))
      return FALSE;
  return txn != NULL && mado_txn_commit (txn, error);
}

/* --- before it is sent --- */

typedef struct
{
  MadoPrintRecord *record;
  MadoEvent *event;
} Intent;

static gboolean
write_intent (MadoDesk *desk, MadoDb *db, gpointer data, GError **error)
{
  const Intent *intent = data;

  return mado_event_append (intent->event, db, error);
}

static gboolean
store_on_worker (gpointer data, GError **error)
{
  const Intent *intent = data;

  return mado_desk_transact (intent->record->desk, write_intent, data, error);
}

gboolean
mado_print_record_intend (MadoPrintRecord *self, MadoForm *sheet, const char *detail,
                          GError **error)
{
  guint n_marked = sheet != NULL ? mado_form_get_n_marked (sheet) : 0;
  g_autofree char *whole
      = n_marked > 0 ? g_strdup_printf ("%s,\"by_hand\":%u", detail, n_marked) : g_strdup (detail);
  g_autoptr (MadoEvent) event = new_event (self, "print.intent", whole);
  Intent intent = { self, event };

  return mado_worker_call (mado_desk_get_db_worker (self->desk), store_on_worker, &intent, error);
}

/* --- afterwards --- */

/* Before it is sent a letter stands as sent, too, but has no job yet. */
static const char *
code_of (MadoPrintBatch *batch, guint letter)
{
  switch (mado_print_batch_get_letter (batch, letter))
    {
    case MADO_BATCH_SENT:
      return mado_print_batch_get_job (batch, letter) != 0 ? "print.sent" : NULL;
    case MADO_BATCH_PRINTED:
      return "print.done";
    case MADO_BATCH_UNKNOWN:
      return "print.unsure";
    case MADO_BATCH_NOT_STARTED:
    case MADO_BATCH_FAILED:
    case MADO_BATCH_N_STATES:
    default:
      return "print.failed";
    }
}

static void
letter_cb (MadoPrintBatch *batch, guint letter, gpointer data)
{
  MadoPrintRecord *self = data;
  const char *code = code_of (batch, letter);

  if (code != NULL)
    mado_desk_log (self->desk, new_event (self, code, NULL));
}

static void
released_cb (gpointer data, GClosure *closure)
{
  mado_print_record_free (data);
}

void
mado_print_record_follow (MadoPrintRecord *self, MadoPrintBatch *batch)
{
  g_signal_connect_data (batch, "letter", G_CALLBACK (letter_cb), g_atomic_rc_box_acquire (self),
                         released_cb, 0);
}
