/* mado-password-line.h - an operator's password from a file, a pipe or the keyboard
 *
 * The bytes go from the kernel into a MadoSecret one by one: no buffer of stdio or GLib holds them.
 * Layer: programs.  Threads: main; blocks.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Messages are for the user, in the user's language. */
#define MADO_PASSWORD_LINE_ERROR (mado_password_line_error_quark ())
GQuark mado_password_line_error_quark (void);
typedef enum
{
  MADO_PASSWORD_LINE_ERROR_FILE,      /* missing or not readable */
  MADO_PASSWORD_LINE_ERROR_EMPTY,     /* the first line is empty, or there is none */
  MADO_PASSWORD_LINE_ERROR_LONG,      /* no password is as long as that */
  MADO_PASSWORD_LINE_ERROR_DIFFER,    /* typed twice, differently */
  MADO_PASSWORD_LINE_ERROR_CANCELLED, /* a signal came while it was typed */
} MadoPasswordLineError;

/** mado_password_line_of_file: Returns: (transfer full): the first line of @path without its end,
 *   1..256 bytes; %NULL with %MADO_PASSWORD_LINE_ERROR. */
MadoSecret *mado_password_line_of_file (const char *path, GError **error);

/**
 * mado_password_line_ask:
 * @prompt: what the terminal says, as "Password of sato"
 *
 * At a terminal asks twice with the echo off; from a pipe takes one line.  What ends the program
 * with a signal meanwhile ends it after the echo is on again.
 * Returns: (transfer full): as above. */
MadoSecret *mado_password_line_ask (const char *prompt, GError **error);

G_END_DECLS
