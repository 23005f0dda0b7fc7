/* The tables that feed the screens: keys, problems, work panes, texts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-actions.h"
#include "mado-approval.h"
#include "mado-ca.h"
#include "mado-change-reader.h"
#include "mado-checkup-cure.h"
#include "mado-checkup.h"
#include "mado-card-error.h"
#include "mado-catalogue.h"
#include "mado-db.h"
#include "mado-desk.h"
#include "mado-field-value.h"
#include "mado-inquiry-word.h"
#include "mado-pane-list.h"
#include "mado-print-error.h"
#include "mado-print-state.h"
#include "mado-problem.h"
#include "mado-profile-text.h"
#include "mado-reader.h"
#include "mado-reason.h"
#include "mado-run.h"
#include "mado-settings.h"
#include "mado-type-ahead.h"
#include "mado-ui-resources.h"

#define JAPANESE_MAX 120 /* characters of a problem's sentence, without its mark */
#define ENGLISH_MAX 160

/* --- keys --- */

static void
test_no_key_twice (void)
{
  for (guint a = 0; a < MADO_N_ACTIONS; a++)
    for (guint b = a + 1; b < MADO_N_ACTIONS; b++)
      {
        const MadoActionRow *one = mado_actions_get (a), *two = mado_actions_get (b);

        g_assert_cmpstr (one->name, !=, two->name);
        if ((one->screens & two->screens) == 0)
          continue;
        g_assert_true (one->key == NULL || g_strcmp0 (one->key, two->key) != 0);
        g_assert_true (one->key == NULL || g_strcmp0 (one->key, two->key2) != 0);
        g_assert_true (one->key2 == NULL || g_strcmp0 (one->key2, two->key2) != 0);
        g_assert_true (one->slot == 0 || one->slot != two->slot);
      }
}

static void
test_slot_is_function_key (void)
{
  for (guint a = 0; a < MADO_N_ACTIONS; a++)
    {
      const MadoActionRow *row = mado_actions_get (a);
      g_autofree char *key = g_strdup_printf ("F%u", row->slot);

      if (row->slot > 0)
        g_assert_cmpstr (row->key, ==, key);
      g_assert_true (row->key != NULL || row->in_menu);
      g_assert_true (row->key == NULL || row->help != NULL);
    }
  g_assert_cmpint (mado_actions_at_slot (MADO_SCREEN_HOME, 2), ==, MADO_ACTION_NEW);
  g_assert_cmpint (mado_actions_at_slot (MADO_SCREEN_CASE, 12), ==, MADO_ACTION_CONFIRM);
  g_assert_cmpint (mado_actions_at_slot (MADO_SCREEN_CASE, 2), ==, MADO_N_ACTIONS);
  g_assert_cmpint (mado_actions_for_key (MADO_SCREEN_CASE, "<Control>p"), ==, MADO_ACTION_PRINT);
}

static void
test_key_label (void)
{
  g_autofree char *find = mado_actions_key_label ("<Control>f");
  g_autofree char *keys = mado_actions_key_label ("<Control>question");
  g_autofree char *back = mado_actions_key_label ("<Shift>F6");

  g_assert_cmpstr (find, ==, "Ctrl+F");
  g_assert_cmpstr (keys, ==, "Ctrl+?");
  g_assert_cmpstr (back, ==, "Shift+F6");
}

/* --- problems --- */

