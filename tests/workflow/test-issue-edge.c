/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards that are somebody's already, a name that needs kana, the leap day, and what of a person may
 * stand in the record: nothing */
#include "config.h"

#include "desk-fixture.h"
#include "desk-sheets.h"

#include "mado-case-fact.h"
#include "mado-certificate-row.h"
#include "mado-desk-private.h"
#include "mado-event.h"
#include "mado-sim-card-personalise.h"

#include <string.h>

#define LEAP_DAY 1835398800     /* 2028-02-29 (Tuesday) 10:00 in Japan */
#define LEAP_DAY_END 1930057199 /* 2031-02-28 23:59:59 in Japan */
#define HARD_NAME                                                                                  \
  "𡢽　花子" /* the certificate's table knows no substitute for its first letter                   \
              */

static char *template_folder;

typedef struct
{
  DeskFixture fixture;
  MadoScenario *scenario;
  char *folder;
} Desk;

static void
open_desk (Desk *desk, const char *scenario)
{
  desk->folder = desk_fixture_copy (template_folder);
  desk->scenario = desk_fixture_scenario (scenario);
  desk_fixture_open (&desk->fixture, desk->folder);
}

static void
close_desk (Desk *desk)
{
  desk_fixture_close (&desk->fixture);
  mado_scenario_free (desk->scenario);
  desk_fixture_remove (desk->folder);
  g_free (desk->folder);
}

static gboolean
play (MadoRun *run, const MadoScenario *scenario, guint retries)
{
  const MadoPlayerOptions options = { .retries = retries, .sheet_is_there = TRUE };

  return mado_player_play (run, scenario, &options);
}

static void
assert_stopped (Desk *desk, MadoRun *run, const MadoScenario *scenario, const char *row,
                GQuark domain, int code)
{
  g_autofree char *reason = g_strdup_printf ("%s/%d", g_quark_to_string (domain), code);
  g_autofree char *event = g_strdup_printf ("issue.%s", row);

  g_assert_false (play (run, scenario, 0));
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, row);
  g_assert_error (mado_run_get_problem (run), domain, code);
  g_assert_cmpuint (desk_fixture_count_events (&desk->fixture, event, NULL, reason), ==, 1);
}

static void
withdraw (MadoRun *run)
{
  g_assert_true (mado_run_can (run, MADO_OUTCOME_CANCEL));
  mado_run_post (run, MADO_OUTCOME_CANCEL);
  while (mado_run_is_busy (run, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
}

/* --- cards --- */

/* SELECT answers "deactivated": the case waits for the card as it should be. */
static void
test_locked_card (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) run = NULL;

  open_desk (&desk, "takahashi");
  mado_sim_card_add_fault (desk.fixture.card, MADO_SIM_STATUS_WORD, 1, 0x6283);
  run = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, run, desk.scenario, "card", MADO_CARD_ERROR, MADO_CARD_ERROR_LOCKED);
  g_assert_null (mado_run_get_case (run)->card_id);
  g_assert_true (play (run, desk.scenario, 2));
  desk_fixture_assert_issued (&desk.fixture);
  g_clear_object (&run);
  close_desk (&desk);
}

/* A password of before, without tries, on a card without a certificate: it is set anew. */
static void
test_locked_password (void)
{
  const MadoSimPersonalisation what
      = { .card_id = { 0, 0, 0, 0, 0, 0, 0x77, 0x01 }, .password = "OLD12345", .locked = TRUE };
  Desk desk = { 0 };
  MadoSimCard *card = mado_sim_card_new_personalised (&what);
  g_autoptr (MadoRun) run = NULL;

  open_desk (&desk, "takahashi");
  mado_sim_reader_insert (desk.fixture.reader, card);
  run = desk_fixture_start (&desk.fixture);
  g_assert_true (play (run, desk.scenario, 0));
  desk_fixture_assert_issued (&desk.fixture);
  g_clear_object (&run);
  close_desk (&desk);
  g_assert_finalize_object (card);
}

