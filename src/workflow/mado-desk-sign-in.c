/* SPDX-License-Identifier: GPL-3.0-or-later */
/* who works at the desk: signing in and out */
#include "config.h"

#include "mado-desk-transact.h"
#include "mado-counter-forms.h"

#define LOOK_UP_INTERVAL_US G_USEC_PER_SEC /* between two tries that nobody can count */

void
mado_operator_info_free (gpointer data)
{
  MadoOperatorInfo *info = data;

  g_free (info->operator_id);
  g_free (info->display_name);
  g_free (info->role);
  g_free (info);
}

MadoOperatorInfo *
mado_operator_info_new (const MadoOperator *from)
{
  MadoOperatorInfo *info = g_new0 (MadoOperatorInfo, 1);

  info->operator_id = g_strdup (from->operator_id);
  info->display_name = g_strdup (from->display_name);
  info->role = g_strdup (from->role);
  return info;
}

typedef struct
{
  char *operator_id;    /* owned */
  MadoSecret *password; /* owned */
  MadoSignIn result;
  guint tries_left;
  MadoOperator *found; /* owned, nullable */
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_free (sign_in->operator_id);
  mado_secret_unref (sign_in->password);
  g_clear_pointer (&sign_in->found, mado_operator_free);
  g_free (sign_in);
}

static void
sign_in_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoDesk *self = MADO_DESK (source);
  SignIn *sign_in = data;
  GError *error = NULL;

  if (mado_operator_sign_in (self->db, sign_in->operator_id, sign_in->password, &sign_in->result,
                             &sign_in->tries_left, &sign_in->found, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  mado_desk_note_outage (self, error);
  g_task_return_error (task, error);
}

/* --- for look-up --- */

static guint
count_wrong (MadoDesk *self, const char *operator_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->wrong_tries, operator_id));
}

/* The count that the record would keep is the program's own. */
static void
count_look (MadoDesk *self, SignIn *sign_in)
{
  guint n = count_wrong (self, sign_in->operator_id);

  if (sign_in->result == MADO_SIGN_IN_WRONG)
    n++;
  else if (sign_in->result == MADO_SIGN_IN_OK)
    n = 0;
  g_hash_table_insert (self->wrong_tries, g_strdup (sign_in->operator_id), GUINT_TO_POINTER (n));
  sign_in->tries_left = MADO_OPERATOR_TRIES - MIN (n, MADO_OPERATOR_TRIES);
  if (n >= MADO_OPERATOR_TRIES)
    sign_in->result = MADO_SIGN_IN_LOCKED;
}

static gboolean
begin_cb (gpointer data)
{
  GTask *task = data;
  MadoDesk *self = g_task_get_source_object (task);

  mado_worker_run (self->db_worker, task, sign_in_on_worker);
  return G_SOURCE_REMOVE;
}

static void
begin_look (MadoDesk *self, GTask *task)
{
  const gint64 now = g_get_monotonic_time ();
  const gint64 at = MAX (now, self->next_try);
  SignIn *sign_in = g_task_get_task_data (task);

  if (count_wrong (self, sign_in->operator_id) >= MADO_OPERATOR_TRIES)
    {
      sign_in->result = MADO_SIGN_IN_LOCKED;
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->next_try = at + LOOK_UP_INTERVAL_US;
  g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) ((at - now + 999) / 1000), begin_cb,
                      g_object_ref (task), g_object_unref);
}

void
mado_desk_sign_in_async (MadoDesk *self, const char *operator_id, MadoSecret *password,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SignIn *sign_in = g_new0 (SignIn, 1);

  sign_in->operator_id = g_strdup (operator_id);
  sign_in->password = password;
  g_task_set_source_tag (task, mado_desk_sign_in_async);
  g_task_set_task_data (task, sign_in, sign_in_free);
  if (self->look_up)
    begin_look (self, task);
  else
    mado_worker_run (self->db_worker, task, sign_in_on_worker);
}

static void
warm_up_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  mado_counter_forms_warm_up (MADO_DESK (source));
  g_task_return_boolean (task, TRUE);
}

/* Once a program: nobody prints in the first second after signing in. */
static void
warm_up_forms (MadoDesk *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  if (self->forms_warm)
    return;
  self->forms_warm = TRUE;
  mado_worker_run (self->print_worker, task, warm_up_on_worker);
}

static gboolean
answer_sign_in (const SignIn *sign_in, GError **error)
{
  if (sign_in->result == MADO_SIGN_IN_OK)
    return TRUE;
  if (sign_in->result == MADO_SIGN_IN_LOCKED)
    g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_LOCKED, "operator is locked");
  else
    g_set_error_literal (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN, "wrong password");
  return FALSE;
}

gboolean
mado_desk_sign_in_finish (MadoDesk *self, GAsyncResult *result, guint *tries_left, GError **error)
{
  SignIn *sign_in = g_task_get_task_data (G_TASK (result));
  MadoEvent *event;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (self->look_up)
    count_look (self, sign_in);
  if (tries_left != NULL)
    *tries_left = sign_in->tries_left;
  event = mado_desk_new_event (self, "session.sign-in",
                               sign_in->result == MADO_SIGN_IN_OK ? "ok" : "fail");
  g_free (event->actor);
  event->actor = g_strdup (sign_in->operator_id);
  if (sign_in->found != NULL)
    {
      g_free (event->role);
      event->role = g_strdup (sign_in->found->role);
      g_clear_pointer (&self->operator, mado_operator_info_free);
      self->operator= mado_operator_info_new (sign_in->found);
      warm_up_forms (self);
    }
  mado_desk_log (self, event);
  return answer_sign_in (sign_in, error);
}

void
mado_desk_sign_out (MadoDesk *self)
{
  if (self->operator== NULL)
    return;
  mado_desk_log (self, mado_desk_new_event (self, "session.sign-out", "ok"));
  g_clear_pointer (&self->operator, mado_operator_info_free);
}