static void
test_every_code_has_a_problem (void)
{
  const struct
  {
    GQuark domain;
    int n_codes;
  } domains[] = {
    { MADO_DB_ERROR, MADO_DB_ERROR_QUERY + 1 },
    { MADO_READER_ERROR, MADO_READER_ERROR_FAILED + 1 },
    { MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL + 1 },
    { MADO_CA_ERROR, MADO_CA_ERROR_UNAVAILABLE + 1 },
    { MADO_PRINT_ERROR, MADO_PRINT_N_ERRORS },
    { MADO_PRINT_PROBLEM, MADO_PRINT_N_STATES },
    { MADO_RUN_ERROR, MADO_RUN_N_ERRORS },
    { MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_VALUE + 1 },
    { MADO_PROFILE_ERROR, MADO_PROFILE_ERROR_CONTRADICTION + 1 },
    { MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP + 1 },
    { MADO_CHECK_ERROR, MADO_N_CHECK_ERRORS },
    { MADO_CHANGE_ERROR, MADO_CHANGE_ERROR_NO_BIRTH + 1 },
    { MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_REQUEST + 1 },
    { MADO_APPROVAL_ERROR, MADO_APPROVAL_ERROR_NOT_CONFIRMED + 1 },
  };
  gsize n_codes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n_codes; code++)
      {
        if (!mado_problem_is_known (domains[i].domain, code))
          g_error ("%s, code %d has no row", g_quark_to_string (domains[i].domain), code);
        n_codes++;
      }
  g_assert_nonnull (mado_problem_get_row (n_codes - 1));
  g_assert_null (mado_problem_get_row (n_codes));
  g_assert_false (mado_problem_is_known (G_IO_ERROR, 0));
  g_assert_cmpstr (mado_problem_find (G_IO_ERROR, 0)->mark, ==, "X99");
}

static glong
sentence_length (const MadoProblem *row, MadoProblemPlace place, MadoLanguage language)
{
  const char *parts[] = { row->cause, row->effect, mado_problem_next (row, place) };
  glong length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = mado_catalogue_text (language, parts[i]);

      g_assert_cmpstr (text, !=, "");
      if (language == MADO_LANGUAGE_JAPANESE && g_str_equal (text, parts[i]))
        g_error ("not translated: %s", parts[i]);
      length += g_utf8_strlen (text, -1);
    }
  return length;
}

/* Each cure belongs to a problem that has its sentence, and is there in Japanese. */
static void
test_cures (void)
{
  const char *cure, *domain;
  gsize n = 0;
  int code;

  for (; (cure = mado_checkup_cure_at (n, &domain, &code)) != NULL; n++)
    {
      if (!mado_problem_is_known (g_quark_from_string (domain), code))
        g_error ("%s, code %d has a cure and no sentence", domain, code);
      if (g_str_equal (mado_catalogue_text (MADO_LANGUAGE_JAPANESE, cure), cure))
        g_error ("not translated: %s", cure);
    }
  g_assert_cmpuint (n, >, 30);
  for (code = 0; code < MADO_N_CHECK_ERRORS; code++)
    g_assert_nonnull (mado_checkup_cure (MADO_CHECK_ERROR, code));
}

static void
test_problems_read_well (void)
{
  const MadoProblem *row, *other;

  for (gsize i = 0; (row = mado_problem_get_row (i)) != NULL; i++)
    {
      for (guint place = 0; place <= MADO_PROBLEM_AT_CLERK; place++)
        {
          if (sentence_length (row, place, MADO_LANGUAGE_JAPANESE) > JAPANESE_MAX
              || sentence_length (row, place, MADO_LANGUAGE_ENGLISH) > ENGLISH_MAX)
            g_error ("the sentence of %s is too long to be read at one glance", row->mark);
        }
      for (gsize after = i + 1; (other = mado_problem_get_row (after)) != NULL; after++)
        g_assert_cmpstr (row->mark, !=, other->mark);
    }
}

/* A key that is grey in @state is not named by a sentence that is read there. */
static void
check_keys_are_offered (const MadoState *state, const MadoProblem *row)
{
  MadoProblemPlace place = mado_problem_place_of (state);
  const char *next = mado_problem_next (row, place);

  for (guint language = 0; language <= MADO_LANGUAGE_ENGLISH; language++)
    {
      const char *text = mado_catalogue_text (language, next);
      gboolean f5 = mado_state_acts (state) || state->next[MADO_OUTCOME_AGAIN] >= 0;
      gboolean f12 = state->actor != MADO_BY_APPLICANT;

      if ((!f5 && strstr (text, "F5") != NULL) || (!f12 && strstr (text, "F12") != NULL))
        g_error ("%s in %s names a key that is grey: %s", row->mark, state->name, text);
    }
  if (place != MADO_PROBLEM_AT_STEP && state->next[MADO_OUTCOME_FAIL] < 0
      && strstr (next, "refuse") != NULL)
    g_error ("%s in %s: nothing can be refused there: %s", row->mark, state->name, next);
}

