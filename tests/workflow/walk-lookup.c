/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promise of erasing: in the end the card bears no certificate, the revocation at the CA is
 * untouched and no money was taken; a resident who leaves with the card has either all of it or
 * none.  The promise of a copy: card and CA are untouched, and no money was taken.  The promise of
 * a status: the answer is right, and the look changed nothing: not the card, not its tries, not the
 * books of desk and CA, no money, no paper; also when the resident leaves in the middle. */
#include "config.h"

#include "walk-promises.h"

#include "mado-case-fact.h"
#include "mado-desk-private.h"

#include <stdlib.h>

#define OF_ISSUE 1 /* case ids */
#define OF_STATUS 2
#define TRIES 5 /* juki.ini */

void
walk_erase_promise (DeskFixture *fixture)
{
  g_autofree char *on_card = desk_fixture_serial_on_card (fixture);
  g_autofree char *in_force = desk_fixture_serial_in_force (fixture);

  g_assert_null (on_card);
  g_assert_null (in_force);
}

void
walk_erase_left (DeskFixture *fixture, MadoRun *run)
{
  g_autofree char *in_force = desk_fixture_serial_in_force (fixture);

  g_assert_cmpint (mado_run_get_state (run)->ending, !=, MADO_ENDING_DONE);
  g_assert_null (in_force);
}

void
walk_copy_promise (DeskFixture *fixture)
{
  g_autofree char *on_card = desk_fixture_serial_on_card (fixture);
  g_autofree char *in_force = desk_fixture_serial_in_force (fixture);

  g_assert_nonnull (in_force);
  g_assert_cmpstr (on_card, ==, in_force);
}

void
walk_copy_left (DeskFixture *fixture, MadoRun *run)
{
  g_autofree char *in_force = desk_fixture_serial_in_force (fixture);

  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
  g_assert_nonnull (in_force);
}

/* --- status --- */

typedef struct
{
  DeskFixture *fixture;
  MadoCase *work; /* owned */
} Look;

static gboolean
load_status_on_worker (gpointer data, GError **error)
{
  Look *look = data;

  look->work = mado_case_load (mado_desk_get_db (look->fixture->desk), OF_STATUS, error);
  return look->work != NULL;
}

/* What was told is what the CA has; the tries are the card's, where it could be read. */
static void
assert_told (DeskFixture *fixture, const char *serial)
{
  Look look = { .fixture = fixture };
  const char *tries;

  g_assert_true (mado_worker_call (mado_desk_get_db_worker (fixture->desk), load_status_on_worker,
                                   &look, NULL));
  tries = mado_case_get_fact (look.work, MADO_FACT_TRIES);
  g_assert_cmpint (look.work->ending, ==, MADO_ENDING_DONE);
  g_assert_cmpstr (mado_case_get_fact (look.work, MADO_FACT_STATUS), ==, "active");
  g_assert_cmpstr (mado_case_get_fact (look.work, MADO_FACT_OLD_SERIAL), ==, serial);
  g_assert_true (tries == NULL || atoi (tries) == TRIES);
  g_assert_cmpint (look.work->cash, ==, MADO_CASH_NOT_DUE);
  mado_case_free (look.work);
}

static void
assert_no_paper (DeskFixture *fixture)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (fixture);
  gboolean looking = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      looking |= g_str_has_prefix (event->code, "status.");
      g_assert_false (looking && g_str_has_prefix (event->code, "print."));
    }
  g_assert_true (looking);
}

/* Returns: (transfer full): serial of the certificate that is in force, on the card, and nowhere
 * changed. */
static char *
assert_nothing_changed (DeskFixture *fixture)
{
  char *in_force = desk_fixture_serial_in_force (fixture);
  g_autofree char *on_card = desk_fixture_serial_on_card (fixture);
  g_autoptr (MadoCardState) state = desk_fixture_read_card (fixture);
  MadoSimCounters counters;

  g_assert_nonnull (in_force);
  g_assert_cmpstr (on_card, ==, in_force);
  g_assert_cmpuint (state->tries_left, ==, TRIES);
  mado_sim_card_get_counters (fixture->card, &counters);
  g_assert_cmpuint (counters.updates, ==, 0);
  g_assert_cmpuint (counters.verifies, ==, 0);
  g_assert_cmpuint (desk_fixture_count_certificates (fixture, OF_ISSUE, MADO_CERTIFICATE_CONFIRMED),
                    ==, 1);
  desk_fixture_assert_no_money (fixture);
  assert_no_paper (fixture);
  return in_force;
}

void
walk_status_promise (DeskFixture *fixture)
{
  g_autofree char *serial = assert_nothing_changed (fixture);

  assert_told (fixture, serial);
}

void
walk_status_left (DeskFixture *fixture, MadoRun *run)
{
  g_autofree char *serial = NULL;

  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
  mado_sim_reader_insert (fixture->reader, fixture->card);
  serial = assert_nothing_changed (fixture);
  mado_sim_reader_remove (fixture->reader);
}