/* The first case waits before the register is compared; the second comes with the same card. */
static void
test_card_in_use (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoScenario) other = desk_fixture_scenario ("yamada");
  g_autoptr (MadoRun) first = NULL;
  g_autoptr (MadoRun) second = NULL;

  open_desk (&desk, "takahashi");
  desk.scenario->register_items->sex = MADO_SEX_FEMALE;
  first = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, first, desk.scenario, "compare", MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
  second = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, second, other, "card", MADO_RUN_ERROR, MADO_RUN_ERROR_CARD_IN_USE);
  g_assert_null (mado_run_get_case (second)->card_id);
  withdraw (second);
  desk.scenario->register_items->sex = MADO_SEX_MALE;
  g_assert_true (play (first, desk.scenario, 2));
  desk_fixture_assert_issued (&desk.fixture);
  g_clear_object (&first);
  g_clear_object (&second);
  close_desk (&desk);
}

static void
test_card_with_certificate (void)
{
  const MadoSimPersonalisation blank = { .card_id = { 0, 0, 0, 0, 0, 0, 0x77, 0x02 } };
  Desk desk = { 0 };
  MadoSimCard *card = mado_sim_card_new_personalised (&blank);
  g_autoptr (MadoScenario) other = desk_fixture_scenario ("yamada");
  g_autoptr (MadoRun) first = NULL;
  g_autoptr (MadoRun) second = NULL;

  open_desk (&desk, "takahashi");
  first = desk_fixture_start (&desk.fixture);
  g_assert_true (play (first, desk.scenario, 0));
  second = desk_fixture_start (&desk.fixture);
  /* It is not only in force: it is somebody else's card. */
  assert_stopped (&desk, second, other, "card", MADO_CARD_ERROR, MADO_CARD_ERROR_DIFFERENT_CARD);
  desk_fixture_assert_issued (&desk.fixture); /* the first one's is as it was */
  mado_sim_reader_insert (desk.fixture.reader, card);
  g_assert_true (play (second, other, 2));
  g_clear_object (&first);
  g_clear_object (&second);
  close_desk (&desk);
  g_assert_finalize_object (card);
}

/* --- a name --- */

static void
rename_person (MadoFourItems *items, const char *name)
{
  g_free (items->name);
  items->name = g_strdup (name);
}

static void
move_person (MadoFourItems *items, const char *address)
{
  g_free (items->address);
  items->address = g_strdup (address);
}

static void
test_kana_choice (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) run = NULL;

  open_desk (&desk, "takahashi");
  rename_person (desk.scenario->form, HARD_NAME);
  rename_person (desk.scenario->register_items, HARD_NAME);
  run = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, run, desk.scenario, "consent", MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
  g_assert_true (mado_decision_has (mado_run_get_decision (run), MADO_REASON_SUBSTITUTE_MISSING));
  mado_case_set_choice (mado_run_edit (run)->name_choices, 1, "フク");
  g_assert_true (play (run, desk.scenario, 1));
  desk_fixture_assert_issued (&desk.fixture);
  g_clear_object (&run);
  close_desk (&desk);
}

/* How many of the events @code say that something is left to be written by hand. */
static guint
count_by_hand (Desk *desk, const char *code, const char *form)
{
  g_autoptr (GPtrArray) events = desk_fixture_load_events (&desk->fixture);
  g_autofree char *start = g_strdup_printf ("{\"form\":\"%s\"", form);
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->code, code) && g_str_has_prefix (event->detail, start)
          && strstr (event->detail, ",\"by_hand\":") != NULL)
        n++;
    }
  return n;
}

/* No face of the forms has the name, and the address has more substitutes than its field has room:
 * both are on paper all the same, and a case whose money was taken comes to its end. */
