/* window-fixture.h - the clerk's window on a desk with simulated parts, inside the running program
 *
 * Failures end the test program.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-application.h"
#include "mado-field-grid.h"
#include "mado-run.h"
#include "ui-fixture.h"

typedef struct
{
  UiFixture desk;
  MadoApplication *application;
  GtkWindow *window;
} WindowFixture;

typedef struct
{
  const char *path;
  void (*func) (WindowFixture *fixture);
  int dpi; /* of the type; 0: as it is */
} WindowTest;

/** window_fixture_run: @data: a WindowTest, as of g_test_add_data_func(). */
void window_fixture_run (gconstpointer data);

/** window_fixture_find: Returns: (transfer none) (nullable): the first widget of that type. */
GtkWidget *window_fixture_find (GtkWidget *root, GType type);
/** window_fixture_find_window: likewise of all windows of the program, dialogs included. */
GtkWindow *window_fixture_find_window (WindowFixture *fixture, GType type);
/** window_fixture_contains: whether a label below @root has @text in it. */
gboolean window_fixture_contains (GtkWidget *root, const char *text);
/** window_fixture_wait_said: until a label of the clerk's window has @text in it. */
void window_fixture_wait_said (WindowFixture *fixture, const char *text);
/** window_fixture_get_run: Returns: (transfer none) (nullable): the case on the screen. */
MadoRun *window_fixture_get_run (WindowFixture *fixture);
/** window_fixture_get_reception: Returns: (transfer none): the fields of its first row. */
MadoFieldGrid *window_fixture_get_reception (WindowFixture *fixture);
/** window_fixture_is_gone: of ui_fixture_wait(): whether the clerk's window was closed. */
gboolean window_fixture_is_gone (gpointer data);

/** window_fixture_do: an action that must be allowed now. */
void window_fixture_do (WindowFixture *fixture, const char *name);
void window_fixture_sign_in (WindowFixture *fixture);
void window_fixture_start_case (WindowFixture *fixture);
