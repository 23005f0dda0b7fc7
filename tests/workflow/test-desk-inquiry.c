/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters of inquiry and the second person at the desk: whole ways, expiry, what is recorded */
#include "config.h"

#include "service-fixture.h"

#include "desk-template.h"
#include "mado-desk-night.h"
#include "mado-desk-inquiry.h"
#include "mado-desk-second.h"

static MadoInquiryView *
receive (Service *self, MadoLetterRoute route, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  MadoInquiryAgent *agent = route == MADO_LETTER_BY_PROXY
                                ? mado_inquiry_agent_new ("髙橋　花子", "東京都", "妻")
                                : NULL;

  mado_desk_receive_inquiry_async (self->fixture.desk, "issue", route,
                                   service_person (SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH),
                                   agent, NULL, service_ready_cb, &result);
  return mado_desk_receive_inquiry_finish (self->fixture.desk, service_wait (&result), error);
}

/* Says @said of the letter of @view, which then is as it became. */
static gboolean
say (Service *self, MadoInquiryView **view, MadoInquirySaid said, gint64 approval_id,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  MadoInquiryView *after;

  mado_desk_say_inquiry_async (self->fixture.desk, (*view)->inquiry->inquiry_id, &said, approval_id,
                               NULL, service_ready_cb, &result);
  after = mado_desk_say_inquiry_finish (self->fixture.desk, service_wait (&result), error);
  if (after == NULL)
    return FALSE;
  mado_inquiry_view_free (*view);
  *view = after;
  return TRUE;
}

static void
say_well (Service *self, MadoInquiryView **view, MadoInquirySaid said, gint64 approval_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (say (self, view, said, approval_id, &error));
  g_assert_no_error (error);
}

static void
check_all (Service *self, MadoInquiryView **view)
{
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      const MadoInquiry *inquiry = (*view)->inquiry;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      MadoInquiryView *after;

      if (!mado_inquiry_check_applies (inquiry->route, inquiry->purpose, (MadoLetterCheck) i))
        continue;
      mado_desk_check_inquiry_async (self->fixture.desk, inquiry->inquiry_id, (MadoLetterCheck) i,
                                     TRUE, NULL, service_ready_cb, &result);
      after = mado_desk_check_inquiry_finish (self->fixture.desk, service_wait (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpint (after->checks[i].answer, ==, MADO_LETTER_PASSED);
      g_assert_cmpstr (after->checks[i].checked_by, ==, "sato");
      mado_inquiry_view_free (*view);
      *view = after;
    }
}

static gboolean
note_slip (Service *self, MadoInquiryView *view, MadoSlipDeed deed)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) after = NULL;

  mado_desk_note_slip_async (self->fixture.desk, view->inquiry->inquiry_id, deed, NULL,
                             service_ready_cb, &result);
  after = mado_desk_note_slip_finish (self->fixture.desk, service_wait (&result), &error);
  if (after == NULL)
    g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_SLIP);
  else
    g_assert_cmpint (after->deeds[deed], ==, DESK_TEMPLATE_NOW);
  return after != NULL;
}

static void
bring_to_reply (Service *self, MadoInquiryView **view)
{
  say_well (self, view, (MadoInquirySaid){ .word = MADO_LETTER_PRINT }, 0);
  say_well (self, view, (MadoInquirySaid){ .word = MADO_LETTER_MAIL, .tracking = "123-45-67890-1" },
            0);
  say_well (self, view,
            (MadoInquirySaid){
                .word = MADO_LETTER_REPLY, .number = (*view)->inquiry->number, .presenter = TRUE },
            0);
}

/* --- second person --- */

static gint64
ask (Service *self, gint64 inquiry_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoApproval) asked = NULL;

  mado_desk_ask_second_async (self->fixture.desk, "inquiry", 0, inquiry_id,
                              "{\"state\":\"replied\"}", "{\"state\":\"verified\"}", NULL,
                              service_ready_cb, &result);
  asked = mado_desk_ask_second_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_no_error (error);
  return asked->approval_id;
}

static void
answer (Service *self, gint64 approval_id, gboolean confirms, const char *who, gboolean right,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoApproval) answered = NULL;
  MadoSecret *password = right ? desk_template_password () : mado_secret_new (4);

  if (!right)
    mado_secret_append (password, 'x');
  mado_desk_answer_second_async (self->fixture.desk, approval_id, confirms, who, password, NULL,
                                 NULL, service_ready_cb, &result);
  answered
      = mado_desk_answer_second_finish (self->fixture.desk, service_wait (&result), NULL, error);
  if (answered != NULL)
    g_assert_cmpstr (answered->confirmed_by, ==, who);
}