static void
test_unprintable (void)
{
  Desk desk = { .fixture = { .shipped_forms = TRUE } };
  g_autoptr (MadoRun) run = NULL;
  g_autoptr (GString) address = g_string_new ("東京都窓口市");

  while (g_utf8_strlen (address->str, -1) < 60)
    g_string_append (address, "髙");
  open_desk (&desk, "takahashi");
  rename_person (desk.scenario->form, "陈　伟");
  rename_person (desk.scenario->register_items, "陈　伟");
  move_person (desk.scenario->form, address->str);
  move_person (desk.scenario->register_items, address->str);
  run = desk_fixture_start (&desk.fixture);
  assert_stopped (&desk, run, desk.scenario, "consent", MADO_RUN_ERROR, MADO_RUN_ERROR_RULES);
  g_assert_true (mado_case_has_fact (mado_run_get_case (run), MADO_FACT_BY_HAND));
  mado_case_set_choice (mado_run_edit (run)->name_choices, 1, "陳");
  mado_case_set_choice (mado_run_edit (run)->name_choices, 3, "偉");
  g_assert_true (play (run, desk.scenario, 1));
  desk_fixture_assert_issued (&desk.fixture);
  g_assert_cmpuint (count_by_hand (&desk, "print.done", "application"), ==, 1);
  g_assert_cmpuint (count_by_hand (&desk, "print.done", "receipt"), ==, 1);
  g_assert_cmpuint (count_by_hand (&desk, "print.done", "certificate-copy"), ==, 0);
  g_clear_object (&run);
  close_desk (&desk);
}

/* The plain form @name with a field for the name in which nothing has room.  Returns: (transfer
 * full): the form as it was. */
static char *
narrow (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".svg", NULL);
  g_autofree char *path = g_build_filename (desk_sheets_folder (), file, NULL);
  g_autoptr (GRegex) field = g_regex_new (
      "(id=\"field-name\"[^>]*) width=\"\\d+\"([^>]*) data-lines=\"40\"", 0, 0, NULL);
  g_autofree char *narrowed = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  narrowed = g_regex_replace (field, text, -1, 0, "\\1 width=\"9\"\\2 data-lines=\"1\"", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (narrowed, !=, text);
  g_file_set_contents (path, narrowed, -1, &error);
  g_assert_no_error (error);
  return text;
}

/* An office made its receipt's field too small: the fee is taken, so the receipt is written by
 * hand, and the case goes on. */
static void
test_too_narrow (void)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) run = NULL;
  g_autofree char *receipt = narrow ("receipt");
  g_autofree char *path = g_build_filename (desk_sheets_folder (), "receipt.svg", NULL);
  const MadoPlayerOptions options = { .until = "receipt-look", .sheet_is_there = TRUE };

  open_desk (&desk, "takahashi");
  run = desk_fixture_start (&desk.fixture);
  mado_player_play (run, desk.scenario, &options);
  g_assert_cmpstr (mado_run_get_state (run)->name, ==, "receipt-look");
  g_assert_error (mado_run_get_problem (run), MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG);
  g_assert_true (play (run, desk.scenario, 1));
  desk_fixture_assert_issued (&desk.fixture);
  g_assert_true (g_file_set_contents (path, receipt, -1, NULL));
  g_clear_object (&run);
  close_desk (&desk);
}

/* --- a day --- */

static void
set_leap_day (DeskFixture *fixture, gpointer data)
{
  mado_sim_clock_set_now (MADO_SIM_CLOCK (fixture->clock), LEAP_DAY);
}

static gboolean
load_end_on_worker (gpointer data, GError **error)
{
  Desk *desk = data;
  g_autoptr (GPtrArray) rows
      = mado_certificate_row_load_of_case (mado_desk_get_db (desk->fixture.desk), 1, error);

  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((const MadoCertificateRow *) g_ptr_array_index (rows, 0))->not_after, ==,
                   LEAP_DAY_END);
  return TRUE;
}

static void
test_leap_day (void)
{
  Desk desk = { .fixture = { .prepare = set_leap_day } };
  g_autoptr (MadoRun) run = NULL;

  open_desk (&desk, "takahashi");
  run = desk_fixture_start (&desk.fixture);
  g_assert_true (g_str_has_prefix (mado_run_get_case (run)->number, "20280229-"));
  g_assert_true (play (run, desk.scenario, 0));
  desk_fixture_assert_issued (&desk.fixture);
  mado_worker_call (mado_desk_get_db_worker (desk.fixture.desk), load_end_on_worker, &desk, NULL);
  g_clear_object (&run);
  close_desk (&desk);
}

/* --- the record --- */

static void
add_words (GPtrArray *words, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "　", -1);

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_ptr_array_add (words, g_strdup (*part));
}

