/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replies to letters: the nine checks, the slip; the nightly pass; every field comes back */
#include "config.h"

#include "letter-fixture.h"
#include "mado-inquiry-check.h"

/* --- checks and slip --- */

static void
test_checks (Store *store, gconstpointer data)
{
  /* domain.md 3.4: which of the nine apply */
  /* clang-format off */
  const struct { MadoLetterRoute route; MadoLetterPurpose purpose; const char *applies; } rows[] = {
    { MADO_LETTER_BY_PROXY,    MADO_LETTER_FOR_ISSUE,  "111111110" },
    { MADO_LETTER_BY_PROXY,    MADO_LETTER_FOR_REVOKE, "111111100" },
    { MADO_LETTER_NO_PHOTO_ID, MADO_LETTER_FOR_ISSUE,  "101100111" },
    { MADO_LETTER_NO_PHOTO_ID, MADO_LETTER_FOR_REVOKE, "101100101" },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoInquiry) letter
          = letter_add (store, rows[i].route, rows[i].purpose, 19600101 + (guint) i);
      gboolean passed;

      letter_bring_to (store, letter, MADO_LETTER_REPLIED);
      for (guint check = 0; check < MADO_N_LETTER_CHECKS; check++)
        {
          gboolean applies = rows[i].applies[check] == '1';

          g_assert_true (mado_inquiry_checks_are_passed (letter, store->db, &passed, &error));
          g_assert_true (!passed || !g_strrstr (rows[i].applies + check, "1"));
          g_assert_cmpint (applies, ==,
                           mado_inquiry_record_check (letter, store->db, (MadoLetterCheck) check,
                                                      TRUE, STORE_NOW, "sato", &error));
          g_clear_error (&error);
        }
      g_assert_true (mado_inquiry_checks_are_passed (letter, store->db, &passed, &error));
      g_assert_true (passed);
      /* the last answer counts */
      g_assert_true (mado_inquiry_record_check (letter, store->db, MADO_LETTER_CHECK_REPLY, FALSE,
                                                STORE_NOW, "suzuki", &error));
      g_assert_true (mado_inquiry_checks_are_passed (letter, store->db, &passed, &error));
      g_assert_false (passed);
    }
}

/* A reply that is shown a second time is checked anew. */
static void
test_cured (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  MadoLetterChecked *checked;
  MadoInquirySaid what;

  letter_bring_to (store, letter, MADO_LETTER_REJECTED);
  g_assert_cmpint (letter->closed_at, ==, 0);
  letter_say (store, letter, MADO_LETTER_REPLY);
  g_assert_cmpuint (letter->presentations, ==, 2);
  checked = mado_inquiry_load_checks (letter, store->db, &error);
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    g_assert_cmpint (checked[i].answer, ==, MADO_LETTER_UNCHECKED);
  mado_inquiry_checks_free (checked);
  /* for good: nothing is possible any more */
  letter_say (store, letter, MADO_LETTER_REJECT);
  g_assert_cmpint (letter->closed_at, !=, 0);
  what = letter_said (MADO_LETTER_REPLY, letter);
  g_assert_false (mado_inquiry_say (letter, store->db, &what, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_FINAL);
}

static gboolean
try_deed (Store *store, const MadoInquiry *letter, MadoSlipDeed deed)
{
  g_autoptr (GError) error = NULL;
  gboolean done = mado_inquiry_record_deed (letter, store->db, deed, STORE_NOW, "sato", &error);

  if (!done)
    g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_SLIP);
  return done;
}

static void
test_slip_order (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  gint64 done_at[MADO_N_SLIP_DEEDS];

  letter_bring_to (store, letter, MADO_LETTER_REPLIED);
  g_assert_false (try_deed (store, letter, MADO_SLIP_TYPED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_DESTROYED));
  g_assert_true (try_deed (store, letter, MADO_SLIP_OPENED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_OPENED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_TYPED)); /* not verified yet */
  letter_pass_checks (store, letter);
  letter_say (store, letter, MADO_LETTER_VERIFY);
  g_assert_true (try_deed (store, letter, MADO_SLIP_TYPED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_TYPED)); /* once */
  g_assert_true (try_deed (store, letter, MADO_SLIP_DESTROYED));
  g_assert_true (mado_inquiry_load_deeds (letter, store->db, done_at, &error));
  for (guint i = 0; i < MADO_N_SLIP_DEEDS; i++)
    g_assert_cmpint (done_at[i], ==, STORE_NOW);
}

