/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what a change of resident data meets: cases, letters, certificates and their revocations */
#include "config.h"

#include "mado-change-reader.h"
#include "mado-inquiry.h"
#include "mado-register-change.h"
#include "store-fixture.h"

static const MadoChangeVerdict lapse
    = { .ends = TRUE, .stops = TRUE, .crl_reason = 3, .article = "LAW 12" };
static const MadoChangeVerdict minor = { .minor = TRUE, .article = "JREG 21-2 no. 5" };

static MadoChange *
change_of (const char *kind, const char *name, const char *kana)
{
  MadoChange *change = g_new0 (MadoChange, 1);

  change->kind = mado_change_kind_find (kind);
  change->day = 20261120;
  change->name = g_strdup (name);
  change->kana = g_strdup (kana);
  change->birth = 19800217;
  change->line = 2;
  return change;
}

static MadoChangeMet
add_change (Store *store, const MadoChange *change, const MadoChangeVerdict *verdict)
{
  g_autoptr (GError) error = NULL;
  MadoChangeFile file;
  MadoChangeMet met;

  g_assert_true (mado_change_file_begin (&file, store->db, "AB", STORE_NOW, "sato", &error));
  g_assert_true (mado_register_change_add (store->db, &file, change, verdict, STORE_NOW, "sato",
                                           &met, &error));
  g_assert_no_error (error);
  return met;
}

static void
add_yamada (Store *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) done
      = store_add_case (store, "issue", "山田　太郎", "ヤマダ　タロウ", 19800217);
  G_GNUC_UNUSED g_autoptr (MadoCase) runs
      = store_add_case (store, "renew", "山田　太郎", "ヤマダ　タロウ", 19800217);
  g_autoptr (MadoInquiry) letter
      = mado_inquiry_new (MADO_LETTER_FOR_PASSWORD, MADO_LETTER_NO_PHOTO_ID,
                          store_person ("山田　太郎", "ヤマダ　タロウ", 19800217), NULL);

  done->ending = MADO_ENDING_DONE;
  done->closed_at = STORE_NOW;
  g_assert_true (mado_case_update (done, store->db, &error));
  store_add_certificate (store, done, "A1", STORE_NOW + 1000);
  store_add_certificate (store, done, "A0", STORE_NOW - 1); /* has ended */
  g_assert_true (mado_inquiry_insert (letter, store->db, 2026, STORE_NOW, "sato", &error));
}

static guint
count_state (Store *store, MadoChangeRevocationState state)
{
  g_autoptr (GError) error = NULL;
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];

  g_assert_true (mado_change_revocation_count (store->db, counts, &error));
  return counts[state];
}

static void
test_meets (Store *store, gconstpointer data)
{
  /* clang-format off */
  const struct { const char *name, *kana; const MadoChangeVerdict *verdict; guint certificates, cases, inquiries; MadoChangeRevocationState state; } rows[] = {
    { "山田　太郎", "ヤマダ　タロウ", &lapse, 1, 1, 1, MADO_CHANGE_REVOCATION_PENDING  },
    { "山田　汰郎", "ヤマダ　タロウ", &lapse, 1, 1, 1, MADO_CHANGE_REVOCATION_DOUBTFUL }, /* the same reading: look first */
    { "山田　太郎", "ヤマタ　タロウ", &lapse, 1, 1, 1, MADO_CHANGE_REVOCATION_DOUBTFUL },
    { "山田　太郎", "ヤマダ　タロウ", &minor, 1, 0, 0, MADO_CHANGE_REVOCATION_NOTED    },
    { "山田　汰郎", "ヤマダ　タロウ", &minor, 0, 0, 0, MADO_CHANGE_REVOCATION_DROPPED  },
    { "佐藤　一郎", "サトウ　イチロウ", &lapse, 0, 0, 0, MADO_CHANGE_REVOCATION_DROPPED },
  };
  /* clang-format on */

  add_yamada (store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MadoChange) change = change_of ("転居", rows[i].name, rows[i].kana);
      guint before = count_state (store, rows[i].state);
      MadoChangeMet met;

      change->new_address = g_strdup_printf ("東京都%" G_GSIZE_FORMAT, i);
      met = add_change (store, change, rows[i].verdict);
      g_assert_false (met.known);
      g_assert_cmpuint (met.n_certificates, ==, rows[i].certificates);
      g_assert_cmpuint (met.n_cases, ==, rows[i].cases);
      g_assert_cmpuint (met.n_inquiries, ==, rows[i].inquiries);
      g_assert_cmpuint (count_state (store, rows[i].state), ==, before + rows[i].certificates);
      met = add_change (store, change, rows[i].verdict); /* once more: recognised */
      g_assert_true (met.known);
    }
}

/* --- the caller's rule --- */

static guint n_asked;
static MadoChangeMeeting told; /* the rule's answer to each */

