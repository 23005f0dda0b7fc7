/* mado-command.h - the commands of madoguchictl, one function each
 *
 * Layer: programs.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"
#include "mado-settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MadoCommandFunc:
 * @argc, @argv: what follows the command's name, argv[0] being that name
 *
 * Prints to stdout what was asked for and to stderr what went wrong.
 * Returns: the exit status: 0 held, 1 did not, 2 wrong usage. */
typedef int (*MadoCommandFunc) (int argc, char **argv);

int mado_command_play (int argc, char **argv);
int mado_command_decide (int argc, char **argv);
int mado_command_operator (int argc, char **argv);
int mado_command_log (int argc, char **argv);
int mado_command_changes (int argc, char **argv);
int mado_command_doctor (int argc, char **argv);
int mado_command_workflows (int argc, char **argv);
int mado_command_forms (int argc, char **argv);

/** mado_command_settings: @path: (nullable): the default file.  Returns: (transfer full): %NULL
 * after telling the user why. */
MadoSettings *mado_command_settings (const char *path);

/** mado_command_parse: reads options; leaves the rest in @argv.  Returns: %FALSE after telling why.
 */
gboolean mado_command_parse (int *argc, char ***argv, const GOptionEntry *entries,
                             const char *arguments, const char *summary);

typedef enum
{
  MADO_COMMAND_RECORD_LOOK, /* nothing is made, changed or upgraded */
  MADO_COMMAND_RECORD_WORK, /* nothing is made or upgraded */
  MADO_COMMAND_RECORD_MAKE, /* a new desk's record is made if there is none; none is upgraded */
} MadoCommandRecord;

/** mado_command_open_record: opens the desk's database beside the window, which alone upgrades it.
 *   Returns: (transfer full): %NULL after telling the user why. */
MadoDb *mado_command_open_record (const MadoSettings *settings, MadoCommandRecord use);

/** mado_command_fail_record: tells what went wrong with the record in the window's words and frees
 *   @error.  Returns: 1. */
int mado_command_fail_record (const MadoSettings *settings, GError *error);

/** mado_command_fail: prints "madoguchictl: …" and frees @error.  Returns: 1. */
int mado_command_fail (GError *error);

G_END_DECLS
