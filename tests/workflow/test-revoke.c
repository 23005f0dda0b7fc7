/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revocation and report: grounds and reasons, how the certificate is found, both times, what is
 * refused; against a certificate that was issued before.  Disturbances: test-walk-*.c. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"
#include "mado-desk-private.h"
#include "mado-revoke.h"

#include <string.h>

static char *template_folder; /* with the issued certificate */
static char *serial;          /* its number */

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
  const char *late_in; /* nullable: row in which ten minutes pass */
  const char *stop_in; /* nullable: row at which the clerk stops */
} Desk;

static void
open_desk (Desk *desk, const char *procedure)
{
  g_autofree char *name = g_strconcat (procedure, "-takahashi", NULL);

  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario (name);
  desk->fixture.cases_before = 1;
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_start_procedure (&desk->fixture, procedure);
}

static void
close_desk (Desk *desk)
{
  g_clear_object (&desk->run);
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static void
set_fact (Desk *desk, const char *name, const char *value)
{
  g_hash_table_insert (desk->scenario->facts, g_strdup (name), g_strdup (value));
}

static void
tell (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  const char *row = mado_run_get_state (run)->name;
  const GError *problem = mado_run_get_problem (run);

  g_test_message ("  %s %s", row, problem != NULL ? problem->message : "");
  if (g_strcmp0 (row, desk->late_in) != 0)
    return;
  mado_sim_clock_advance (MADO_SIM_CLOCK (desk->fixture.clock), 600);
  desk->late_in = NULL;
}

static gboolean
play (Desk *desk, guint retries)
{
  const MadoPlayerOptions options
      = { .retries = retries, .sheet_is_there = TRUE, .tell = tell, .tell_data = desk };

  return mado_player_play (desk->run, desk->scenario, &options);
}

static int
reason_at_authority (Desk *desk)
{
  g_autoptr (GPtrArray) entries = mado_authority_list (desk->fixture.authority, NULL);

  g_assert_cmpuint (entries->len, ==, 1);
  return ((const MadoAuthorityEntry *) g_ptr_array_index (entries, 0))->reason;
}

static void
assert_stops (Desk *desk, const char *row, GQuark domain, int code)
{
  g_assert_false (play (desk, 0));
  g_assert_cmpstr (mado_run_get_state (desk->run)->name, ==, row);
  g_assert_error (mado_run_get_problem (desk->run), domain, code);
  g_assert_cmpint (reason_at_authority (desk), ==, -1);
}

static gint64
fact (Desk *desk, const char *name)
{
  return mado_case_get_fact_number (mado_run_get_case (desk->run), name);
}

/* --- grounds: domain.md 9 no. 23 --- */

static void
test_grounds (void)
{
  static const struct
  {
    const char *procedure, *kind;
    int reason;
  } cases[] = {
    { "revoke", NULL, 5 }, { "report", "V2", 1 }, { "report", "V3", 1 }, { "report", "V4", 5 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk = { 0 };

      open_desk (&desk, cases[i].procedure);
      if (cases[i].kind != NULL)
        set_fact (&desk, MADO_FACT_KIND, cases[i].kind);
      g_assert_true (play (&desk, 0));
      g_assert_cmpint (reason_at_authority (&desk), ==, cases[i].reason);
      g_assert_cmpint (fact (&desk, MADO_FACT_REVOKED_REASON), ==, cases[i].reason);
      desk_fixture_assert_no_money (&desk.fixture);
      close_desk (&desk);
    }
}

/* A ground of the other paper, or none: the form would be the wrong one (LAW 9, 10). */
static void
test_wrong_ground (void)
{
  static const char *const kinds[] = { "V1", "V5", "A1", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Desk desk = { 0 };

      open_desk (&desk, "report");
      set_fact (&desk, MADO_FACT_KIND, kinds[i]);
      assert_stops (&desk, "ground", MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
      close_desk (&desk);
    }
}

/* --- two times --- */

static void
test_times_apart (void)
{
  Desk desk = { .late_in = "confirm" };
  gint64 opened_at;

  open_desk (&desk, "report");
  opened_at = mado_run_get_case (desk.run)->opened_at;
  g_assert_true (play (&desk, 0));
  g_assert_cmpint (mado_run_get_case (desk.run)->opened_at, ==, opened_at);
  g_assert_cmpint (fact (&desk, MADO_FACT_REVOKED_AT), ==, opened_at + 600);
  close_desk (&desk);
}

/* --- how it is found --- */

static void
test_found_by (void)
{
  g_autofree char *small = g_ascii_strdown (serial, -1);
  g_autofree char *blanks = g_strdup_printf (" %.4s %s", small, small + 4);
  const struct
  {
    const char *procedure, *copy, *found_by;
  } cases[]
      = { { "report", blanks, "copy" }, { "report", "", "records" }, { "revoke", "", "card" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk = { 0 };

      open_desk (&desk, cases[i].procedure);
      set_fact (&desk, MADO_FACT_COPY_SERIAL, cases[i].copy);
      g_assert_true (play (&desk, 0));
      g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk.run), MADO_FACT_FOUND_BY), ==,
                       cases[i].found_by);
      g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk.run), MADO_FACT_OLD_SERIAL), ==,
                       serial);
      close_desk (&desk);
    }
}

