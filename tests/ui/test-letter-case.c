/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The book of letters opens a case of the very procedure that a letter was asked for, with its
 * number, its person and its proxy entered; an older letter about the password, which does not say
 * which of three it is, opens none. */
#include "mado-letter-case.h"

#include "mado-case-fact.h"
#include "mado-desk-inquiry.h"
#include "mado-reply.h"
#include "ui-fixture.h"

#include <string.h>

#define KANA "ヤマダ　イチロウ"
#define AGENT "山田　花子"

static const char *const procedures[] = { "issue",  "renew",           "reissue",        "revoke",
                                          "report", "change_password", "reset_password", "unlock" };

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_there (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
open_desk (UiFixture *fixture)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GError) error = NULL;

  mado_desk_open_async (fixture->desk, NULL, ready_cb, &opened);
  ui_fixture_wait (is_there, &opened, 20);
  mado_desk_open_finish (fixture->desk, opened, &error);
  g_assert_no_error (error);
  mado_desk_sign_in_async (fixture->desk, UI_FIXTURE_OPERATOR,
                           mado_secret_new_take ((guint8 *) g_strdup (UI_FIXTURE_PASSWORD),
                                                 strlen (UI_FIXTURE_PASSWORD)),
                           NULL, ready_cb, &signed_in);
  ui_fixture_wait (is_there, &signed_in, 20);
  mado_desk_sign_in_finish (fixture->desk, signed_in, NULL, &error);
  g_assert_no_error (error);
}

/* Persons differ in their birth date: each has one open letter for a purpose. */
static MadoInquiryView *
receive (UiFixture *fixture, guint i)
{
  const MadoWareki birth = { .year = 1956, .month = 8, .day = (guint8) (i + 1) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoInquiryView *view;

  mado_desk_receive_inquiry_async (
      fixture->desk, procedures[i], MADO_LETTER_BY_PROXY,
      mado_four_items_new ("山田　一郎", KANA, "東京都窓口市本町二丁目３番１号", &birth,
                           MADO_SEX_MALE),
      mado_inquiry_agent_new (AGENT, "東京都窓口市", "妻"), NULL, ready_cb, &result);
  ui_fixture_wait (is_there, &result, 20);
  view = mado_desk_receive_inquiry_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  return view;
}

static MadoInquiryView *
look (UiFixture *fixture, const char *number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoInquiryView *view;

  mado_desk_find_inquiry_async (fixture->desk, number, NULL, ready_cb, &result);
  ui_fixture_wait (is_there, &result, 20);
  view = mado_desk_find_inquiry_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  return view;
}

static MadoRun *begun_run; /* borrowed from the desk */

static void
begun (MadoRun *run, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  begun_run = run;
}

static void
test_each_procedure (UiFixture *fixture, gconstpointer data)
{
  open_desk (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      g_autoptr (MadoInquiryView) made = receive (fixture, i);
      g_autoptr (MadoInquiryView) view = look (fixture, made->inquiry->number);
      const MadoCase *work;

      g_assert_cmpstr (view->inquiry->procedure, ==, procedures[i]); /* as stored */
      begun_run = NULL;
      g_assert_true (
          mado_letter_case_begin (fixture->desk, view->inquiry, begun, G_OBJECT (fixture->desk)));
      ui_fixture_wait (is_there, &begun_run, 20);
      work = mado_run_get_case (begun_run);
      g_assert_cmpstr (work->procedure, ==, procedures[i]);
      g_assert_cmpstr (mado_case_get_fact (work, MADO_FACT_INQUIRY), ==, view->inquiry->number);
      g_assert_cmpstr (work->form->kana, ==, KANA);
      g_assert_cmpuint (work->form->birth.day, ==, i + 1);
      g_assert_cmpint (work->applicant, ==, MADO_APPLICANT_VOLUNTARY);
      g_assert_cmpstr (work->agent->name, ==, AGENT);
      /* The table takes the reply; otherwise the letter would lead nowhere. */
      g_assert_cmpint (mado_matrix_find (mado_run_get_matrix (begun_run), "reply"), >, 0);
      g_assert_true (mado_reply_is_needed (work));
    }
}

static void
test_older_letter (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (MadoInquiryView) view = NULL;

  open_desk (fixture);
  view = receive (fixture, G_N_ELEMENTS (procedures) - 1);
  view->inquiry->procedure = NULL;
  g_assert_false (
      mado_letter_case_begin (fixture->desk, view->inquiry, begun, G_OBJECT (fixture->desk)));
}

static void
set_up (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_set_up (fixture);
}

static void
tear_down (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_tear_down (fixture);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/letter-case/" path, UiFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  ADD ("each-procedure", test_each_procedure);
  ADD ("older-letter", test_older_letter);
  return g_test_run ();
}
