/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "letter-fixture.h"

#include "mado-inquiry-check.h"

MadoInquiry *
letter_add (Store *store, MadoLetterRoute route, MadoLetterPurpose purpose, guint birth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTxn) txn = mado_txn_begin (store->db, &error);
  MadoInquiryAgent *agent = route == MADO_LETTER_BY_PROXY
                                ? mado_inquiry_agent_new ("山田　花子", "東京都", "妻")
                                : NULL;
  MadoInquiry *letter = mado_inquiry_new (purpose, route, store_person (NAME, KANA, birth), agent);

  g_assert_true (mado_inquiry_insert (letter, store->db, 2026, STORE_NOW, "sato", &error));
  g_assert_true (mado_txn_commit (txn, &error));
  g_assert_no_error (error);
  return letter;
}

MadoInquirySaid
letter_said (MadoLetterWord word, const MadoInquiry *letter)
{
  return (MadoInquirySaid){ .word = word,
                            .now = STORE_NOW + 60,
                            .today = STORE_DAY,
                            .number = letter->number,
                            .presenter = TRUE,
                            .mail_class = MADO_LETTER_MAIL_SIMPLE_REGISTERED,
                            .tracking = "123-45-67890-1",
                            .due_on = DUE,
                            .address_checked = TRUE,
                            .reason = "TEST",
                            .case_id = letter->case_id };
}

void
letter_say (Store *store, MadoInquiry *letter, MadoLetterWord word)
{
  g_autoptr (GError) error = NULL;
  MadoInquirySaid what = letter_said (word, letter);

  g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
  g_assert_no_error (error);
}

void
letter_pass_checks (Store *store, MadoInquiry *letter)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (mado_inquiry_check_applies (letter->route, letter->purpose, (MadoLetterCheck) i))
      g_assert_true (mado_inquiry_record_check (letter, store->db, (MadoLetterCheck) i, TRUE,
                                                STORE_NOW, "sato", &error));
  g_assert_no_error (error);
}

/* Brings a fresh letter to @state by the shortest way; not to CONSUMED, which needs a case. */
void
letter_bring_to (Store *store, MadoInquiry *letter, MadoLetterState state)
{
  static const MadoLetterWord way[]
      = { MADO_LETTER_PRINT, MADO_LETTER_MAIL, MADO_LETTER_REPLY, MADO_LETTER_VERIFY };
  static const struct
  {
    MadoLetterState state;
    guint steps;
    MadoLetterWord last;
  } goals[] = {
    { MADO_LETTER_RETURNED, 2, MADO_LETTER_RETURN },
    { MADO_LETTER_REJECTED, 3, MADO_LETTER_REJECT },
    { MADO_LETTER_WITHDRAWN, 0, MADO_LETTER_WITHDRAW },
    { MADO_LETTER_VOID, 0, MADO_LETTER_VOID_IT },
    { MADO_LETTER_EXPIRED, 2, MADO_LETTER_EXPIRE },
  };
  g_autoptr (GError) error = NULL;
  MadoInquirySaid last = { 0 };
  guint steps = G_N_ELEMENTS (way);

  for (gsize i = 0; i < G_N_ELEMENTS (goals); i++)
    if (goals[i].state == state)
      {
        steps = goals[i].steps;
        last = letter_said (goals[i].last, letter);
      }
  for (guint i = 0; i < steps && letter->state != state; i++)
    {
      if (way[i] == MADO_LETTER_VERIFY)
        letter_pass_checks (store, letter);
      letter_say (store, letter, way[i]);
    }
  if (letter->state == state)
    return;
  last.curable = TRUE;
  if (last.word == MADO_LETTER_EXPIRE)
    last.today = DUE + 1;
  g_assert_true (mado_inquiry_say (letter, store->db, &last, &error));
  g_assert_no_error (error);
  g_assert_cmpint (letter->state, ==, state);
}