static void
test_no_serial (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "report");
  set_fact (&desk, MADO_FACT_COPY_SERIAL, "12 G4");
  assert_stops (&desk, "ground", MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  close_desk (&desk);
}

static void
test_unknown_number (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "report");
  set_fact (&desk, MADO_FACT_COPY_SERIAL, "0123456789");
  assert_stops (&desk, "not-found", MADO_RUN_ERROR, MADO_RUN_ERROR_NO_CERTIFICATE);
  set_fact (&desk, MADO_FACT_COPY_SERIAL, "");
  mado_case_set_fact (mado_run_edit (desk.run), MADO_FACT_COPY_SERIAL, serial);
  g_assert_true (play (&desk, 1));
  g_assert_cmpint (reason_at_authority (&desk), ==, 1);
  close_desk (&desk);
}

static void
set_birth (MadoFourItems *items, guint day)
{
  items->birth.day = (guint8) day;
}

/* The number of a stranger's copy revokes nothing. */
static void
test_other_holder (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "report");
  set_birth (desk.scenario->form, 18);
  set_birth (desk.scenario->register_items, 18);
  set_fact (&desk, MADO_FACT_COPY_SERIAL, serial);
  assert_stops (&desk, "not-found", MADO_RUN_ERROR, MADO_RUN_ERROR_OTHER_HOLDER);
  close_desk (&desk);
}

/* The card that is broken does not stop its report (V4). */
static void
test_card_broken (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "report");
  set_fact (&desk, MADO_FACT_KIND, "V4");
  set_fact (&desk, MADO_FACT_CARD_BROUGHT, "1");
  mado_sim_card_add_fault (desk.fixture.card, MADO_SIM_CUT_BEFORE, 1, 0);
  g_assert_true (play (&desk, 1));
  g_assert_cmpint (reason_at_authority (&desk), ==, 5);
  g_assert_cmpint (fact (&desk, MADO_FACT_CARD_BROUGHT), ==, 0);
  close_desk (&desk);
}

/* --- ended before --- */

static void
test_revoked_before (void)
{
  Desk desk = { 0 };
  gint64 first;

  open_desk (&desk, "report");
  g_assert_true (play (&desk, 0));
  first = fact (&desk, MADO_FACT_REVOKED_AT);
  g_clear_object (&desk.run);
  mado_sim_clock_advance (MADO_SIM_CLOCK (desk.fixture.clock), 3600);
  set_fact (&desk, MADO_FACT_KIND, "V4");
  desk.run = desk_fixture_start_procedure (&desk.fixture, "report");
  g_assert_false (play (&desk, 1));
  g_assert_cmpstr (mado_run_get_state (desk.run)->name, ==, "nothing");
  g_assert_cmpint (mado_run_get_state (desk.run)->ending, ==, MADO_ENDING_STOPPED);
  g_assert_cmpint (fact (&desk, MADO_FACT_REVOKED_AT), ==, first);
  g_assert_cmpint (reason_at_authority (&desk), ==, 1); /* the first one */
  close_desk (&desk);
}

static void
test_expired_before (void)
{
  Desk desk = { 0 };

  desk.fixture.days_later = 3 * 365 + 10;
  open_desk (&desk, "report");
  desk.scenario->card_expires_on = 0;
  g_assert_false (play (&desk, 1));
  g_assert_cmpstr (mado_run_get_state (desk.run)->name, ==, "nothing");
  g_assert_cmpstr (mado_case_get_fact (mado_run_get_case (desk.run), MADO_FACT_STATUS), ==,
                   "expired");
  g_assert_cmpint (reason_at_authority (&desk), ==, -1);
  close_desk (&desk);
}

/* --- the dangerous act --- */

