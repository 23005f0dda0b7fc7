/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every CMP message of an issuance meets every trouble of the line and of the CA; afterwards the
 * CA is itself again and the clerk goes on.  The promise is that of a good day. */
#include "config.h"

#include "desk-fixture.h"

#include "mado-ca.h"

#include <stdlib.h>

#define RETRIES 6
#define MESSAGES 4 /* ping at the start, p10cr, certConf, and one more for the way back */

static char *template_folder;

/* clang-format off */
static const struct { const char *name; MadoFault fault; } faults[] = {
  { "silent-before", MADO_FAULT_SILENT_BEFORE },
  { "silent-after",  MADO_FAULT_SILENT_AFTER  },
  { "twice",         MADO_FAULT_TWICE         },
  { "replay",        MADO_FAULT_REPLAY        },
  { "error",         MADO_FAULT_ERROR         },
  { "wrong-signer",  MADO_FAULT_WRONG_SIGNER  },
  { "garbage",       MADO_FAULT_GARBAGE       },
  { "wait",          MADO_FAULT_WAIT          },
  { "wrong-key",     MADO_FAULT_WRONG_KEY     },
  { "wrong-sex",     MADO_FAULT_WRONG_SEX     },
};
/* clang-format on */

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  MadoRun *run;
  char *folder;
  guint message; /* which one of the first opening suffers @fault; 0: none */
  MadoFault fault;
  guint years_pass; /* before the request is sent */
  guint until;      /* and those after it up to this one */
} Desk;

static void
tell (MadoRun *run, gpointer data)
{
  const GError *problem = mado_run_get_problem (run);

  Desk *desk = data;

  g_test_message ("  %s %s", mado_run_get_state (run)->name,
                  problem != NULL ? problem->message : "");
  if (desk->years_pass > 0 && g_str_equal (mado_run_get_state (run)->name, "receive"))
    {
      mado_sim_clock_advance (MADO_SIM_CLOCK (desk->fixture.clock),
                              (gint64) desk->years_pass * 366 * 86400);
      desk->years_pass = 0;
    }
}

/* Before the desk sends its first message. */
static void
arm (DeskFixture *fixture, gpointer data)
{
  const Desk *desk = data;

  for (guint n = desk->message; n > 0 && n <= MAX (desk->until, desk->message); n++)
    mado_authority_set_fault (fixture->authority, n, desk->fault);
}

static void
open_desk (Desk *desk)
{
  desk->fixture.prepare = arm;
  desk->fixture.data = desk;
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario ("takahashi");
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_start (&desk->fixture);
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

/* The machine is switched off and on; the second life has keys of its own. */
static void
restart (Desk *desk)
{
  g_clear_object (&desk->run);
  desk_fixture_close (&desk->fixture);
  desk->fixture = (DeskFixture){ .first_key = DESK_FIXTURE_KEYS };
  desk_fixture_open (&desk->fixture, desk->folder);
  desk->run = desk_fixture_running (&desk->fixture);
  g_assert_nonnull (desk->run);
}

static gboolean
play (Desk *desk, guint retries)
{
  const MadoPlayerOptions options
      = { .retries = retries, .sheet_is_there = TRUE, .tell = tell, .tell_data = desk };

  return mado_player_play (desk->run, desk->scenario, &options);
}

/* Every message from now on. */
static void
set_for_good (Desk *desk, MadoFault fault)
{
  for (guint n = 1; n <= 60; n++)
    mado_authority_set_fault (desk->fixture.authority, n, fault);
}

static void
set_well (Desk *desk)
{
  set_for_good (desk, MADO_FAULT_NONE);
}

/* --- each message, each trouble --- */

static void
strike (guint message, MadoFault fault, gboolean with_restart)
{
  Desk desk = { .message = message, .fault = fault };

  open_desk (&desk);
  if (!with_restart)
    g_assert_true (play (&desk, RETRIES));
  else if (!play (&desk, 0))
    {
      restart (&desk);
      g_assert_true (play (&desk, RETRIES));
    }
  desk_fixture_assert_issued (&desk.fixture);
  desk_fixture_assert_record (&desk.fixture);
  close_desk (&desk);
}

static void
walk (gboolean with_restart)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint message = 1; message <= MESSAGES; message++)
      {
        g_test_message ("%s at %u", faults[i].name, message);
        strike (message, faults[i].fault, with_restart);
      }
}

