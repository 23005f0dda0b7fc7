/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promise of erasing: in the end the card bears no certificate, the revocation at the CA is
 * untouched and no money was taken; a resident who leaves with the card has either all of it or
 * none.  The promise of a copy: card and CA are untouched, and no money was taken. */
#include "config.h"

#include "walk-promises.h"

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
