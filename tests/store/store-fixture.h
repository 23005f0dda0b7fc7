/* store-fixture.h - a fresh desk database in a folder of its own, and rows to fill it with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-inquiry.h"
#include "mado-txn.h"

#define STORE_NOW 1795654800 /* 2026-11-26 10:00 in Japan */
#define STORE_DAY 20261126

typedef struct
{
  char *folder, *path;
  MadoDb *db;
} Store;

extern const MadoDbSchema store_schema;

/* Of g_test_add(). */
void store_set_up (Store *store, gconstpointer data);
void store_tear_down (Store *store, gconstpointer data);
/* The same file after the program was killed: what was not committed is gone. */
void store_reopen (Store *store);

/* Returns: (transfer full): @birth is YYYYMMDD of 昭和. */
MadoFourItems *store_person (const char *name, const char *kana, guint birth);

/* A running case of that person, stored.  Returns: (transfer full) */
MadoCase *store_add_case (Store *store, const char *procedure, const char *name, const char *kana,
                          guint birth);
/* The case's certificate, in force until @not_after. */
void store_add_certificate (Store *store, const MadoCase *of, const char *serial, gint64 not_after);
