/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters of inquiry on paper: letter, reply sheet and label of a real letter come out; one that
 * does not exist fails and leaves the others alone */
#include "config.h"

#include "service-fixture.h"

#include "mado-desk-inquiry.h"
#include "mado-desk-letter-list.h"
#include "mado-desk-letters.h"
#include "mado-player-letter.h"

#define FIRST_ID 1 /* of a fresh database */
#define MANY 107   /* more than a page of a list */

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
  service_assert_print_recorded (self, "address-labels", "\"rows\":1");
}

/* Another person each: nobody has two open letters. */
static void
ask_for_letter (Service *self, guint i)
{
  guint birth = 19560101 + i / 28 * 100 + i % 28;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = NULL;

  mado_desk_receive_inquiry_async (self->fixture.desk, "issue", MADO_LETTER_NO_PHOTO_ID,
                                   service_person (SERVICE_NAME, SERVICE_KANA, birth), NULL, NULL,
                                   service_ready_cb, &result);
  view = mado_desk_receive_inquiry_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_no_error (error);
}

/* All of them are found, not the first page of a list; who waits longest comes first. */
static void
test_all (Service *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < MANY; i++)
    ask_for_letter (self, i);
  mado_desk_list_letters_async (self->fixture.desk, "received", NULL, service_ready_cb, &result);
  ids = mado_desk_list_letters_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, MANY);
  for (guint i = 0; i < MANY; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, FIRST_ID + i);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  g_test_add ("/letters/letters", Service, NULL, service_set_up, test_letters, service_tear_down);
  g_test_add ("/letters/labels", Service, NULL, service_set_up, test_labels, service_tear_down);
  g_test_add ("/letters/all", Service, NULL, service_set_up, test_all, service_tear_down);
  return service_end (g_test_run ());
}