static void
test_second (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_BY_PROXY, &error);
  gint64 approval_id = ask (self, view->inquiry->inquiry_id);

  answer (self, approval_id, TRUE, "suzuki", FALSE, &error);
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN);
  g_clear_error (&error);
  answer (self, approval_id, TRUE, "sato", TRUE, &error);
  g_assert_error (error, MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_SELF);
  g_clear_error (&error);
  answer (self, approval_id, FALSE, "suzuki", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "second.inquiry", "denied", NULL),
                    ==, 2);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "second.inquiry", "refused", NULL),
                    ==, 1);
  g_assert_cmpstr (mado_desk_get_operator (self->fixture.desk)->operator_id, ==, "sato");
}

/* --- whole ways --- */

static void
test_proxy (Service *self, gconstpointer data)
{
  static const char *const personal[] = { "髙橋", "タカハシ", "1955", "窓口市", "花子", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_BY_PROXY, &error);
  const MadoInquirySaid verify = { .word = MADO_LETTER_VERIFY };
  MadoInquirySaid consume = { .word = MADO_LETTER_CONSUME };
  gint64 approval_id;

  g_assert_no_error (error);
  bring_to_reply (self, &view);
  g_assert_cmpuint (view->inquiry->due_on, ==, 20261226); /* juki.ini: 30 days, domain.md 9 #3 */
  g_assert_cmpint (view->inquiry->mail_class, ==, MADO_LETTER_MAIL_SIMPLE_REGISTERED);
  g_assert_true (note_slip (self, view, MADO_SLIP_OPENED));
  g_assert_false (say (self, &view, verify, 0, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_CHECKS);
  g_clear_error (&error);
  check_all (self, &view);
  g_assert_false (say (self, &view, verify, 0, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_SECOND_PERSON);
  g_clear_error (&error);
  approval_id = ask (self, view->inquiry->inquiry_id);
  answer (self, approval_id, TRUE, "suzuki", TRUE, &error);
  g_assert_no_error (error);
  say_well (self, &view, verify, approval_id);
  g_assert_true (note_slip (self, view, MADO_SLIP_TYPED));
  g_assert_false (note_slip (self, view, MADO_SLIP_TYPED));
  consume.case_id = service_add_cases (self, 1, "issue", SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH);
  say_well (self, &view, consume, 0);
  g_assert_true (note_slip (self, view, MADO_SLIP_DESTROYED));
  g_assert_cmpint (view->inquiry->state, ==, MADO_LETTER_CONSUMED);
  for (guint word = MADO_LETTER_PRINT; word <= MADO_LETTER_CONSUME; word++)
    {
      g_autofree char *code
          = g_strconcat ("inquiry.", mado_letter_word_to_string ((MadoLetterWord) word), NULL);

      if (word != MADO_LETTER_RETURN)
        g_assert_cmpuint (desk_fixture_count_events (&self->fixture, code, "ok", NULL), ==, 1);
    }
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.check", "ok", NULL), ==, 8);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.slip", "ok", NULL), ==, 3);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.verify", "denied", NULL),
                    ==, 2);
  service_assert_not_recorded (self, personal);
}

static void
test_open_letter (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) first = receive (self, MADO_LETTER_BY_PROXY, &error);
  g_autoptr (MadoInquiryView) second = receive (self, MADO_LETTER_NO_PHOTO_ID, &error);

  g_assert_null (second);
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OPEN);
  g_assert_cmpstr (error->message, ==, first->inquiry->number);
}

static MadoInquiryView *
find (Service *self, const char *number, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_desk_find_inquiry_async (self->fixture.desk, number, NULL, service_ready_cb, &result);
  return mado_desk_find_inquiry_finish (self->fixture.desk, service_wait (&result), error);
}

/* A letter that nobody could use is not made: the holder types the old password himself. */
static void
test_useless (Service *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoInquiryView) view = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_receive_inquiry_async (self->fixture.desk, "change_password", MADO_LETTER_NO_PHOTO_ID,
                                   service_person (SERVICE_NAME, SERVICE_KANA, SERVICE_BIRTH), NULL,
                                   NULL, service_ready_cb, &result);
  view = mado_desk_receive_inquiry_finish (self->fixture.desk, service_wait (&result), &error);
  g_assert_null (view);
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_REQUEST);
  g_assert_cmpstr (error->message, ==, "CHANGE_DOCUMENT");
}

static void
test_find (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_BY_PROXY, &error);
  g_autoptr (MadoInquiryView) found = find (self, view->inquiry->number, &error);

  g_assert_cmpint (found->inquiry->inquiry_id, ==, view->inquiry->inquiry_id);
  g_assert_null (find (self, "2026-00001-0", &error)); /* a slip of the finger */
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NUMBER);
  g_clear_error (&error);
  g_assert_null (find (self, "2026-00037-5", &error)); /* well formed, but nobody's */
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NUMBER);
}

