/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of resident data that is not later than the comparison of a running case.  The promise:
 * what the case has already does not disturb it; of anything else the clerk is asked, and the case
 * goes on or ends as after any change (LAW 12; JLAW 22(1), 23; mado-lapse-order.h). */
#include "config.h"

#include "changes-fixture.h"
#include "visit-fixture.h"

#include "mado-case-fact.h"

static void
import_move (Desk *desk, const char *kind, const char *day, const char *address, guint n_cases)
{
  const MadoFourItems *items = desk->scenario->register_items;
  g_autofree char *text = g_strdup_printf (CHANGES_HEADING "%s,%s,%s,%s,%04d%02d%02d,%s\n", kind,
                                           day, items->name, items->kana, items->birth.year,
                                           items->birth.month, items->birth.day, address);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) imported = changes_import (&desk->service, text, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (imported->n_cases, ==, n_cases);
}

/* The moving in, and a move to the very address of the case: the case is not disturbed. */
static void
test_had_it_for_sure (Desk *desk, gconstpointer until)
{
  desk_play (desk, until);
  import_move (desk, "転入", "2026-11-20", "", 0);
  import_move (desk, "転居", "2026-11-26", desk->scenario->register_items->address, 0);
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, until);
  g_assert_true (desk_play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
}

/* Another address: the clerk looks the person up, and the case goes on. */
static void
test_earlier (Desk *desk, gconstpointer until)
{
  desk_play (desk, until);
  import_move (desk, "転居", "2026-11-20", "東京都", 1);
  desk_wait_for (desk, "changed-earlier");
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, MADO_RUN_ERROR_CHANGE_EARLIER);
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, "changed-earlier");
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, MADO_RUN_ERROR_CHANGE_EARLIER);
  desk_post (desk, MADO_OUTCOME_AGAIN);
  g_assert_cmpstr (desk_row (desk), ==, until);
  g_assert_cmpuint (desk_count (desk, "changes.stop", "had-it"), ==, 1);
  g_assert_cmpuint (desk_count (desk, "changes.stop", "other-person"), ==, 0);
  g_assert_true (desk_play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
}

/* Or it has the old one, and ends as after any change. */
static void
test_earlier_is_old (Desk *desk, gconstpointer until)
{
  desk_play (desk, until);
  import_move (desk, "転出", "2026-11-26", "", 1);
  desk_wait_for (desk, "changed-earlier");
  desk_play (desk, NULL);
  changes_assert_stopped (desk);
}

/* The day that counts is the one of the comparison, not the one on which the case was opened. */
static void
test_compared_later (Desk *desk, gconstpointer day)
{
  gboolean is_later = g_str_equal (day, "2026-11-28");

  desk_play (desk, "compare");
  service_next_day (&desk->service);
  desk_play (desk, "password");
  g_assert_cmpint (mado_case_get_fact_number (mado_run_get_case (desk->run), MADO_FACT_COMPARED_ON),
                   ==, 20261127);
  service_next_day (&desk->service);
  import_move (desk, "転居", day, "東京都", 1);
  desk_wait_for (desk, is_later ? "changed" : "changed-earlier");
}

/* The fee is taken already: what was issued is compared before it is revoked. */
static void
test_paid_earlier (Desk *desk, gconstpointer data)
{
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];

  desk_play (desk, "hand-over");
  import_move (desk, "転居", "2026-11-20", "東京都", 1);
  g_assert_true (desk_play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
  g_ptr_array_unref (changes_list_revocations (&desk->service, -1, counts));
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_PENDING], ==, 0);
  g_assert_cmpuint (counts[MADO_CHANGE_REVOCATION_DOUBTFUL], ==, 1);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/workflow/change-earlier/" path, Desk, data, desk_set_up, test, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  desk_fixture_warm ();
  ADD ("had-it/identity", "identity", test_had_it_for_sure);
  ADD ("had-it/fee", "fee", test_had_it_for_sure);
  ADD ("earlier/identity", "identity", test_earlier);
  ADD ("earlier/fee", "fee", test_earlier);
  ADD ("earlier/old", "receive", test_earlier_is_old);
  ADD ("compared-later/earlier", "2026-11-27", test_compared_later);
  ADD ("compared-later/later", "2026-11-28", test_compared_later);
  ADD ("paid-earlier", NULL, test_paid_earlier);
  argc = g_test_run ();
  return service_end (argc);
}
