/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters of inquiry: numbers, every state x every word, guards, checks, slip, expiry (domain.md 3)
 */
#include "config.h"

#include "mado-inquiry-check.h"
#include "mado-inquiry-number.h"
#include "mado-inquiry-word.h"
#include "store-fixture.h"

#include <string.h>

#define NAME "山田　太郎"
#define KANA "ヤマダ　タロウ"
#define BIRTH 19800217
#define DUE 20261226

/* --- numbers --- */

static void
test_number (void)
{
  /* clang-format off */
  const struct { const char *text, *number; } rows[] = {
    { "2026-00037-5",         "2026-00037-5" },
    { "2026000375",           "2026-00037-5" },
    { "２０２６－０００３７－５", "2026-00037-5" },
    { " 2026 00037 5 ",       "2026-00037-5" },
    { "2026-00037-4",         NULL           },
    { "2026-00073-5",         NULL           }, /* neighbours swapped */
    { "2026-0037-5",          NULL           },
    { "2026-00037-54",        NULL           },
    { "2026-00037-x",         NULL           },
    { "",                     NULL           },
    { "\xFF",                 NULL           },
  };
  /* clang-format on */
  g_autofree char *made = mado_inquiry_number_format (2026, 37);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *parsed = mado_inquiry_number_parse (rows[i].text);

      g_assert_cmpstr (parsed, ==, rows[i].number);
    }
  g_assert_cmpstr (made, ==, "2026-00037-5");
}

static void
assert_swap_is_found (const char *number, gsize at)
{
  g_autofree char *swapped = g_strdup (number);
  g_autofree char *parsed = NULL;

  if (!g_ascii_isdigit (number[at + 1]) || number[at + 1] == number[at])
    return;
  swapped[at] = number[at + 1];
  swapped[at + 1] = number[at];
  parsed = mado_inquiry_number_parse (swapped);
  g_assert_null (parsed);
}

/* Each wrong digit and each swap of neighbours is found, in every place. */
static void
test_number_slips (void)
{
  for (guint counter = 1; counter < MADO_INQUIRY_COUNTER_MAX; counter += 271)
    {
      g_autofree char *number = mado_inquiry_number_format (2026, counter);
      g_autofree char *right = mado_inquiry_number_parse (number);

      g_assert_cmpstr (right, ==, number);
      for (gsize i = 0; i < strlen (number); i++)
        {
          g_autofree char *wrong = g_strdup (number);
          g_autofree char *parsed = NULL;

          if (wrong[i] == '-')
            continue;
          wrong[i] = wrong[i] == '9' ? '0' : (char) (wrong[i] + 1);
          parsed = mado_inquiry_number_parse (wrong);
          g_assert_null (parsed);
          assert_swap_is_found (number, i);
        }
    }
}

/* --- a letter --- */

static MadoInquiry *
add_letter (Store *store, MadoLetterRoute route, MadoLetterPurpose purpose, guint birth)
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

static MadoInquirySaid
said (MadoLetterWord word, const MadoInquiry *letter)
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

static void
say (Store *store, MadoInquiry *letter, MadoLetterWord word)
{
  g_autoptr (GError) error = NULL;
  MadoInquirySaid what = said (word, letter);

  g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
  g_assert_no_error (error);
}

static void
pass_checks (Store *store, MadoInquiry *letter)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (mado_inquiry_check_applies (letter->route, letter->purpose, (MadoLetterCheck) i))
      g_assert_true (mado_inquiry_record_check (letter, store->db, (MadoLetterCheck) i, TRUE,
                                                STORE_NOW, "sato", &error));
  g_assert_no_error (error);
}

/* Brings a fresh letter to @state by the shortest way; not to CONSUMED, which needs a case. */
static void
bring_to (Store *store, MadoInquiry *letter, MadoLetterState state)
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
        last = said (goals[i].last, letter);
      }
  for (guint i = 0; i < steps && letter->state != state; i++)
    {
      if (way[i] == MADO_LETTER_VERIFY)
        pass_checks (store, letter);
      say (store, letter, way[i]);
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

  letter = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, birth);
  if (from == MADO_LETTER_CONSUMED)
    {
      bring_to (store, letter, MADO_LETTER_VERIFIED);
      fits = store_add_case (store, "issue", NAME, KANA, birth);
      what = said (MADO_LETTER_CONSUME, letter);
      what.case_id = fits->case_id;
      g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
    }
  else if (from != MADO_LETTER_RECEIVED)
    bring_to (store, letter, from);
  if (from == MADO_LETTER_REPLIED)
    pass_checks (store, letter);
  if (fits == NULL)
    fits = store_add_case (store, "issue", NAME, KANA, birth);
  what = said (word, letter);
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
          = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19700101 + (guint) i);
      MadoInquirySaid what;
      MadoLetterState to;
      guint guards;

      g_assert_true (mado_letter_next (rows[i].from, rows[i].word, &to, &guards));
      g_assert_cmpuint (guards & rows[i].guard, !=, 0);
      g_assert_nonnull (mado_inquiry_guard_to_string (rows[i].guard));
      bring_to (store, letter, rows[i].from);
      what = said (rows[i].word, letter);
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
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  MadoInquirySaid what;

  bring_to (store, letter, MADO_LETTER_REPLIED);
  pass_checks (store, letter);
  what = said (MADO_LETTER_VERIFY, letter);
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
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  MadoInquirySaid what;

  bring_to (store, letter, MADO_LETTER_MAILED);
  g_assert_false (mado_inquiry_is_overdue (letter, DUE));
  g_assert_true (mado_inquiry_is_overdue (letter, DUE + 1));
  what = said (MADO_LETTER_REPLY, letter);
  what.today = DUE;
  g_assert_true (mado_inquiry_say (letter, store->db, &what, &error));
}

