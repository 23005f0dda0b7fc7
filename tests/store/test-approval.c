/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the second person: nobody confirms oneself, an answer stands, a confirmation serves one deed */
#include "config.h"

#include "mado-approval.h"
#include "store-fixture.h"

#include <sqlite3.h>

static MadoApproval *
ask (Store *store, const char *what, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  MadoApproval *question = g_new0 (MadoApproval, 1);

  question->what = g_strdup (what);
  question->case_id = case_id;
  question->asked_by = g_strdup ("sato");
  question->asked_at = STORE_NOW;
  question->shown_before = g_strdup ("{\"tries\":0}");
  question->shown_after = g_strdup ("{\"tries\":5}");
  g_assert_true (mado_approval_ask (question, store->db, &error));
  g_assert_no_error (error);
  return question;
}

static void
test_answers (Store *store, gconstpointer data)
{
  /* clang-format off */
  const struct { MadoApprovalOutcome outcome; const char *who, *role; int error; } rows[] = {
    { MADO_APPROVAL_CONFIRMED, "sato",   "supervisor", MADO_APPROVAL_ERROR_SELF },
    { MADO_APPROVAL_REFUSED,   "sato",   "supervisor", MADO_APPROVAL_ERROR_SELF },
    { MADO_APPROVAL_CONFIRMED, "suzuki", "clerk",      MADO_APPROVAL_ERROR_ROLE },
    { MADO_APPROVAL_CONFIRMED, "suzuki", "auditor",    MADO_APPROVAL_ERROR_ROLE },
    { MADO_APPROVAL_WITHDRAWN, "suzuki", "supervisor", MADO_APPROVAL_ERROR_SELF },
    { MADO_APPROVAL_CONFIRMED, "suzuki", "supervisor", -1 },
    { MADO_APPROVAL_REFUSED,   "suzuki", "supervisor", -1 },
    { MADO_APPROVAL_WITHDRAWN, "sato",   "clerk",      -1 },
  };
  /* clang-format on */
  g_autoptr (MadoCase) of = store_add_case (store, "unlock", "山田", "ヤマダ", 19800101);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoApproval) question = ask (store, "unlock", of->case_id);
      g_autoptr (MadoApproval) stored = NULL;
      gboolean done = mado_approval_answer (question, store->db, rows[i].outcome, rows[i].who,
                                            rows[i].role, "WHY", STORE_NOW + 1, &error);

      g_assert_cmpint (done, ==, rows[i].error < 0);
      if (!done)
        g_assert_error (error, MADO_APPROVAL_ERROR, rows[i].error);
      g_clear_error (&error);
      stored = mado_approval_load (store->db, question->approval_id, &error);
      g_assert_no_error (error);
      g_assert_cmpint (stored->outcome, ==, done ? rows[i].outcome : MADO_APPROVAL_ASKED);
      g_assert_cmpstr (stored->shown_after, ==, "{\"tries\":5}");
      if (!done)
        continue;
      g_assert_false (mado_approval_answer (question, store->db, MADO_APPROVAL_CONFIRMED, "mori",
                                            "supervisor", NULL, STORE_NOW, &error));
      g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_ANSWERED);
    }
}

static void
test_serves_once (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) of = store_add_case (store, "unlock", "山田", "ヤマダ", 19800101);
  g_autoptr (MadoApproval) question = ask (store, "unlock", of->case_id);
  g_autoptr (GPtrArray) list = NULL;
  /* clang-format off */
  const struct { const char *what; gint64 case_id, inquiry_id; gboolean serves; } rows[] = {
    { "waiver", of->case_id,     0, FALSE },
    { "unlock", of->case_id + 1, 0, FALSE },
    { "unlock", of->case_id,     1, FALSE },
    { "unlock", of->case_id,     0, TRUE  },
    { "unlock", of->case_id,     0, FALSE }, /* once */
  };
  /* clang-format on */

  g_assert_false (mado_approval_use (store->db, question->approval_id, "unlock", of->case_id, 0,
                                     STORE_NOW, &error));
  g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_NOT_CONFIRMED);
  g_clear_error (&error);
  g_assert_true (mado_approval_answer (question, store->db, MADO_APPROVAL_CONFIRMED, "suzuki",
                                       "supervisor", NULL, STORE_NOW, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (mado_approval_use (store->db, question->approval_id, rows[i].what,
                                          rows[i].case_id, rows[i].inquiry_id, STORE_NOW, &error),
                       ==, rows[i].serves);
      g_clear_error (&error);
    }
  list = mado_approval_load_of_case (store->db, of->case_id, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((MadoApproval *) g_ptr_array_index (list, 0))->used_at, ==, STORE_NOW);
}

/* The database itself says no, whatever program writes. */
static void
test_database_holds (Store *store, gconstpointer data)
{
  static const char *const statements[] = {
    "UPDATE approval SET outcome = 'confirmed', confirmed_by = 'sato', confirmed_at = 1",
    "UPDATE approval SET outcome = 'confirmed'",
    "UPDATE approval SET used_at = 1",
    "UPDATE approval SET what = 'waiver'",
    "UPDATE approval SET asked_by = 'mori'",
    "UPDATE approval SET shown_after = '{}'",
    "DELETE FROM approval",
  };
  g_autoptr (MadoCase) of = store_add_case (store, "unlock", "山田", "ヤマダ", 19800101);
  G_GNUC_UNUSED g_autoptr (MadoApproval) question = ask (store, "unlock", of->case_id);
  sqlite3 *raw = NULL;

  g_assert_cmpint (sqlite3_open (store->path, &raw), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    g_assert_cmpint (sqlite3_exec (raw, statements[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (raw);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/approval/" path, Store, NULL, store_set_up, func, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answers", test_answers);
  ADD ("serves-once", test_serves_once);
  ADD ("database-holds", test_database_holds);
  return g_test_run ();
}