/* --- expiry --- */

#define DAY_S (24 * 60 * 60)

static void
test_expires_on_access (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_NO_PHOTO_ID, &error);
  g_autoptr (MadoInquiryView) after = NULL;
  MadoInquirySaid reply = { .word = MADO_LETTER_REPLY, .presenter = TRUE };

  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_PRINT }, 0);
  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_MAIL, .tracking = "1" }, 0);
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), 31 * DAY_S);
  reply.number = view->inquiry->number;
  g_assert_false (say (self, &view, reply, 0, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OVERDUE);
  g_clear_error (&error);
  after = find (self, view->inquiry->number, &error);
  g_assert_cmpint (after->inquiry->state, ==,
                   MADO_LETTER_EXPIRED); /* although the word was refused */
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.expire", "ok", NULL), ==,
                    1);
}

/* A letter that nobody needs any more is not in the way of the next one, whoever opens the desk. */
static void
test_expires_for_the_next (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_NO_PHOTO_ID, &error);
  g_autoptr (MadoInquiryView) next = NULL;

  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_PRINT }, 0);
  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_MAIL, .tracking = "1" }, 0);
  g_assert_null (receive (self, MADO_LETTER_NO_PHOTO_ID, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OPEN);
  g_clear_error (&error);
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), 31 * DAY_S);
  next = receive (self, MADO_LETTER_NO_PHOTO_ID, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.expire", "ok", NULL), ==,
                    1);
}

static void
test_nightly (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_NO_PHOTO_ID, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) count_result = NULL;
  MadoInquiryCounts counts;
  guint n_expired;

  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_PRINT }, 0);
  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_MAIL, .tracking = "1" }, 0);
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), 31 * DAY_S);
  mado_desk_sign_out (self->fixture.desk); /* at night nobody is there */
  mado_desk_expire_inquiries_async (self->fixture.desk, NULL, service_ready_cb, &result);
  g_assert_true (mado_desk_expire_inquiries_finish (self->fixture.desk, service_wait (&result),
                                                    &n_expired, &error));
  g_assert_cmpuint (n_expired, ==, 1);
  mado_desk_count_inquiries_async (self->fixture.desk, NULL, service_ready_cb, &count_result);
  g_assert_true (mado_desk_count_inquiries_finish (self->fixture.desk, service_wait (&count_result),
                                                   &counts, &error));
  g_assert_cmpuint (counts.letters[MADO_LETTER_MAILED], ==, 0);
}

static void
count_day (MadoDesk *desk, guint *n_days)
{
  ++*n_days;
}

static void
wait_for_days (const guint *n_days, guint n)
{
  while (*n_days < n)
    g_main_context_iteration (NULL, TRUE);
}

/* The program stays open over midnight: the letter's last day is over, and it ends by itself. */
static void
test_over_midnight (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view = receive (self, MADO_LETTER_NO_PHOTO_ID, &error);
  g_autoptr (GDate) last = mado_clock_today (self->fixture.clock);
  guint n_days = 0;

  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_PRINT }, 0);
  say_well (self, &view, (MadoInquirySaid){ .word = MADO_LETTER_MAIL, .tracking = "1" }, 0);
  mado_desk_sign_out (self->fixture.desk);
  g_date_add_days (last, 30);
  mado_sim_clock_set_now (MADO_SIM_CLOCK (self->fixture.clock),
                          mado_clock_instant (last, 23, 59, 59));
  g_signal_connect (self->fixture.desk, "day-changed", G_CALLBACK (count_day), &n_days);
  mado_desk_keep_days (self->fixture.desk);
  wait_for_days (&n_days, 1);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.expire", "ok", NULL), ==,
                    0);
  mado_sim_clock_advance (MADO_SIM_CLOCK (self->fixture.clock), 1);
  wait_for_days (&n_days, 2);
  g_assert_cmpuint (desk_fixture_count_events (&self->fixture, "inquiry.expire", "ok", NULL), ==,
                    1);
}

static void
test_not_signed_in (Service *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mado_desk_sign_out (self->fixture.desk);
  g_assert_null (receive (self, MADO_LETTER_NO_PHOTO_ID, &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_SIGNED_IN);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/desk/inquiry/" path, Service, NULL, service_set_up, func, service_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  service_begin ();
  ADD ("proxy", test_proxy);
  ADD ("second", test_second);
  ADD ("open-letter", test_open_letter);
  ADD ("useless", test_useless);
  ADD ("find", test_find);
  ADD ("expires-on-access", test_expires_on_access);
  ADD ("expires-for-the-next", test_expires_for_the_next);
  ADD ("nightly", test_nightly);
  ADD ("over-midnight", test_over_midnight);
  ADD ("not-signed-in", test_not_signed_in);
  return service_end (g_test_run ());
}
