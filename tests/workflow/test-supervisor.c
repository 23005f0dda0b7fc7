/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second person for the fee and for further prints.  The promise: the first reprint is the
 * clerk's own, no further one comes out without a supervisor's word of its own, in a running case
 * as at its end; a fee is waived only for a reason of the office's list and with a supervisor's
 * word, and the receipt says so. */
#include "config.h"

#include "desk-template.h"
#include "visit-fixture.h"

#include "mado-approval.h"
#include "mado-case-fact.h"
#include "mado-desk-private.h"
#include "mado-receipt.h"
#include "mado-run-second.h"
#include "mado-run-wait.h"
#include "mado-second.h"

#include <string.h>

#define PASSWORD "windows-1"

/* No source knows of a waiver: the office's own list, for which the shipped one is empty. */
static void
list_waivers (DeskFixture *fixture, gpointer data)
{
  static const char *const reasons[] = { "disaster", "office_error", NULL };
  MadoOfficeProfile *profile
      = (MadoOfficeProfile *) (guintptr) mado_desk_get_profile (fixture->desk);

  g_strfreev (profile->fee_waiver_reasons);
  profile->fee_waiver_reasons = g_strdupv ((char **) (guintptr) reasons);
}

static void
set_up (Desk *desk, gconstpointer lists)
{
  if (lists != NULL)
    desk->service.fixture.prepare = list_waivers;
  desk_set_up (desk, NULL);
}

static gint64
ask (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 approval_id;

  mado_run_ask_second_async (desk->run, NULL, service_ready_cb, &result);
  approval_id = mado_run_ask_second_finish (desk->run, service_wait (&result), &error);
  g_assert_no_error (error);
  return approval_id;
}

static gboolean
answer (Desk *desk, gint64 approval_id, gboolean confirms, const char *who, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean held;

  mado_run_answer_second_async (desk->run, approval_id, confirms, who,
                                desk_template_secret (PASSWORD), NULL, NULL, service_ready_cb,
                                &result);
  held = mado_run_answer_second_finish (desk->run, service_wait (&result), NULL, error);
  desk_wait_idle (desk);
  return held;
}

static void
confirm (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (answer (desk, ask (desk), TRUE, "suzuki", &error));
  g_assert_no_error (error);
}

static const char *
fact_of (Desk *desk, const char *name, gboolean after)
{
  g_autoptr (GPtrArray) facts = mado_run_list_second_facts (desk->run);

  for (guint i = 0; i < facts->len; i++)
    {
      const MadoSecondFact *fact = g_ptr_array_index (facts, i);

      if (g_str_equal (fact->name, name))
        return g_intern_string (after ? fact->after : fact->before);
    }
  return NULL;
}

/* --- printing once more --- */

static gboolean
print (Desk *desk, const char *form, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_run_reprint_async (desk->run, form, NULL, service_ready_cb, &result);
  return mado_run_reprint_finish (desk->run, service_wait (&result), error);
}

static void
print_well (Desk *desk, const char *form)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (print (desk, form, &error));
  g_assert_no_error (error);
}

static void
print_in_vain (Desk *desk, const char *form)
{
  guint n_printed = desk_count (desk, "print.done", "ok");
  g_autoptr (GError) error = NULL;

  g_assert_false (print (desk, form, &error));
  g_assert_error (error, MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND);
  g_assert_cmpuint (desk_count (desk, "print.done", "ok"), ==, n_printed);
  g_assert_cmpstr (mado_run_wants_second (desk->run), ==, "reprint");
}

static void
reprint_thrice (Desk *desk)
{
  print_well (desk, "receipt");
  print_in_vain (desk, "receipt");
  g_assert_cmpstr (fact_of (desk, "reprints", FALSE), ==, "1");
  g_assert_cmpstr (fact_of (desk, "reprints", TRUE), ==, "2");
  confirm (desk);
  g_assert_null (mado_run_wants_second (desk->run));
  print_well (desk, "receipt");
  print_in_vain (desk, "receipt"); /* the word was used up */
  mado_run_withdraw_second (desk->run, ask (desk));
  g_assert_null (mado_run_wants_second (desk->run));
}

/* In the middle of a case, which then goes on as ever. */
static void
test_reprint_while_it_runs (Desk *desk, gconstpointer data)
{
  desk_play (desk, "hand-over");
  reprint_thrice (desk);
  g_assert_cmpstr (desk_row (desk), ==, "hand-over");
  g_assert_true (desk_play (desk, NULL));
  desk_fixture_assert_issued (&desk->service.fixture);
  desk_fixture_assert_record (&desk->service.fixture);
  g_assert_cmpuint (desk_count (desk, "second.reprint", "confirmed"), ==, 1);
}

static void
test_reprint_at_the_end (Desk *desk, gconstpointer data)
{
  g_assert_true (desk_play (desk, NULL));
  reprint_thrice (desk);
}

/* A paper that is not marked as reissued may be printed as often as needed. */
static void
test_reprint_of_a_form (Desk *desk, gconstpointer data)
{
  desk_play (desk, "identity");
  for (guint i = 0; i < 3; i++)
    print_well (desk, "application");
}

/* The clerk's own word, a refusal, and a restart leave nothing confirmed. */
static void
test_reprint_refused (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 approval_id;

  desk_play (desk, "hand-over");
  print_well (desk, "certificate-copy");
  print_in_vain (desk, "certificate-copy");
  approval_id = ask (desk);
  g_assert_false (answer (desk, approval_id, TRUE, "sato", &error));
  g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_SELF);
  g_clear_error (&error);
  g_assert_true (answer (desk, approval_id, FALSE, "suzuki", &error));
  print_in_vain (desk, "certificate-copy");
  confirm (desk);
  desk_restart (desk);
  print_in_vain (desk, "certificate-copy");
}

