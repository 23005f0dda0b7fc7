/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promise of a procedure that a proxy brings: one letter serves one application; the slip is
 * opened at most once; its destruction is recorded before the case ends.  Besides holds all that
 * the procedure promises to who comes in person. */
#include "config.h"

#include "walk-promises.h"

#include "mado-desk-private.h"
#include "mado-event.h"
#include "mado-inquiry-check.h"

#define LETTER 1 /* id of the only one */

typedef struct
{
  MadoDesk *desk;
  MadoInquiry *letter; /* owned */
  gint64 deeds[MADO_N_SLIP_DEEDS];
} Reading;

static gboolean
read_on_worker (gpointer data, GError **error)
{
  Reading *reading = data;
  MadoDb *db = mado_desk_get_db (reading->desk);

  reading->letter = mado_inquiry_load (db, LETTER, error);
  return reading->letter != NULL
         && mado_inquiry_load_deeds (reading->letter, db, reading->deeds, error);
}

/* @deed: of the slip, as its event says.  Returns: its place in the record, 0: it is not there. */
static gint64
find_deed (const GPtrArray *events, const char *deed)
{
  gint64 found = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      if (!g_str_equal (event->code, "inquiry.slip") || !g_str_equal (event->outcome, "ok")
          || g_strcmp0 (event->reason, deed) != 0)
        continue;
      g_assert_cmpint (found, ==, 0); /* each is done once */
      found = event->sequence;
    }
  return found;
}

/* Where the last case that has ended ended. */
static gint64
find_end (const GPtrArray *events)
{
  gint64 found = 0;

  for (guint i = 0; i < events->len; i++)
    if (g_str_equal (((const MadoEvent *) g_ptr_array_index (events, i))->outcome, "end"))
      found = ((const MadoEvent *) g_ptr_array_index (events, i))->sequence;
  return found;
}

static void
assert_slip (DeskFixture *fixture, const Reading *reading, gboolean must_be_opened)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (fixture);
  gint64 opened = find_deed (events, "opened"), destroyed = find_deed (events, "destroyed");

  g_assert_true (opened != 0 || !must_be_opened);
  g_assert_cmpint (opened != 0, ==, destroyed != 0);
  g_assert_cmpint (opened != 0, ==, reading->deeds[MADO_SLIP_OPENED] != 0);
  g_assert_cmpint (destroyed != 0, ==, reading->deeds[MADO_SLIP_DESTROYED] != 0);
  g_assert_cmpint (opened, <=, destroyed);
  g_assert_cmpint (destroyed, <, find_end (events));
}

static Reading
read_letter (DeskFixture *fixture)
{
  Reading reading = { .desk = fixture->desk };

  g_assert_true (
      mado_worker_call (mado_desk_get_db_worker (fixture->desk), read_on_worker, &reading, NULL));
  return reading;
}

void
walk_letter_assert_served (DeskFixture *fixture, gboolean with_slip)
{
  Reading reading = read_letter (fixture);

  g_assert_cmpint (reading.letter->state, ==, MADO_LETTER_CONSUMED);
  g_assert_cmpint (reading.letter->case_id, ==, (gint64) fixture->cases_before + 1);
  g_assert_cmpuint (desk_fixture_count_events (fixture, "inquiry.consume", "ok", NULL), ==, 1);
  assert_slip (fixture, &reading, with_slip);
  g_assert_true (with_slip || reading.deeds[MADO_SLIP_OPENED] == 0);
  mado_inquiry_free (reading.letter);
}

/* Who went away may have opened nothing yet; the letter has served, or still waits. */
void
walk_letter_assert_left (DeskFixture *fixture)
{
  Reading reading = read_letter (fixture);

  if (reading.letter->state == MADO_LETTER_CONSUMED)
    g_assert_cmpint (reading.letter->case_id, ==, (gint64) fixture->cases_before + 1);
  else
    g_assert_cmpint (reading.letter->state, ==, MADO_LETTER_MAILED);
  assert_slip (fixture, &reading, FALSE);
  mado_inquiry_free (reading.letter);
}