static void
test_typed_digits (void)
{
  g_autofree char *small = g_ascii_strdown (serial, -1);
  const char *last = small + strlen (small) - MADO_REVOKE_TYPED_DIGITS;
  g_autofree char *long_one = g_strconcat ("0", last, NULL);

  g_assert_true (mado_revoke_typed_matches (serial, last));
  g_assert_false (mado_revoke_typed_matches (serial, last + 1));
  g_assert_false (mado_revoke_typed_matches (serial, long_one));
  g_assert_false (mado_revoke_typed_matches (serial, ""));
  g_assert_false (mado_revoke_typed_matches (serial, NULL));
  g_assert_false (mado_revoke_typed_matches (NULL, last));
  g_assert_false (mado_revoke_typed_matches ("AB", "AB"));
}

static void
stop_at_confirm (MadoRun *run, gpointer data)
{
  Desk *desk = data;
  MadoCase *edit = mado_run_edit (run);

  tell (run, data);
  if (!g_str_equal (mado_run_get_state (run)->name, "confirm") || desk->stop_in != NULL)
    return;
  desk->stop_in = "confirm";
  mado_case_set_check (edit, "holder-compared", TRUE);
  mado_case_set_check (edit, "end-explained", TRUE);
  mado_case_set_fact (edit, MADO_FACT_TYPED, "zzzz");
  mado_run_post (run, MADO_OUTCOME_OK);
  g_assert_error (mado_run_get_problem (run), MADO_RUN_ERROR, MADO_RUN_ERROR_LAST_DIGITS);
  g_assert_cmpint (reason_at_authority (desk), ==, -1);
}

static void
test_wrong_digits (void)
{
  Desk desk = { 0 };
  const MadoPlayerOptions options
      = { .retries = 1, .sheet_is_there = TRUE, .tell = stop_at_confirm, .tell_data = &desk };

  open_desk (&desk, "report");
  g_assert_true (mado_player_play (desk.run, desk.scenario, &options));
  g_assert_cmpstr (desk.stop_in, ==, "confirm");
  close_desk (&desk);
}

/* --- who comes --- */

/* REG 5(2): a proxy needs power of attorney, seal certificate and the reply, whatever the hurry. */
static void
test_proxy_without_letter (void)
{
  Desk desk = { 0 };

  open_desk (&desk, "report");
  desk.scenario->comes = MADO_SCENARIO_PROXY;
  set_fact (&desk, MADO_FACT_POWER, "1");
  set_fact (&desk, MADO_FACT_SEAL_ISSUED, "20261101");
  assert_stops (&desk, "reply", MADO_RUN_ERROR, MADO_RUN_ERROR_INCOMPLETE);
  close_desk (&desk);
}

/* --- preparation --- */

static void
issue (void)
{
  const MadoPlayerOptions options = { .sheet_is_there = TRUE };
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("takahashi");
  g_autoptr (GPtrArray) entries = NULL;
  DeskFixture fixture = { 0 };
  MadoRun *run;

  desk_fixture_open (&fixture, template_folder);
  run = desk_fixture_start (&fixture);
  g_assert_true (mado_player_play (run, scenario, &options));
  entries = mado_authority_list (fixture.authority, NULL);
  serial = g_strdup (((const MadoAuthorityEntry *) g_ptr_array_index (entries, 0))->serial);
  g_object_unref (run);
  desk_fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  issue ();
  g_test_add_func ("/workflow/revoke/grounds", test_grounds);
  g_test_add_func ("/workflow/revoke/wrong-ground", test_wrong_ground);
  g_test_add_func ("/workflow/revoke/times-apart", test_times_apart);
  g_test_add_func ("/workflow/revoke/found-by", test_found_by);
  g_test_add_func ("/workflow/revoke/no-serial", test_no_serial);
  g_test_add_func ("/workflow/revoke/unknown-number", test_unknown_number);
  g_test_add_func ("/workflow/revoke/other-holder", test_other_holder);
  g_test_add_func ("/workflow/revoke/card-broken", test_card_broken);
  g_test_add_func ("/workflow/revoke/revoked-before", test_revoked_before);
  g_test_add_func ("/workflow/revoke/expired-before", test_expired_before);
  g_test_add_func ("/workflow/revoke/typed-digits", test_typed_digits);
  g_test_add_func ("/workflow/revoke/wrong-digits", test_wrong_digits);
  g_test_add_func ("/workflow/revoke/proxy-without-letter", test_proxy_without_letter);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  g_free (serial);
  return result;
}