/* One letter serves one application: of this person, for this purpose, still running, once. */
static void
test_serves_once (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) letter
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  g_autoptr (MadoInquiry) second = NULL;
  g_autoptr (MadoCase) stranger = store_add_case (store, "issue", "山田　次郎", KANA, BIRTH);
  g_autoptr (MadoCase) other = store_add_case (store, "revoke", NAME, KANA, BIRTH);
  g_autoptr (MadoCase) fits = store_add_case (store, "issue", NAME, KANA, BIRTH);
  const gint64 wrong[] = { 0, 4711, stranger->case_id, other->case_id };
  MadoInquirySaid what;

  bring_to (store, letter, MADO_LETTER_VERIFIED);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      what = said (MADO_LETTER_CONSUME, letter);
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
  second = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  bring_to (store, second, MADO_LETTER_VERIFIED);
  what = said (MADO_LETTER_CONSUME, second);
  what.case_id = fits->case_id;
  g_assert_false (mado_inquiry_say (second, store->db, &what, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
}

static void
test_one_open (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiry) first
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  G_GNUC_UNUSED g_autoptr (MadoInquiry) other
      = add_letter (store, MADO_LETTER_NO_PHOTO_ID, MADO_LETTER_FOR_REVOKE, BIRTH);
  g_autoptr (MadoInquiry) second = mado_inquiry_new (MADO_LETTER_FOR_ISSUE, MADO_LETTER_NO_PHOTO_ID,
                                                     store_person (NAME, KANA, BIRTH), NULL);
  g_autoptr (MadoInquiry) third = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *number = NULL;
  MadoTxn *txn = mado_txn_begin (store->db, &error);

  g_assert_false (mado_inquiry_insert (second, store->db, 2026, STORE_NOW, "sato", &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  mado_txn_free (txn); /* rolled back: its number is given again */
  g_assert_true (mado_inquiry_find_open (second, store->db, &number, &error));
  g_assert_cmpstr (number, ==, first->number);
  ids = mado_inquiry_list_open_of_person (store->db, BIRTH, KANA, NAME, &error);
  g_assert_cmpuint (ids->len, ==, 2);
  say (store, first, MADO_LETTER_WITHDRAW);
  third = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  g_assert_true (g_str_has_prefix (third->number, "2026-00003-"));
}

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
          = add_letter (store, rows[i].route, rows[i].purpose, 19600101 + (guint) i);
      gboolean passed;

      bring_to (store, letter, MADO_LETTER_REPLIED);
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
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  MadoLetterChecked *checked;
  MadoInquirySaid what;

  bring_to (store, letter, MADO_LETTER_REJECTED);
  g_assert_cmpint (letter->closed_at, ==, 0);
  say (store, letter, MADO_LETTER_REPLY);
  g_assert_cmpuint (letter->presentations, ==, 2);
  checked = mado_inquiry_load_checks (letter, store->db, &error);
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    g_assert_cmpint (checked[i].answer, ==, MADO_LETTER_UNCHECKED);
  mado_inquiry_checks_free (checked);
  /* for good: nothing is possible any more */
  say (store, letter, MADO_LETTER_REJECT);
  g_assert_cmpint (letter->closed_at, !=, 0);
  what = said (MADO_LETTER_REPLY, letter);
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
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, BIRTH);
  gint64 done_at[MADO_N_SLIP_DEEDS];

  bring_to (store, letter, MADO_LETTER_REPLIED);
  g_assert_false (try_deed (store, letter, MADO_SLIP_TYPED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_DESTROYED));
  g_assert_true (try_deed (store, letter, MADO_SLIP_OPENED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_OPENED));
  g_assert_false (try_deed (store, letter, MADO_SLIP_TYPED)); /* not verified yet */
  pass_checks (store, letter);
  say (store, letter, MADO_LETTER_VERIFY);
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
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19600101);
  g_autoptr (MadoInquiry) curable
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19600102);
  g_autoptr (MadoInquiry) replied
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_ISSUE, 19600103);
  g_autoptr (MadoInquiry) after = NULL;
  MadoInquiryCounts counts;
  guint told = 0, n_expired = 99;

  bring_to (store, mailed, MADO_LETTER_MAILED);
  bring_to (store, curable, MADO_LETTER_REJECTED);
  bring_to (store, replied, MADO_LETTER_REPLIED);
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
      = add_letter (store, MADO_LETTER_BY_PROXY, MADO_LETTER_FOR_PASSWORD, BIRTH);
  g_autoptr (MadoInquiry) lost = mado_inquiry_new (MADO_LETTER_FOR_RENEW, MADO_LETTER_NO_PHOTO_ID,
                                                   store_person (NAME, KANA, BIRTH), NULL);
  g_autoptr (MadoInquiry) loaded = NULL;
  MadoTxn *txn = mado_txn_begin (store->db, &error);
  guint persons;

  g_assert_true (mado_inquiry_insert (lost, store->db, 2026, STORE_NOW, "sato", &error));
  mado_txn_free (txn);
  store_reopen (store);
  bring_to (store, letter, MADO_LETTER_VERIFIED);
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
  g_test_add_func ("/inquiry/number", test_number);
  g_test_add_func ("/inquiry/number/slips", test_number_slips);
  ADD ("walk", test_walk);
  ADD ("guards", test_guards);
  ADD ("second-person", test_second_person);
  ADD ("last-day", test_last_day);
  ADD ("serves-once", test_serves_once);
  ADD ("one-open", test_one_open);
  ADD ("checks", test_checks);
  ADD ("cured", test_cured);
  ADD ("slip/order", test_slip_order);
  ADD ("nightly", test_nightly);
  ADD ("round-trip", test_round_trip);
  return g_test_run ();
}