/* --- the fee is waived --- */

static char *
read_receipt (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->service.folder, "prints", NULL);
  const char *argv[]
      = { "sh", "-c",
          "for page in \"$0\"/*receipt*.pdf; do pdftotext -raw \"$page\" - || exit 1; done", path,
          NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) (guintptr) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                NULL, &error);
  g_assert_no_error (error);
  return text;
}

typedef struct
{
  MadoDesk *desk;
  gint64 case_id;
  MadoReceipt receipt;
} Load;

static gboolean
load_receipt_on_worker (gpointer data, GError **error)
{
  Load *load = data;

  return mado_receipt_load (mado_desk_get_db (load->desk), load->case_id, &load->receipt, error);
}

static MadoReceipt
load_receipt (Desk *desk)
{
  Load load
      = { .desk = desk->service.fixture.desk, .case_id = mado_run_get_case (desk->run)->case_id };

  mado_worker_call (mado_desk_get_db_worker (load.desk), load_receipt_on_worker, &load, NULL);
  return load.receipt;
}

static void
ask_for_waiver (Desk *desk, const char *reason)
{
  desk_play (desk, "fee");
  g_assert_true (mado_run_can_waive (desk->run));
  mado_run_waive (desk->run, reason);
  desk_wait_idle (desk);
  g_assert_cmpstr (desk_row (desk), ==, "waiver");
}

static void
test_waiver (Desk *desk, gconstpointer lists)
{
  g_autofree char *text = NULL;

  ask_for_waiver (desk, "disaster");
  g_assert_cmpstr (mado_run_wants_second (desk->run), ==, "waiver");
  mado_run_post (desk->run, MADO_OUTCOME_OK);
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND);
  g_assert_cmpstr (fact_of (desk, "fee", FALSE), ==, "due");
  g_assert_cmpstr (fact_of (desk, "fee", TRUE), ==, "waived");
  g_assert_cmpstr (fact_of (desk, "yen", FALSE), ==, "500");
  g_assert_cmpstr (fact_of (desk, "yen", TRUE), ==, "0");
  g_assert_cmpstr (fact_of (desk, "ground", TRUE), ==, "disaster");
  desk_restart (desk);
  g_assert_cmpstr (desk_row (desk), ==, "waiver");
  confirm (desk);
  g_assert_true (desk_play (desk, NULL));
  g_assert_cmpint (mado_run_get_case (desk->run)->cash, ==, MADO_CASH_WAIVED);
  g_assert_cmpint (load_receipt (desk).number, ==, 1);
  g_assert_cmpuint (load_receipt (desk).amount_yen, ==, 0);
  g_assert_cmpuint (desk_count (desk, "fee", NULL) + desk_count (desk, "issue.fee", "waiver-asked"),
                    ==, 1);
  g_assert_cmpuint (desk_count (desk, "case.waiver", "ok"), ==, 1);
  g_assert_cmpuint (desk_count (desk, "second.waiver", "confirmed"), ==, 1);
  text = read_receipt (desk);
  g_assert_nonnull (strstr (text, "免除：災害"));
  g_assert_true (g_regex_match_simple ("(^|[^0-9])0円", text, 0, 0));
  desk_fixture_assert_record (&desk->service.fixture);
}

/* The supervisor says no, or the clerk thinks again: the fee is taken. */
static void
test_waiver_taken_back (Desk *desk, gconstpointer lists)
{
  g_autoptr (GError) error = NULL;

  ask_for_waiver (desk, "office_error");
  g_assert_true (answer (desk, ask (desk), FALSE, "suzuki", &error));
  g_assert_cmpstr (desk_row (desk), ==, "waiver");
  mado_run_post (desk->run, MADO_OUTCOME_AGAIN);
  desk_wait_idle (desk);
  g_assert_cmpstr (desk_row (desk), ==, "fee");
  g_assert_null (mado_case_get_fact (mado_run_get_case (desk->run), MADO_FACT_WAIVER));
  g_assert_true (desk_play (desk, NULL));
  g_assert_cmpuint (load_receipt (desk).amount_yen, ==, 500);
  desk_fixture_assert_issued (&desk->service.fixture);
}

static void
test_waiver_not_listed (Desk *desk, gconstpointer lists)
{
  ask_for_waiver (desk, "a_friend");
  mado_run_post (desk->run, MADO_OUTCOME_OK);
  g_assert_error (mado_run_get_problem (desk->run), MADO_RUN_ERROR, MADO_RUN_ERROR_WAIVER);
  g_assert_cmpstr (desk_row (desk), ==, "waiver");
}

/* The list as it is shipped: nobody can even ask. */
static void
test_no_waivers (Desk *desk, gconstpointer data)
{
  desk_play (desk, "fee");
  g_assert_false (mado_run_can_waive (desk->run));
  mado_run_waive (desk->run, "disaster");
  g_assert_cmpstr (desk_row (desk), ==, "fee");
}

#define ADD(path, lists, test)                                                                     \
  g_test_add ("/workflow/supervisor/" path, Desk, lists, set_up, test, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  ADD ("reprint/running", NULL, test_reprint_while_it_runs);
  ADD ("reprint/ended", NULL, test_reprint_at_the_end);
  ADD ("reprint/form", NULL, test_reprint_of_a_form);
  ADD ("reprint/refused", NULL, test_reprint_refused);
  ADD ("waiver/confirmed", "lists", test_waiver);
  ADD ("waiver/taken-back", "lists", test_waiver_taken_back);
  ADD ("waiver/not-listed", "lists", test_waiver_not_listed);
  ADD ("waiver/none", NULL, test_no_waivers);
  argc = g_test_run ();
  return service_end (argc);
}
