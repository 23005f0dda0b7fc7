/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl operator: who may sign in; every change is one transaction with its event */
#include "config.h"

#include "mado-command.h"

#include "mado-event.h"
#include "mado-operator.h"
#include "mado-password-line.h"
#include "mado-training-clock.h"
#include "mado-txn.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <unistd.h>

/* clang-format off */
static const char *const faults[] = {
  [MADO_OPERATOR_FAULT_ID] =
    N_("An id has 1 to 32 of the signs a-z 0-9 . _ - and begins with a letter or a digit."),
  [MADO_OPERATOR_FAULT_RESERVED] =
    N_("This id stands in the record for the administrator; choose another one."),
  [MADO_OPERATOR_FAULT_NAME] =
    N_("A name has 1 to 64 characters and is not blank."),
  [MADO_OPERATOR_FAULT_ROLE] =
    N_("The role is clerk, supervisor or auditor."),
  [MADO_OPERATOR_FAULT_SHORT] =
    N_("The password is too short: it has 8 to 64 letters, digits and signs of the keyboard (ASCII)."),
  [MADO_OPERATOR_FAULT_LONG] =
    N_("The password is too long: it has 8 to 64 letters, digits and signs of the keyboard (ASCII)."),
  [MADO_OPERATOR_FAULT_SIGNS] =
    N_("The password has a sign that cannot be typed at the window: it has 8 to 64 letters, digits and signs of the keyboard (ASCII)."),
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (faults) == MADO_OPERATOR_N_FAULTS);
G_STATIC_ASSERT (MADO_OPERATOR_PASSWORD_MIN == 8 && MADO_OPERATOR_PASSWORD_MAX == 64);
G_STATIC_ASSERT (MADO_OPERATOR_ID_MAX == 32 && MADO_OPERATOR_NAME_MAX == 64);

/* One change that was ordered. */
typedef struct
{
  const MadoSettings *settings;
  const char *operator_id;
  const char *display_name; /* NULL: a new password for somebody known */
  const char *role;         /* likewise */
} Change;

static int
refuse (const char *sentence)
{
  (void) fprintf (stderr, "madoguchictl: %s\n", sentence);
  return 1;
}

static int
list_operators (const MadoSettings *settings, MadoDb *db)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) list = mado_operator_list (db, &error);

  if (list == NULL)
    return mado_command_fail_record (settings, error);
  for (guint i = 0; i < list->len; i++)
    {
      const MadoOperator *row = g_ptr_array_index (list, i);
      const char *lock = row->failed_tries >= MADO_OPERATOR_TRIES ? "locked" : "";

      (void) printf ("%s\t%s\t%s\t%s\n", row->operator_id, row->role, row->display_name, lock);
    }
  return 0;
}

/* Whether the id stands or does not stand in the record, as the change wants it. */
static gboolean
judge_id (const Change *change, MadoDb *db, GError **error)
{
  g_autoptr (MadoOperator) found = NULL;
  const gboolean add = change->display_name != NULL;

  if (!mado_operator_find (db, change->operator_id, &found, error))
    return FALSE;
  if (add == (found == NULL))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               add ? _ ("There is an operator %s already; nothing was changed.")
                   : _ ("There is no operator %s; nothing was changed."),
               change->operator_id);
  return FALSE;
}

/* {"operator":"hana","role":"clerk","uid":0}: no name; the uid tells who sat at the machine. */
static char *
describe (const Change *change)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "operator");
  json_builder_add_string_value (builder, change->operator_id);
  if (change->role != NULL)
    {
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, change->role);
    }
  json_builder_set_member_name (builder, "uid");
  json_builder_add_int_value (builder, getuid ());
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static MadoEvent *
new_event (const Change *change, MadoClock *clock)
{
  MadoEvent *event
      = mado_event_new (change->display_name != NULL ? "operator.add" : "operator.password", "ok");

  event->at = mado_clock_now (clock);
  event->monotonic_us = mado_clock_monotonic (clock);
  event->workstation = g_strdup (change->settings->workstation);
  event->session = g_uuid_string_random ();
  event->actor = g_strdup (MADO_OPERATOR_ADMINISTRATOR);
  event->role = g_strdup (MADO_OPERATOR_ADMINISTRATOR);
  event->detail = describe (change);
  event->version = g_strdup (PACKAGE_VERSION);
  return event;
}