/* --- the nightly pass --- */

static gboolean
count_expired (const char *number, gpointer data, GError **error)
{
  g_assert_true (g_str_has_prefix (number, "2026-"));
  (*(guint *) data)++;
  return TRUE;
}

static void
test_nightly (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) mailed
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19600101);
  g_autoptr (MadoInquiry) curable
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19600102);
  g_autoptr (MadoInquiry) replied
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19600103);
  g_autoptr (MadoInquiry) after = NULL;
  MadoInquiryCounts counts;
  guint told = 0, n_expired = 99;

  letter_bring_to (store, mailed, MADO_LETTER_MAILED);
  letter_bring_to (store, curable, MADO_LETTER_REJECTED);
  letter_bring_to (store, replied, MADO_LETTER_REPLIED);
  g_assert_true (mado_inquiry_expire_all (store->db, DUE, STORE_NOW, count_expired, &told,
                                          &n_expired, &error));
  g_assert_cmpuint (n_expired, ==, 0);
  g_assert_true (mado_inquiry_count (store->db, DUE + 1, &counts, &error));
  g_assert_cmpuint (counts.overdue, ==, 2);
  g_assert_cmpuint (counts.letters[MADO_LETTER_REPLIED], ==, 1);
  g_assert_true (mado_inquiry_expire_all (store->db, DUE + 1, STORE_NOW, count_expired, &told,
                                          &n_expired, &error));
  g_assert_cmpuint (n_expired, ==, 2);
  g_assert_cmpuint (told, ==, 2);
  after = mado_inquiry_load (store->db, curable->inquiry_id, &error);
  g_assert_cmpint (after->state, ==, MADO_LETTER_EXPIRED);
  g_assert_cmpint (after->closed_at, ==, STORE_NOW);
  g_assert_true (mado_inquiry_count (store->db, DUE + 1, &counts, &error));
  g_assert_cmpuint (counts.overdue, ==, 0);
}

/* Every field comes back; a transaction that is lost leaves neither letter nor number. */
static void
test_round_trip (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_PASSWORD, BIRTH);
  g_autoptr (MadoInquiry) lost = mado_inquiry_new (MADO_LETTER_FOR_RENEW, MADO_LETTER_NO_PHOTO_ID,
                                                   store_person (NAME, KANA, BIRTH), NULL);
  g_autoptr (MadoInquiry) loaded = NULL;
  MadoTxn *txn = mado_txn_begin (store->db, &error);
  guint persons;

  g_assert_true (mado_inquiry_insert (lost, store->db, 2026, STORE_NOW, "sato", &error));
  mado_txn_free (txn);
  store_reopen (store);
  letter_bring_to (store, letter, MADO_LETTER_VERIFIED);
  loaded = mado_inquiry_load_by_number (store->db, letter->number, &error);
  g_assert_no_error (error);
  g_assert_cmpint (loaded->state, ==, MADO_LETTER_VERIFIED);
  g_assert_cmpint (loaded->purpose, ==, MADO_LETTER_FOR_PASSWORD);
  g_assert_cmpint (loaded->route, ==, MADO_LETTER_BY_PROXY);
  g_assert_cmpstr (loaded->received_by, ==, "sato");
  g_assert_cmpstr (loaded->tracking, ==, "123-45-67890-1");
  g_assert_cmpint (loaded->mail_class, ==, MADO_LETTER_MAIL_SIMPLE_REGISTERED);
  g_assert_cmpuint (loaded->due_on, ==, DUE);
  g_assert_cmpuint (loaded->letters, ==, 1);
  g_assert_cmpint (loaded->mailed_at, ==, STORE_NOW + 60);
  g_assert_cmpstr (loaded->person->name, ==, NAME);
  g_assert_cmpstr (loaded->person->address, ==, letter->person->address);
  g_assert_cmpint (loaded->person->birth.era, ==, MADO_ERA_SHOWA);
  g_assert_cmpstr (loaded->agent->name, ==, "山田　花子");
  g_assert_cmpstr (loaded->agent->relation, ==, "妻");
  g_assert_true (mado_inquiry_count_of_agent (loaded, store->db, 0, &persons, &error));
  g_assert_cmpuint (persons, ==, 0);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/inquiry/" path, Store, NULL, store_set_up, func, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("checks", test_checks);
  ADD ("cured", test_cured);
  ADD ("slip/order", test_slip_order);
  ADD ("nightly", test_nightly);
  ADD ("round-trip", test_round_trip);
  return g_test_run ();
}