static gboolean
comes_from (const MadoProblem *row, MadoActor actor)
{
  if (g_str_equal (row->domain, "mado_db_error"))
    return TRUE; /* whatever was done, it could not be stored */
  if (actor == MADO_BY_CARD)
    return g_str_equal (row->domain, "mado_reader_error")
           || g_str_equal (row->domain, "mado_card_error");
  if (actor == MADO_BY_CA)
    return g_str_equal (row->domain, "MadoCaError");
  return actor == MADO_BY_PRINTER
         && (g_str_equal (row->domain, "mado_print_error")
             || g_str_equal (row->domain, "mado_print_problem"));
}

/* What the action of @state can say is read where its outcomes lead. */
static guint
check_outcomes (const MadoMatrix *matrix, const MadoState *state)
{
  const MadoProblem *row;
  guint n = 0;

  for (guint outcome = MADO_OUTCOME_FAIL; outcome < MADO_OUTCOME_CANCEL; outcome++)
    for (gsize i = 0; state->next[outcome] >= 0 && (row = mado_problem_get_row (i)) != NULL; i++)
      if (comes_from (row, state->actor))
        {
          check_keys_are_offered (&matrix->states[state->next[outcome]], row);
          n++;
        }
  return n;
}

static void
test_problems_fit_their_state (void)
{
  const MadoProblem *interrupted = mado_problem_find (MADO_RUN_ERROR, MADO_RUN_ERROR_INTERRUPTED);
  const MadoMatrix *matrix;
  guint n_read = 0;

  for (guint i = 0; (matrix = mado_matrix_at (i)) != NULL; i++)
    for (guint from = 0; from < matrix->n_states; from++)
      {
        const MadoState *state = &matrix->states[from];

        if (!mado_state_acts (state))
          continue;
        n_read += check_outcomes (matrix, state);
        /* after a power cut */
        check_keys_are_offered (&matrix->states[state->resume], interrupted);
      }
  g_assert_cmpuint (n_read, >, 300);
}

/* A card that is pulled while it makes the key: the resident presses again, no key of the clerk's
 * helps. */
static void
test_card_pulled_at_key_generation (void)
{
  const MadoMatrix *matrix = mado_matrix_for ("issue");
  const MadoState *ask = &matrix->states[mado_matrix_find (matrix, "keygen-ask")];
  const MadoProblem *row = mado_problem_find (MADO_CARD_ERROR, MADO_CARD_ERROR_UNSURE);
  const char *next = mado_problem_next (row, mado_problem_place_of (ask));

  g_assert_cmpstr (row->mark, ==, "K19");
  g_assert_cmpint (mado_problem_place_of (ask), ==, MADO_PROBLEM_AT_RESIDENT);
  g_assert_cmpstr (mado_catalogue_text (MADO_LANGUAGE_JAPANESE, next), ==,
                   "同じカードを入れ、申請者画面でもう一度操作していただいてください。");
}

/* --- work panes --- */

static void
check_panes (const MadoMatrix *matrix)
{
  for (guint i = 0; i < matrix->n_states; i++)
    {
      const MadoState *state = &matrix->states[i];
      const MadoPaneRow *row;

      if (!mado_pane_list_has (matrix->procedure, state->name))
        g_error ("no work pane for %s of %s", state->name, matrix->procedure);
      row = mado_pane_list_find (matrix->procedure, state->name);
      /* F12 is there exactly where the clerk has a word to say. */
      g_assert_true ((row->confirm != NULL)
                     == (state->actor == MADO_BY_CLERK || state->actor == MADO_BY_NOBODY));
      g_assert_true (state->action == NULL || row->usual_s[1] > 0);
    }
}

static void
test_every_row_has_a_pane (void)
{
  for (guint i = 0; mado_matrix_at (i) != NULL; i++)
    check_panes (mado_matrix_at (i));
}

/* --- fields --- */