static gboolean
write_change (const Change *change, MadoDb *db, const MadoSecret *password, GError **error)
{
  const MadoSettings *settings = change->settings;
  g_autoptr (MadoClock) clock = settings->calendar != NULL
                                    ? mado_training_clock_new (settings->calendar)
                                    : mado_system_clock_new ();
  g_autoptr (MadoEvent) event = new_event (change, clock);
  g_autoptr (MadoTxn) txn = mado_txn_begin (db, error);
  gboolean held;

  if (txn == NULL || !judge_id (change, db, error))
    return FALSE;
  if (change->display_name != NULL)
    held = mado_operator_add (db, change->operator_id, change->display_name, change->role, password,
                              event->at, error);
  else
    held = mado_operator_set_password (db, change->operator_id, password, error);
  return held && mado_event_append (event, db, error) && mado_txn_commit (txn, error);
}

static int
fail (const Change *change, GError *error)
{
  if (error->domain == MADO_DB_ERROR)
    return mado_command_fail_record (change->settings, error);
  return mado_command_fail (error);
}

static MadoSecret *
ask_password (const Change *change, GError **error)
{
  g_autofree char *prompt
      = g_strdup_printf (_ ("Password of %s (8 to 64 characters)"), change->operator_id);

  return mado_password_line_ask (prompt, error);
}

/* Before anybody types a password all else is known to be sound. */
static int
make_change (const Change *change, MadoDb *db)
{
  g_autoptr (MadoSecret) password = NULL;
  MadoOperatorFault fault;
  GError *error = NULL;

  if (judge_id (change, db, &error))
    password = ask_password (change, &error);
  if (password == NULL)
    return fail (change, error);
  fault = mado_operator_check_password (password);
  if (fault != MADO_OPERATOR_SOUND)
    return refuse (_ (faults[fault]));
  return write_change (change, db, password, &error) ? 0 : fail (change, error);
}

static int
run_change (const Change *change)
{
  MadoOperatorFault fault = MADO_OPERATOR_SOUND;
  g_autoptr (MadoDb) db = NULL;

  if (change->display_name != NULL)
    fault = mado_operator_check (change->operator_id, change->display_name, change->role);
  if (fault != MADO_OPERATOR_SOUND)
    return refuse (_ (faults[fault]));
  db = mado_command_open_record (change->settings, change->display_name != NULL
                                                       ? MADO_COMMAND_RECORD_MAKE
                                                       : MADO_COMMAND_RECORD_WORK);
  return db != NULL ? make_change (change, db) : 1;
}

static int
run_list (const MadoSettings *settings)
{
  g_autoptr (MadoDb) db = mado_command_open_record (settings, MADO_COMMAND_RECORD_LOOK);

  return db != NULL ? list_operators (settings, db) : 1;
}

static gboolean
is_order (int argc, char **argv)
{
  /* clang-format off */
  static const struct { const char *word; int argc; } orders[] = {
    { "list", 2 }, { "add", 5 }, { "password", 3 },
  };
  /* clang-format on */

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].word, argv[1]))
      return argc == orders[i].argc;
  return FALSE;
}

int
mado_command_operator (int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &path, "the desk's settings", "FILE" },
          { NULL } };
  g_autoptr (MadoSettings) settings = NULL;
  Change change = { NULL };

  if (!mado_command_parse (&argc, &argv, entries,
                           "list | add ID NAME clerk|supervisor|auditor | password ID",
                           "At a terminal the password is asked for twice; from a pipe it comes as "
                           "one line.\nA new password also releases an operator who is locked."))
    return 2;
  if (!is_order (argc, argv))
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl operator --help\n");
      return 2;
    }
  settings = mado_command_settings (path);
  if (settings == NULL)
    return 1;
  if (argc == 2)
    return run_list (settings);
  change = (Change){ .settings = settings, .operator_id = argv[2] };
  if (argc == 5)
    {
      change.display_name = argv[3];
      change.role = argv[4];
    }
  return run_change (&change);
}
