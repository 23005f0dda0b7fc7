/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters of inquiry: every state x every word, guards, one letter for one application (domain.md
 * 3) */
#include "config.h"

#include "letter-fixture.h"

/* domain.md 3.3 once more, as it is read there: state, word, next state.  What is not here must be
 * refused. */
/* clang-format off */
static const struct { MadoLetterState from; MadoLetterWord word; MadoLetterState to; } allowed[] = {
  { MADO_LETTER_RECEIVED, MADO_LETTER_PRINT,    MADO_LETTER_PRINTED   },
  { MADO_LETTER_RECEIVED, MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_RECEIVED, MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
  { MADO_LETTER_PRINTED,  MADO_LETTER_PRINT,    MADO_LETTER_PRINTED   },
  { MADO_LETTER_PRINTED,  MADO_LETTER_MAIL,     MADO_LETTER_MAILED    },
  { MADO_LETTER_PRINTED,  MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_PRINTED,  MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
  { MADO_LETTER_MAILED,   MADO_LETTER_RETURN,   MADO_LETTER_RETURNED  },
  { MADO_LETTER_MAILED,   MADO_LETTER_REPLY,    MADO_LETTER_REPLIED   },
  { MADO_LETTER_MAILED,   MADO_LETTER_EXPIRE,   MADO_LETTER_EXPIRED   },
  { MADO_LETTER_MAILED,   MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_MAILED,   MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
  { MADO_LETTER_RETURNED, MADO_LETTER_PRINT,    MADO_LETTER_PRINTED   },
  { MADO_LETTER_RETURNED, MADO_LETTER_EXPIRE,   MADO_LETTER_EXPIRED   },
  { MADO_LETTER_RETURNED, MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_RETURNED, MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
  { MADO_LETTER_REPLIED,  MADO_LETTER_VERIFY,   MADO_LETTER_VERIFIED  },
  { MADO_LETTER_REPLIED,  MADO_LETTER_REJECT,   MADO_LETTER_REJECTED  },
  { MADO_LETTER_REPLIED,  MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_REPLIED,  MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
  { MADO_LETTER_VERIFIED, MADO_LETTER_CONSUME,  MADO_LETTER_CONSUMED  },
  { MADO_LETTER_VERIFIED, MADO_LETTER_REJECT,   MADO_LETTER_REJECTED  },
  { MADO_LETTER_VERIFIED, MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_VERIFIED, MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
  { MADO_LETTER_REJECTED, MADO_LETTER_REPLY,    MADO_LETTER_REPLIED   },
  { MADO_LETTER_REJECTED, MADO_LETTER_EXPIRE,   MADO_LETTER_EXPIRED   },
  { MADO_LETTER_REJECTED, MADO_LETTER_WITHDRAW, MADO_LETTER_WITHDRAWN },
  { MADO_LETTER_REJECTED, MADO_LETTER_VOID_IT,  MADO_LETTER_VOID      },
};
/* clang-format on */

static gboolean
is_allowed (MadoLetterState from, MadoLetterWord word, MadoLetterState *to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (allowed[i].from == from && allowed[i].word == word)
      {
        *to = allowed[i].to;
        return TRUE;
      }
  return FALSE;
}

static void
walk_cell (Store *store, MadoLetterState from, MadoLetterWord word)
{
  /* each letter another person's: one is open at a time */
  guint birth = 19300101 + (guint) from * 10000 + (guint) word;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter = NULL;
  g_autoptr (MadoInquiry) stored = NULL;
  g_autoptr (MadoCase) fits = NULL;
  MadoInquirySaid what;
  MadoLetterState to;

  letter = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, birth);
  if (from == MADO_LETTER_CONSUMED)
    {
      letter_bring_to (store, letter, MADO_LETTER_VERIFIED);
      fits = store_add_case (store, "issue", NAME, KANA, birth);
      what = letter_said (MADO_LETTER_CONSUME, letter);
      what.case_id = fits->case_id;
      g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
    }
  else if (from != MADO_LETTER_RECEIVED)
    letter_bring_to (store, letter, from);
  if (from == MADO_LETTER_REPLIED)
    letter_pass_checks (store, letter);
  if (fits == NULL)
    fits = store_add_case (store, "issue", NAME, KANA, birth);
  what = letter_said (word, letter);
  what.case_id = fits->case_id;
  if (word == MADO_LETTER_EXPIRE)
    what.today = DUE + 1;
  if (is_allowed (from, word, &to))
    {
      g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
      g_assert_no_error (error);
      g_assert_cmpint (letter->state, ==, to);
    }
  else
    {
      g_assert_false (mado_inquiry_say (letter, store->db, &what, &error));
      g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NEVER);
      g_clear_error (&error);
      g_assert_cmpint (letter->state, ==, from);
    }
  stored = mado_inquiry_load (store->db, letter->inquiry_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stored->state, ==, letter->state);
  g_assert_cmpint (stored->closed_at, ==, letter->closed_at);
}

static void
test_walk (Store *store, gconstpointer data)
{
  for (guint from = 0; from < MADO_N_LETTER_STATES; from++)
    for (guint word = 0; word < MADO_N_LETTER_WORDS; word++)
      walk_cell (store, (MadoLetterState) from, (MadoLetterWord) word);
}

/* --- guards --- */

static void
spoil (MadoInquirySaid *what, MadoLetterGuard guard)
{
  if (guard == MADO_LETTER_GUARD_IN_TIME)
    what->today = DUE + 1;
  if (guard == MADO_LETTER_GUARD_NUMBER)
    what->number = "2026-00099-9";
  if (guard == MADO_LETTER_GUARD_PRESENTER)
    what->presenter = FALSE;
  if (guard == MADO_LETTER_GUARD_MAIL)
    what->tracking = "";
  if (guard == MADO_LETTER_GUARD_DUE)
    what->due_on = STORE_DAY;
  if (guard == MADO_LETTER_GUARD_ADDRESS_CHECKED)
    what->address_checked = FALSE;
  if (guard == MADO_LETTER_GUARD_SECOND_PERSON)
    what->needs_second_person = TRUE;
  if (guard == MADO_LETTER_GUARD_REASON)
    what->reason = NULL;
}

static void
test_guards (Store *store, gconstpointer data)
{
  /* clang-format off */
  const struct { MadoLetterState from; MadoLetterWord word; MadoLetterGuard guard; MadoInquiryError code; } rows[] = {
    { MADO_LETTER_MAILED,   MADO_LETTER_REPLY,   MADO_LETTER_GUARD_IN_TIME,         MADO_INQUIRY_ERROR_OVERDUE       },
    { MADO_LETTER_MAILED,   MADO_LETTER_REPLY,   MADO_LETTER_GUARD_NUMBER,          MADO_INQUIRY_ERROR_NUMBER        },
    { MADO_LETTER_MAILED,   MADO_LETTER_REPLY,   MADO_LETTER_GUARD_PRESENTER,       MADO_INQUIRY_ERROR_PRESENTER     },
    { MADO_LETTER_MAILED,   MADO_LETTER_EXPIRE,  MADO_LETTER_GUARD_OVERDUE,         MADO_INQUIRY_ERROR_NOT_OVERDUE   },
    { MADO_LETTER_PRINTED,  MADO_LETTER_MAIL,    MADO_LETTER_GUARD_MAIL,            MADO_INQUIRY_ERROR_MAIL          },
    { MADO_LETTER_PRINTED,  MADO_LETTER_MAIL,    MADO_LETTER_GUARD_DUE,             MADO_INQUIRY_ERROR_DUE           },
    { MADO_LETTER_RETURNED, MADO_LETTER_PRINT,   MADO_LETTER_GUARD_ADDRESS_CHECKED, MADO_INQUIRY_ERROR_ADDRESS       },
    { MADO_LETTER_REPLIED,  MADO_LETTER_VERIFY,  MADO_LETTER_GUARD_CHECKS,          MADO_INQUIRY_ERROR_CHECKS        },
    { MADO_LETTER_REPLIED,  MADO_LETTER_REJECT,  MADO_LETTER_GUARD_REASON,          MADO_INQUIRY_ERROR_REASON        },
    { MADO_LETTER_VERIFIED, MADO_LETTER_CONSUME, MADO_LETTER_GUARD_CASE,            MADO_INQUIRY_ERROR_CASE          },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoInquiry) letter
          = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19700101 + (guint) i);
      MadoInquirySaid what;
      MadoLetterState to;
      guint guards;

      g_assert_true (mado_letter_next (rows[i].from, rows[i].word, &to, &guards));
      g_assert_cmpuint (guards & rows[i].guard, !=, 0);
      g_assert_nonnull (mado_inquiry_guard_to_string (rows[i].guard));
      letter_bring_to (store, letter, rows[i].from);
      what = letter_said (rows[i].word, letter);
      spoil (&what, rows[i].guard);
      g_assert_false (mado_inquiry_say (letter, store->db, &what, &error));
      g_assert_error (error, MADO_INQUIRY_ERROR, (int) rows[i].code);
      g_assert_cmpint (letter->state, ==, rows[i].from);
    }
}

static void
test_second_person (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  MadoInquirySaid what;

  letter_bring_to (store, letter, MADO_LETTER_REPLIED);
  letter_pass_checks (store, letter);
  what = letter_said (MADO_LETTER_VERIFY, letter);
  spoil (&what, MADO_LETTER_GUARD_SECOND_PERSON);
  g_assert_false (mado_inquiry_say (letter, store->db, &what, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_SECOND_PERSON);
  g_clear_error (&error);
  what.has_second_person = TRUE;
  g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
}

/* The last day counts; the day after does not (domain.md 9 #3). */
static void
test_last_day (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  MadoInquirySaid what;

  letter_bring_to (store, letter, MADO_LETTER_MAILED);
  g_assert_false (mado_inquiry_is_overdue (letter, DUE));
  g_assert_true (mado_inquiry_is_overdue (letter, DUE + 1));
  what = letter_said (MADO_LETTER_REPLY, letter);
  what.today = DUE;
  g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
}

/* One letter serves one application: of this person, for this purpose, still running, once. */
static void
test_serves_once (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  g_autoptr (MadoInquiry) second = NULL;
  g_autoptr (MadoCase) stranger = store_add_case (store, "issue", "山田　次郎", KANA, BIRTH);
  g_autoptr (MadoCase) other = store_add_case (store, "revoke", NAME, KANA, BIRTH);
  g_autoptr (MadoCase) fits = store_add_case (store, "issue", NAME, KANA, BIRTH);
  const gint64 wrong[] = { 0, 4711, stranger->case_id, other->case_id };
  MadoInquirySaid what;

  letter_bring_to (store, letter, MADO_LETTER_VERIFIED);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      what = letter_said (MADO_LETTER_CONSUME, letter);
      what.case_id = wrong[i];
      g_assert_false (mado_inquiry_say (letter, store->db, &what, &error));
      g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_CASE);
      g_clear_error (&error);
    }
  what.case_id = fits->case_id;
  g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
  g_assert_false (mado_inquiry_say (letter, store->db, &what, &error));
  g_assert_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NEVER);
  g_clear_error (&error);
  /* nor may two letters serve one application */
  second = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  letter_bring_to (store, second, MADO_LETTER_VERIFIED);
  what = letter_said (MADO_LETTER_CONSUME, second);
  what.case_id = fits->case_id;
  g_assert_false (mado_inquiry_say (second, store->db, &what, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
}

static void
test_one_open (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) first
      = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  G_GNUC_UNUSED g_autoptr (MadoInquiry) other
      = letter_add (store, MADO_LETTER_NO_PHOTO_ID, MADO_LETTER_FOR_REVOKE, BIRTH);
  g_autoptr (MadoInquiry) second = mado_inquiry_new (MADO_LETTER_FOR_ISSUE, MADO_LETTER_NO_PHOTO_ID,
                                                     store_person (NAME, KANA, BIRTH), NULL);
  g_autoptr (MadoInquiry) third = NULL;
  g_autoptr (MadoPersonKey) key = mado_person_key_new (BIRTH, NAME, KANA);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *number = NULL;
  MadoTxn *txn = mado_txn_begin (store->db, &error);

  g_assert_false (mado_inquiry_insert (second, store->db, 2026, STORE_NOW, "sato", &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  mado_txn_free (txn); /* rolled back: its number is given again */
  g_assert_true (mado_inquiry_find_open (second, store->db, &number, &error));
  g_assert_cmpstr (number, ==, first->number);
  ids = mado_inquiry_list_open_of_person (store->db, key, &error);
  g_assert_cmpuint (ids->len, ==, 2);
  letter_say (store, first, MADO_LETTER_WITHDRAW);
  third = letter_add (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  g_assert_true (g_str_has_prefix (third->number, "2026-00003-"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/inquiry/" path, Store, NULL, store_set_up, func, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("walk", test_walk);
  ADD ("guards", test_guards);
  ADD ("second-person", test_second_person);
  ADD ("last-day", test_last_day);
  ADD ("serves-once", test_serves_once);
  ADD ("one-open", test_one_open);
  return g_test_run ();
}