/* Everything about a person, in every shape that a scenario, a form or a certificate gives it. */
static GPtrArray *
list_words (const MadoScenario *scenario)
{
  const MadoFourItems *items = scenario->register_items;
  const MadoWareki *birth = &items->birth;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MadoCertificateItems) certified = mado_certificate_items_new (items, NULL, 0, NULL, 0);
  gsize n_password;
  const guint8 *password = mado_secret_get (scenario->password, &n_password);

  add_words (words, items->name);
  add_words (words, items->kana);
  add_words (words, items->address);
  add_words (words, certified->name->text);
  add_words (words, certified->address->text);
  g_ptr_array_add (words, g_strndup (certified->address->text, strlen ("東京都窓口市")));
  g_ptr_array_add (words, g_strdup (certified->birth));
  g_ptr_array_add (words, g_strdup_printf ("%04d%02d%02d", birth->year, birth->month, birth->day));
  g_ptr_array_add (words,
                   g_strdup_printf ("%04d-%02d-%02d", birth->year, birth->month, birth->day));
  g_ptr_array_add (words, g_strdup_printf (".%d.%d", birth->month, birth->day));
  g_ptr_array_add (words, g_strndup ((const char *) password, n_password));
  return words;
}

static void
assert_without (const MadoEvent *event, const GPtrArray *words)
{
  const char *const texts[]
      = { event->workstation,  event->session,     event->actor,   event->role,
          event->second_actor, event->case_number, event->card_id, event->code,
          event->outcome,      event->reason,      event->detail,  event->version };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; texts[i] != NULL && j < words->len; j++)
      if (strstr (texts[i], g_ptr_array_index (words, j)) != NULL)
        g_error ("event %s says a person's \"%s\"", event->code,
                 (const char *) g_ptr_array_index (words, j));
}

static void
assert_private (const char *name)
{
  Desk desk = { 0 };
  g_autoptr (MadoRun) run = NULL;
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GPtrArray) events = NULL;

  open_desk (&desk, name);
  run = desk_fixture_start (&desk.fixture);
  g_assert_true (play (run, desk.scenario, 0));
  words = list_words (desk.scenario);
  events = desk_fixture_load_events (&desk.fixture);
  g_assert_cmpuint (events->len, >, 30);
  for (guint i = 0; i < events->len; i++)
    assert_without (g_ptr_array_index (events, i), words);
  g_clear_object (&run);
  close_desk (&desk);
}

/* What needs no certificate and no letter before it; the walks look at the other procedures. */
static gboolean
is_simple_issue (const char *name)
{
  g_autoptr (MadoScenario) scenario = desk_fixture_scenario (name);

  return g_str_equal (scenario->procedure, "issue") && scenario->comes == MADO_SCENARIO_SELF
         && !scenario->letter && g_hash_table_size (scenario->words) == 0;
}

static void
test_privacy (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "tests/scenarios", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (file, ".ini"))
        continue;
      name = g_strndup (file, strlen (file) - strlen (".ini"));
      g_test_message ("%s", name);
      if (!is_simple_issue (name))
        continue;
      assert_private (name);
      n++;
    }
  g_assert_cmpuint (n, >=, 3);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  template_folder = desk_fixture_make_template ();
  g_test_add_func ("/workflow/issue/edge/locked-card", test_locked_card);
  g_test_add_func ("/workflow/issue/edge/locked-password", test_locked_password);
  g_test_add_func ("/workflow/issue/edge/card-in-use", test_card_in_use);
  g_test_add_func ("/workflow/issue/edge/card-with-certificate", test_card_with_certificate);
  g_test_add_func ("/workflow/issue/edge/kana-choice", test_kana_choice);
  g_test_add_func ("/workflow/issue/edge/unprintable", test_unprintable);
  g_test_add_func ("/workflow/issue/edge/too-narrow", test_too_narrow);
  g_test_add_func ("/workflow/issue/edge/leap-day", test_leap_day);
  g_test_add_func ("/workflow/issue/edge/privacy", test_privacy);
  result = g_test_run ();
  desk_fixture_remove (template_folder);
  g_free (template_folder);
  return result;
}