static void
test_field_values (void)
{
  static const MadoField birth
      = { "birth", "Birth date", MADO_FIELD_PAST_DATE, 14, 20, TRUE, NULL, NULL };
  static const MadoField kana = { "kana", "Furigana", MADO_FIELD_KANA, 26, 100, TRUE, NULL, NULL };
  g_autoptr (GDate) today = g_date_new_dmy (12, G_DATE_APRIL, 2013);
  g_autofree char *echo = mado_field_value_echo (MADO_FIELD_DATE, "S55.2.17", today);
  g_autofree char *before = mado_field_value_echo (MADO_FIELD_DATE, "S55.4.13", today);
  g_autofree char *wide = mado_field_value_normalize (MADO_FIELD_KANA, "ﾀｶﾊｼ ﾖｼﾛｳ");

  g_assert_cmpstr (echo, ==, "昭和55年2月17日（1980年・33歳）");
  g_assert_cmpstr (before, ==, "昭和55年4月13日（1980年・32歳）");
  g_assert_cmpstr (wide, ==, "タカハシ　ヨシロウ");
  g_assert_null (mado_field_value_error (&birth, "s55/2/17", today));
  g_assert_nonnull (mado_field_value_error (&birth, "55.2.17", today));
  g_assert_nonnull (mado_field_value_error (&birth, "S55.2.30", today));
  g_assert_nonnull (mado_field_value_error (&birth, "", today));
  g_assert_nonnull (mado_field_value_error (&kana, "髙橋", today));
}

/* Nobody is born tomorrow; a card's last day is still to come. */
static void
test_days_to_come (void)
{
  static const MadoField birth
      = { "birth", "Birth date", MADO_FIELD_PAST_DATE, 14, 20, TRUE, NULL, NULL };
  static const MadoField ends
      = { "card-expires", "Card valid to", MADO_FIELD_DATE, 14, 20, FALSE, NULL, NULL };
  g_autoptr (GDate) today = g_date_new_dmy (12, G_DATE_APRIL, 2013);

  g_assert_null (mado_field_value_error (&birth, "2013-04-12", today));
  g_assert_null (mado_field_value_error (&birth, "H25.4.12", today));
  g_assert_cmpstr (mado_field_value_error (&birth, "H25.4.13", today), ==,
                   "This day is still to come.");
  g_assert_nonnull (mado_field_value_error (&birth, "2013-05-01", today));
  g_assert_nonnull (mado_field_value_error (&birth, "2014-01-01", today));
  g_assert_nonnull (mado_field_value_error (&birth, "R1.5.1", today));
  g_assert_null (mado_field_value_error (&ends, "2031-03-31", today));
}

/* --- letters that jump in a list --- */

static void
test_type_ahead (void)
{
  static const char *const names[] = { "P01 旅券",       "A01 運転免許証",  "A02 運転経歴証明書",
                                       "B01 健康保険証", "佐藤 花子  sato", NULL };
  static const struct
  {
    const char *typed;
    guint from, found;
  } cases[] = {
    { "A", 1, 1 },
    { "A", 2, 2 },
    { "A", 3, 1 },
    { "a02", 0, 2 },
    { "b", 5, 3 },
    { "sa", 0, 4 },
    { "佐", 0, 4 },
    { "P01", 4, 0 },
    { "A03", 0, GTK_INVALID_LIST_POSITION },
    { "免許", 0, GTK_INVALID_LIST_POSITION },
  };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  g_autoptr (GtkStringList) empty = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (mado_type_ahead_find (G_LIST_MODEL (list), cases[i].typed, cases[i].from), ==,
                      cases[i].found);
  g_assert_cmpuint (mado_type_ahead_find (G_LIST_MODEL (empty), "A", 0), ==,
                    GTK_INVALID_LIST_POSITION);
}

/* --- two languages --- */

