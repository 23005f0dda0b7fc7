/* changes-fixture.h - files of register changes for tests of the desk, and what they lead to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "visit-fixture.h"

#include "mado-desk-changes.h"

#define CHANGES_HEADING "異動事由,異動日,氏名,フリガナ,生年月日,新住所\n"
#define CHANGES_ROW(kind, day, address)                                                            \
  kind "," day "," SERVICE_NAME "," SERVICE_KANA ",19551231," address "\n"
/* The day after the fixture's: see service_next_day() */
#define CHANGES_MOVE CHANGES_ROW ("転居", "2026-11-27", "東京都")

/* Imports a file of this @text; bad rows go to "bad.csv" of the folder. */
MadoImport *changes_import (Service *self, const char *text, GCancellable *cancellable,
                            MadoImportProgress progress, gpointer data, GError **error);

/* The same of one row of today, @kind: "転居", of the person of @items, whom the register calls
 * @name. */
MadoImport *changes_import_of (Service *self, const char *kind, const char *name,
                               const MadoFourItems *items);

/* Returns: (transfer full): what nobody has handled. */
GPtrArray *changes_list_stops (Service *self, MadoChangeStops what);
/* @counts: (nullable) */
GPtrArray *changes_list_revocations (Service *self, int state, guint *counts);

/* The case has ended as stopped, the card is its holder's, and nothing is in force or left open. */
void changes_assert_stopped (Desk *desk);
