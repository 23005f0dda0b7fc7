/* changes-fixture.h - files of register changes for tests of the desk, and what they lead to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service-fixture.h"

#include "mado-desk-changes.h"

#define CHANGES_HEADING "異動事由,異動日,氏名,フリガナ,生年月日,新住所\n"
#define CHANGES_MOVE "転居,2026-11-20," SERVICE_NAME "," SERVICE_KANA ",19551231,東京都\n"

/* Imports a file of this @text; bad rows go to "bad.csv" of the folder. */
MadoImport *changes_import (Service *self, const char *text, GCancellable *cancellable,
                            MadoImportProgress progress, gpointer data, GError **error);

/* The same of one row, @kind: "転居", of the person of @items, whom the register calls @name. */
MadoImport *changes_import_of (Service *self, const char *kind, const char *name,
                               const MadoFourItems *items);

/* Returns: (transfer full): what nobody has handled. */
GPtrArray *changes_list_stops (Service *self, MadoChangeStops what);
/* @counts: (nullable) */
GPtrArray *changes_list_revocations (Service *self, int state, guint *counts);
