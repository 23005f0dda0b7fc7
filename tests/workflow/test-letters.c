/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters of inquiry on paper: letter, reply sheet and label of a real letter come out; one that
 * does not exist fails and leaves the others alone */
#include "config.h"

#include "service-fixture.h"

#include "mado-desk-letters.h"
#include "mado-player-letter.h"

#define FIRST_ID 1 /* of a fresh database */

static void
print (MadoPrintBatch *batch)
{
  mado_print_batch_start (batch);
  while (mado_print_batch_is_running (batch))
    g_main_context_iteration (NULL, TRUE);
}

static void
send_letter (Service *self)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario ("issue-proxy");
  g_autoptr (GError) error = NULL;
  g_autofree char *number = mado_player_send_letter (self->fixture.desk, scenario, &error);

  g_assert_no_error (error);
  g_assert_nonnull (number);
}

static void
test_letters (Service *self, gconstpointer data)
{
  const gint64 ids[] = { FIRST_ID + 98, FIRST_ID };
  g_autoptr (MadoPrintBatch) batch = NULL;

  send_letter (self);
  batch = mado_desk_print_letters (self->fixture.desk, ids, G_N_ELEMENTS (ids));
  print (batch);
  g_assert_cmpint (mado_print_batch_get_letter (batch, 0), ==, MADO_BATCH_FAILED);
  g_assert_no_error (mado_print_batch_get_error (batch, 1));
  g_assert_cmpint (mado_print_batch_get_letter (batch, 1), ==, MADO_BATCH_PRINTED);
}

static void
test_labels (Service *self, gconstpointer data)
{
  const gint64 ids[] = { FIRST_ID };
  g_autoptr (MadoPrintBatch) batch = NULL;

  send_letter (self);
  batch = mado_desk_print_labels (self->fixture.desk, ids, G_N_ELEMENTS (ids));
  print (batch);
  g_assert_no_error (mado_print_batch_get_error (batch, 0));
  g_assert_cmpint (mado_print_batch_get_letter (batch, 0), ==, MADO_BATCH_PRINTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  g_test_add ("/letters/letters", Service, NULL, service_set_up, test_letters, service_tear_down);
  g_test_add ("/letters/labels", Service, NULL, service_set_up, test_labels, service_tear_down);
  return service_end (g_test_run ());
}