static MadoChangeMeeting
answer_as_told (const MadoChange *change, const MadoChangeFound *found)
{
  g_assert_cmpstr (change->kind->id, ==, "move_within");
  g_assert_cmpstr (found->items->name, ==, "山田　太郎");
  g_assert_cmpuint (found->drawn_up_on, ==, 20261126);
  n_asked++;
  return told;
}

/* The certificate, the case that runs and the letter are each put before the rule, with the day on
 * which they were drawn up, and its answer is kept. */
static void
test_rule (Store *store, gconstpointer data)
{
  /* clang-format off */
  static const struct { MadoChangeMeeting told; MadoChangeRevocationState state; guint met, noted, open; gboolean sure; } rows[] = {
    { MADO_CHANGE_MET,       MADO_CHANGE_REVOCATION_PENDING,  1, 0, 1, TRUE  },
    { MADO_CHANGE_ASK_FIRST, MADO_CHANGE_REVOCATION_DOUBTFUL, 1, 0, 1, FALSE },
    { MADO_CHANGE_NOT_MET,   MADO_CHANGE_REVOCATION_NOTED,    0, 1, 0, FALSE },
  };
  /* clang-format on */
  MadoChangeVerdict verdict = lapse;
  guint n_open = 0;

  add_yamada (store);
  verdict.rule = answer_as_told;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MadoChange) change = change_of ("転居", "山田　太郎", "ヤマダ　タロウ");
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) open = NULL;
      MadoChangeMet met;

      change->day += (guint) i; /* another change each time */
      n_asked = 0;
      told = rows[i].told;
      met = add_change (store, change, &verdict);
      g_assert_cmpuint (n_asked, ==, 3);
      g_assert_cmpuint (met.n_certificates, ==, rows[i].met);
      g_assert_cmpuint (met.n_noted, ==, rows[i].noted);
      g_assert_cmpuint (met.n_cases, ==, rows[i].open);
      g_assert_cmpuint (met.n_inquiries, ==, rows[i].open);
      g_assert_cmpuint (count_state (store, rows[i].state), ==, 1);
      open = mado_change_list_stops (store->db, MADO_CHANGE_STOPS_CASE, &error);
      n_open += rows[i].open;
      g_assert_cmpuint (open->len, ==, n_open);
      if (rows[i].open == 0)
        continue;
      g_assert_cmpint (((MadoChangeStop *) g_ptr_array_index (open, n_open - 1))->sure, ==,
                       rows[i].sure);
      g_assert_true (((MadoChangeStop *) g_ptr_array_index (open, n_open - 1))->same_person);
    }
}

static void
test_stops (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChange) change = change_of ("死亡", "山田　太郎", "ヤマダ　タロウ");

  add_yamada (store);
  add_change (store, change, &lapse);
  for (guint what = MADO_CHANGE_STOPS_CASE; what <= MADO_CHANGE_STOPS_INQUIRY; what++)
    {
      g_autoptr (GPtrArray) list
          = mado_change_list_stops (store->db, (MadoChangeStops) what, &error);
      g_autoptr (GPtrArray) after = NULL;
      const MadoChangeStop *stop = g_ptr_array_index (list, 0);

      g_assert_cmpuint (list->len, ==, 1);
      g_assert_true (stop->sure);
      g_assert_cmpstr (stop->kind, ==, "death");
      g_assert_cmpstr (stop->article, ==, "LAW 12");
      g_assert_cmpuint (stop->changed_on, ==, 20261120);
      g_assert_true (mado_change_note_handled (store->db, (MadoChangeStops) what, stop->change_id,
                                               stop->id, STORE_NOW, &error));
      after = mado_change_list_stops (store->db, (MadoChangeStops) what, &error);
      g_assert_cmpuint (after->len, ==, 0);
    }
}