static void
test_each (void)
{
  walk (FALSE);
}

static void
test_each_and_restart (void)
{
  walk (TRUE);
}

/* --- for good --- */

static void
test_down (gconstpointer data)
{
  const MadoFault fault = (MadoFault) GPOINTER_TO_INT (data);
  Desk desk = { 0 };

  open_desk (&desk);
  set_for_good (&desk, fault);
  g_assert_false (play (&desk, RETRIES));
  g_assert_nonnull (mado_run_get_problem (desk.run));
  g_assert_cmpuint (mado_run_get_problem (desk.run)->domain, ==, MADO_CA_ERROR);
  desk_fixture_assert_no_money (&desk.fixture);
  restart (&desk);
  set_well (&desk);
  g_assert_true (play (&desk, RETRIES));
  desk_fixture_assert_issued (&desk.fixture);
  close_desk (&desk);
}

/* A CA that answers nonsense must not be asked without end: a person stands between two tries. */
static void
test_no_endless_loop (void)
{
  Desk desk = { .message = 1, .until = 60, .fault = MADO_FAULT_WRONG_KEY };
  g_autoptr (GPtrArray) entries = NULL;

  open_desk (&desk);
  g_assert_false (play (&desk, 2));
  entries = mado_authority_list (desk.fixture.authority, NULL);
  g_assert_cmpuint (entries->len, <=, 4);
  close_desk (&desk);
}

/* --- certificates --- */

static void
test_ra_expired (void)
{
  Desk desk = { .years_pass = 6 };
  const GError *problem;

  open_desk (&desk);
  g_assert_false (play (&desk, 0));
  problem = mado_run_get_problem (desk.run);
  g_test_message ("%s: %s", mado_run_get_state (desk.run)->name, problem->message);
  g_assert_error (problem, MADO_CA_ERROR, MADO_CA_ERROR_RA_EXPIRED);
  desk_fixture_assert_nothing (&desk.fixture);
  close_desk (&desk);
}

/* The desk is configured with the certificate of another CA. */
static void
test_wrong_ca (void)
{
  g_autofree char *stranger = desk_fixture_make_template ();
  Desk desk = { 0 };
  g_autofree char *from = g_build_filename (stranger, "ca", "ca.crt", NULL);
  g_autofree char *to = NULL;
  g_autofree char *pem = NULL;
  gsize n_pem;
  const GError *problem;

  desk.folder = desk_fixture_copy (template_folder);
  desk.scenario = desk_fixture_scenario ("takahashi");
  to = g_build_filename (desk.folder, "trusted.crt", NULL);
  g_assert_true (g_file_get_contents (from, &pem, &n_pem, NULL));
  g_assert_true (g_file_set_contents (to, pem, (gssize) n_pem, NULL));
  desk.fixture.ca_certificate = "trusted.crt";
  desk_fixture_open (&desk.fixture, desk.folder);
  desk.run = desk_fixture_start (&desk.fixture);
  g_assert_false (play (&desk, 1));
  problem = mado_run_get_problem (desk.run);
  g_test_message ("%s: %s", mado_run_get_state (desk.run)->name, problem->message);
  g_assert_cmpuint (problem->domain, ==, MADO_CA_ERROR);
  desk_fixture_assert_no_money (&desk.fixture);
  close_desk (&desk);
  desk_fixture_remove (stranger);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  desk_fixture_warm ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/issue/ca/each", test_each);
  g_test_add_func ("/workflow/issue/ca/each-and-restart", test_each_and_restart);
  g_test_add_data_func ("/workflow/issue/ca/silent-for-good",
                        GINT_TO_POINTER (MADO_FAULT_SILENT_BEFORE), test_down);
  g_test_add_data_func ("/workflow/issue/ca/deaf-for-good",
                        GINT_TO_POINTER (MADO_FAULT_SILENT_AFTER), test_down);
  g_test_add_func ("/workflow/issue/ca/no-endless-loop", test_no_endless_loop);
  g_test_add_func ("/workflow/issue/ca/ra-expired", test_ra_expired);
  g_test_add_func ("/workflow/issue/ca/wrong-ca", test_wrong_ca);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  desk_fixture_cool ();
  g_free (template_folder);
  return result;
}
