/* service-fixture.h - a desk for tests of its services, with cases put into its database directly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"

#include "mado-case.h"

#define SERVICE_NAME "髙橋　一郎"
#define SERVICE_KANA "タカハシ　イチロウ"
#define SERVICE_BIRTH 19551231

typedef struct
{
  DeskFixture fixture;
  char *folder;
} Service;

/* Of main(): the template folder, once. */
void service_begin (void);
int service_end (int result);

/* Of g_test_add(). */
void service_set_up (Service *self, gconstpointer data);
void service_tear_down (Service *self, gconstpointer data);
/* The program ended and begins again on the same folder. */
void service_restart (Service *self);

/* The same hour of the next day, also after a restart. */
void service_next_day (Service *self);

/* A GAsyncReadyCallback that keeps the result in *data, and the wait for it. */
void service_ready_cb (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *service_wait (GAsyncResult **result);

/* Returns: (transfer full): @birth is YYYYMMDD of 昭和. */
MadoFourItems *service_person (const char *name, const char *kana, guint birth);

/* Stores @n cases of that person.  Returns: the id of the last. */
gint64 service_add_cases (Service *self, guint n, const char *procedure, const char *name,
                          const char *kana, guint birth);
/* A certificate of that case, in force until @not_after. */
void service_add_certificate (Service *self, gint64 case_id, const char *serial, gint64 not_after);

/* Writes @text to a file of the folder.  Returns: (transfer full): its path */
char *service_write (Service *self, const char *name, const char *text);

/* Asserts that who is signed in printed @form once: each event of it, and @detail of its intent. */
void service_assert_print_recorded (Service *self, const char *form, const char *detail);

/* Asserts that none of @words stands in the record. */
void service_assert_not_recorded (Service *self, const char *const *words);