/* The batch: a row is written before it is sent; what was sent without answer comes again. */
static void
test_revocations (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChange) change = change_of ("死亡", "山田　太郎", "ヤマダ　タロウ");
  g_autoptr (MadoChange) other = change_of ("死亡", "山田　太郎", "ヤマダ　ジロウ");
  g_autoptr (MadoChangeRevocation) first = NULL;
  g_autoptr (MadoChangeRevocation) again = NULL;
  g_autoptr (GPtrArray) doubtful = NULL;
  const MadoChangeRevocation *doubt;
  MadoChangeRevocation *none;

  add_yamada (store);
  add_change (store, change, &lapse);
  add_change (store, other, &lapse);
  g_assert_true (mado_change_revocation_load_next (store->db, 0, &first, &error));
  g_assert_cmpstr (first->serial, ==, "A1");
  g_assert_cmpint (first->crl_reason, ==, 3);
  g_assert_cmpstr (first->known_name, ==, "山田　太郎");
  g_assert_true (mado_change_revocation_set_state (first, store->db, MADO_CHANGE_REVOCATION_SENT,
                                                   NULL, STORE_NOW, "sato", &error));
  store_reopen (store); /* the program was killed while it waited for the answer */
  g_assert_true (mado_change_revocation_load_next (store->db, 0, &again, &error));
  g_assert_cmpint (again->id, ==, first->id);
  g_assert_cmpint (again->state, ==, MADO_CHANGE_REVOCATION_SENT);
  g_assert_cmpuint (again->sends, ==, 1);
  g_assert_true (
      mado_change_revocation_note_revoked (again, store->db, STORE_NOW, STORE_NOW, "sato", &error));
  g_assert_true (mado_change_revocation_load_next (store->db, 0, &none, &error));
  g_assert_null (none);
  g_assert_cmpuint (count_state (store, MADO_CHANGE_REVOCATION_DONE), ==, 1);
  /* the doubtful one waits for a person, who decides once */
  doubtful = mado_change_revocation_list (store->db, MADO_CHANGE_REVOCATION_DOUBTFUL, 0, &error);
  g_assert_cmpuint (doubtful->len, ==, 1);
  doubt = g_ptr_array_index (doubtful, 0);
  g_assert_cmpstr (doubt->kana, ==, "ヤマダ　ジロウ");
  g_assert_cmpstr (doubt->known_kana, ==, "ヤマダ　タロウ");
  g_assert_true (
      mado_change_revocation_decide (store->db, doubt->id, MADO_CHANGE_REVOCATION_DOUBTFUL,
                                     MADO_CHANGE_REVOCATION_DROPPED, STORE_NOW, "sato", &error));
  g_assert_false (
      mado_change_revocation_decide (store->db, doubt->id, MADO_CHANGE_REVOCATION_DOUBTFUL,
                                     MADO_CHANGE_REVOCATION_PENDING, STORE_NOW, "sato", &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
}

/* A file counts as known only after it was read to its end. */
static void
test_files (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoChangeFile file;
  gint64 id;

  g_assert_true (mado_change_file_begin (&file, store->db, "CD", STORE_NOW, "sato", &error));
  id = file.change_file_id;
  g_assert_true (mado_change_file_save (&file, store->db, "stopped", &error));
  g_assert_true (mado_change_file_begin (&file, store->db, "CD", STORE_NOW, "sato", &error));
  g_assert_cmpint (file.change_file_id, ==, id);
  g_assert_true (mado_change_file_save (&file, store->db, "done", &error));
  g_assert_false (mado_change_file_begin (&file, store->db, "CD", STORE_NOW, "sato", &error));
  g_assert_error (error, MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_KNOWN);
}

static void
test_moved_in (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChange) change = change_of ("転入", "山田　太郎", "ヤマダ　タロウ");
  g_autoptr (MadoPersonKey) key = mado_person_key_new (19800217, "山田太郎", "ヤマダタロウ");
  guint day;

  add_change (store, change, &lapse);
  g_assert_true (mado_change_moved_in (store->db, key, 20261101, &day, &error));
  g_assert_cmpuint (day, ==, 20261120);
  g_assert_true (mado_change_moved_in (store->db, key, 20261121, &day, &error));
  g_assert_cmpuint (day, ==, 0);
}

/* A case that ended before it could be stopped: what it issued goes on the governor's list, to be
 * compared first where the person is not certain; nothing stays open. */
static void
test_case_ended (Store *store, gconstpointer data)
{
  static const struct
  {
    const char *name;
    MadoChangeRevocationState state;
  } rows[] = { { "山田　太郎", MADO_CHANGE_REVOCATION_PENDING },
               { "山田　大郎", MADO_CHANGE_REVOCATION_DOUBTFUL } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoChange) change = change_of ("転居", rows[i].name, "ヤマダ　タロウ");
      g_autoptr (MadoCase) late = NULL;
      g_autoptr (GPtrArray) open = NULL;
      g_autofree char *serial = g_strdup_printf ("0E%02X", (guint) i);
      gboolean met = FALSE;

      change->birth += (guint) i; /* another person each time */
      late = store_add_case (store, "issue", "山田　太郎", "ヤマダ　タロウ", change->birth);
      add_change (store, change, &lapse);
      store_add_certificate (store, late, serial, STORE_NOW + 1000);
      g_assert_true (
          mado_change_case_ended (store->db, late->case_id, STORE_NOW, "sato", &met, &error));
      g_assert_no_error (error);
      g_assert_true (met);
      g_assert_cmpuint (count_state (store, rows[i].state), ==, 1);
      open = mado_change_list_stops (store->db, MADO_CHANGE_STOPS_CASE, &error);
      g_assert_cmpuint (open->len, ==, 0);
      g_assert_true (
          mado_change_case_ended (store->db, late->case_id, STORE_NOW, "sato", &met, &error));
      g_assert_false (met); /* once */
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/change/" path, Store, NULL, store_set_up, func, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("meets", test_meets);
  ADD ("rule", test_rule);
  ADD ("stops", test_stops);
  ADD ("revocations", test_revocations);
  ADD ("files", test_files);
  ADD ("moved-in", test_moved_in);
  ADD ("case-ended", test_case_ended);
  return g_test_run ();
}