static void
test_catalogue (void)
{
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("\xde\x12\x04\x95rubbish", 11);
  g_autoptr (GHashTable) empty = mado_catalogue_read (rubbish);
  g_autoptr (GBytes) mo = g_resources_lookup_data ("/jp/madoguchi/ui/ja.mo", 0, NULL);
  g_autoptr (GHashTable) texts = mado_catalogue_read (mo);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (mo, 0, g_bytes_get_size (mo) / 2);
  g_autoptr (GHashTable) some = mado_catalogue_read (cut);

  g_assert_cmpuint (g_hash_table_size (empty), ==, 0);
  g_assert_cmpuint (g_hash_table_size (texts), >, 400);
  g_assert_cmpuint (g_hash_table_size (some), <, g_hash_table_size (texts));
  g_assert_cmpstr (mado_catalogue_text (MADO_LANGUAGE_JAPANESE, "Call the clerk"), ==,
                   "職員を呼ぶ");
  g_assert_cmpstr (mado_catalogue_text (MADO_LANGUAGE_ENGLISH, "Call the clerk"), ==,
                   "Call the clerk");
}

/* --- the office's numbers --- */

/* What a profile says differently stands in no text, in neither language. */
static void
check_no_number (const char *msgid)
{
  static const char *const numbers[]
      = { "500", "five", "Five", "three months", "3 か月", "３か月", "5 回", "５回" };

  for (guint language = 0; msgid != NULL && language <= MADO_LANGUAGE_ENGLISH; language++)
    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
      if (strstr (mado_catalogue_text (language, msgid), numbers[i]) != NULL)
        g_error ("a number of the profile stands in: %s", mado_catalogue_text (language, msgid));
}

/* The translation names the same places. */
static void
check_places (const char *msgid)
{
  static const char *const places[] = { "{fee}", "{tries}", "{window}", "{paper}", "{seal}" };
  const char *text = msgid != NULL ? mado_catalogue_text (MADO_LANGUAGE_JAPANESE, msgid) : NULL;

  check_no_number (msgid);
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (places); i++)
    if (strstr (text, places[i]) != NULL && strstr (msgid, places[i]) == NULL)
      g_error ("%s stands in the translation alone: %s", places[i], text);
}

static void
test_no_number_of_the_profile (void)
{
  const MadoMatrix *matrix;
  const MadoProblem *problem;

  for (guint i = 0; (matrix = mado_matrix_at (i)) != NULL; i++)
    {
      check_places (matrix->hint);
      for (guint check = 0; check < matrix->n_checks; check++)
        check_places (matrix->checks[check].label);
      for (guint state = 0; state < matrix->n_states; state++)
        {
          const MadoPaneRow *row
              = mado_pane_list_find (matrix->procedure, matrix->states[state].name);

          check_places (row->task);
          check_places (row->next);
          check_no_number (row->confirm); /* a key's label is shown as it is */
          check_places (row->basis);
        }
    }
  for (guint i = 0; i < MADO_N_REASONS; i++)
    {
      check_places (mado_reason_get ((MadoReason) i)->sentence);
      check_places (mado_reason_get ((MadoReason) i)->bring);
    }
  for (gsize i = 0; (problem = mado_problem_get_row (i)) != NULL; i++)
    check_no_number (problem->cause);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_ui_register_resource ();
  g_test_add_func ("/ui/actions/no-key-twice", test_no_key_twice);
  g_test_add_func ("/ui/actions/slot-is-function-key", test_slot_is_function_key);
  g_test_add_func ("/ui/actions/key-label", test_key_label);
  g_test_add_func ("/ui/problem/every-code", test_every_code_has_a_problem);
  g_test_add_func ("/ui/problem/cures", test_cures);
  g_test_add_func ("/ui/problem/reads-well", test_problems_read_well);
  g_test_add_func ("/ui/problem/fits-its-state", test_problems_fit_their_state);
  g_test_add_func ("/ui/problem/card-pulled", test_card_pulled_at_key_generation);
  g_test_add_func ("/ui/pane-list/every-row", test_every_row_has_a_pane);
  g_test_add_func ("/ui/words/no-number", test_no_number_of_the_profile);
  g_test_add_func ("/ui/field/values", test_field_values);
  g_test_add_func ("/ui/field/days-to-come", test_days_to_come);
  g_test_add_func ("/ui/type-ahead", test_type_ahead);
  g_test_add_func ("/ui/catalogue", test_catalogue);
  return g_test_run ();
}
