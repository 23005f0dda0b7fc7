/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl doctor: looks at every part that the desk stands on; docs/doctor.md */
#include "config.h"

#include "mado-command.h"

#include "mado-checkup-cure.h"
#include "mado-checkup.h"
#include "mado-parts.h"
#include "mado-problem.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static const char *
state_word (const MadoMeasure *check)
{
  static const char *const words[] = { [MADO_LAMP_UNKNOWN] = "skipped",
                                       [MADO_LAMP_OK] = "ok",
                                       [MADO_LAMP_WARN] = "warn",
                                       [MADO_LAMP_BAD] = "bad" };

  return words[check->found.lamp];
}

static const char *
mark (const MadoMeasure *check)
{
  static const char *const marks[] = {
    [MADO_LAMP_UNKNOWN] = "・", [MADO_LAMP_OK] = "●", [MADO_LAMP_WARN] = "▲", [MADO_LAMP_BAD] = "■"
  };

  return marks[check->found.lamp];
}

static const char *
cause_of (const MadoMeasure *check)
{
  return check->found.domain != 0
             ? _ (mado_problem_find (check->found.domain, check->found.code)->cause)
             : NULL;
}

static const char *
cure_of (const MadoMeasure *check)
{
  const char *cure = check->found.domain != 0
                         ? mado_checkup_cure (check->found.domain, check->found.code)
                         : NULL;

  return cure != NULL ? _ (cure) : NULL;
}

/* --- for people --- */

static void
print_holders (MadoCheckup *checkup)
{
  GPtrArray *holders = mado_checkup_get_holders (checkup);

  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const MadoReaderHolder *holder = g_ptr_array_index (holders, i);

      if (holder->pid > 0)
        (void) printf ("  %-8s   PID %d: %s\n", "", holder->pid, holder->name);
      else
        (void) printf ("  %-8s   %s\n", "", _ ("a program of another user"));
    }
}

static void
print_line (MadoCheckup *checkup, MadoCheckKind kind)
{
  const MadoMeasure *check = mado_checkup_get (checkup, kind);
  const char *detail = check->found.detail != NULL ? check->found.detail : "";

  (void) printf ("%s %-8s %5.1f ms  %s\n", mark (check), mado_check_to_string (kind),
                 (double) check->took_us / 1000, detail);
  if (cause_of (check) != NULL)
    (void) printf ("  %-8s   %s\n", "", cause_of (check));
  if (cure_of (check) != NULL)
    (void) printf ("  %-8s   %s\n", "", cure_of (check));
  if (kind == MADO_CHECK_CARD && check->found.domain == MADO_CHECK_ERROR)
    print_holders (checkup);
}

static void
print_lines (MadoCheckup *checkup)
{
  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    print_line (checkup, (MadoCheckKind) kind);
  (void) printf ("%.0f ms\n", (double) mado_checkup_get_took_us (checkup) / 1000);
}

/* --- for programs --- */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, number);
}

static void
add_check (JsonBuilder *builder, const MadoMeasure *check, MadoCheckKind kind)
{
  const MadoProblem *row = check->found.domain != 0
                               ? mado_problem_find (check->found.domain, check->found.code)
                               : NULL;

  json_builder_begin_object (builder);
  add_text (builder, "check", mado_check_to_string (kind));
  add_text (builder, "state", state_word (check));
  add_number (builder, "ms", (double) check->took_us / 1000);
  add_text (builder, "value", check->found.detail);
  add_text (builder, "code", row != NULL ? row->mark : NULL);
  add_text (builder, "cause", cause_of (check));
  add_text (builder, "cure", cure_of (check));
  json_builder_end_object (builder);
}

static void
add_holders (JsonBuilder *builder, MadoCheckup *checkup)
{
  GPtrArray *holders = mado_checkup_get_holders (checkup);

  json_builder_set_member_name (builder, "holders");
  json_builder_begin_array (builder);
  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const MadoReaderHolder *holder = g_ptr_array_index (holders, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "pid");
      json_builder_add_int_value (builder, holder->pid);
      add_text (builder, "name", holder->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (MadoCheckup *checkup, gboolean held)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, held);
  add_number (builder, "ms", (double) mado_checkup_get_took_us (checkup) / 1000);
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    add_check (builder, mado_checkup_get (checkup, (MadoCheckKind) kind), (MadoCheckKind) kind);
  json_builder_end_array (builder);
  add_holders (builder, checkup);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  (void) printf ("%s\n", text);
}

static void
run (MadoCheckup *checkup)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_signal_connect_swapped (checkup, "ended", G_CALLBACK (g_main_loop_quit), loop);
  mado_checkup_start (checkup);
  g_main_loop_run (loop);
}

int
mado_command_doctor (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &path, "the desk's settings", "FILE" },
          { "json", 'j', 0, G_OPTION_ARG_NONE, &json, "write JSON (docs/doctor.md)", NULL },
          { NULL } };
  g_autoptr (MadoSettings) settings = NULL;
  MadoDeskParts *parts;
  MadoCheckup *checkup;
  GError *error = NULL;
  gboolean held;

  if (!mado_command_parse (
          &argc, &argv, entries, "",
          "Looks at card service, reader, card, printer, authority, clock, record, "
          "disk, display and fonts.\nExit status: 0 all is well, 1 findings."))
    return 2;
  if (argc != 1)
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl doctor --help\n");
      return 2;
    }
  settings = mado_command_settings (path);
  parts = settings != NULL ? mado_parts_new (settings, &error) : NULL;
  if (parts == NULL)
    return error != NULL ? mado_command_fail (error) : 1;
  checkup = mado_checkup_new (parts);
  run (checkup);
  held = mado_checkup_get_worst (checkup) <= MADO_LAMP_OK;
  if (json)
    print_json (checkup, held);
  else
    print_lines (checkup);
  /* Neither is freed: what did not answer in time may still be at work on them. */
  return held ? 0 : 1;
}
