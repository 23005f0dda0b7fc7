/* The tables that feed the screens: keys, problems, work panes, texts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-actions.h"
#include "mado-ca.h"
#include "mado-card-error.h"
#include "mado-catalogue.h"
#include "mado-db.h"
#include "mado-desk.h"
#include "mado-field-value.h"
#include "mado-pane-list.h"
#include "mado-print-error.h"
#include "mado-print-state.h"
#include "mado-problem.h"
#include "mado-profile-text.h"
#include "mado-reader.h"
#include "mado-run.h"
#include "mado-settings.h"
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
    { MADO_CA_ERROR, MADO_CA_ERROR_BAD_REQUEST + 1 },
    { MADO_PRINT_ERROR, MADO_PRINT_N_ERRORS },
    { MADO_PRINT_PROBLEM, MADO_PRINT_N_STATES },
    { MADO_RUN_ERROR, MADO_RUN_ERROR_CA_CARD_DIFFER + 1 },
    { MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_VALUE + 1 },
    { MADO_PROFILE_ERROR, MADO_PROFILE_ERROR_CONTRADICTION + 1 },
    { MADO_DESK_ERROR, MADO_DESK_ERROR_NO_SUCH_CASE + 1 },
  };
  gsize n_rows, n_codes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n_codes; code++)
      {
        if (!mado_problem_is_known (domains[i].domain, code))
          g_error ("%s, code %d has no row", g_quark_to_string (domains[i].domain), code);
        n_codes++;
      }
  mado_problem_get_rows (&n_rows);
  g_assert_cmpuint (n_rows, ==, n_codes);
  g_assert_false (mado_problem_is_known (G_IO_ERROR, 0));
  g_assert_cmpstr (mado_problem_find (G_IO_ERROR, 0)->mark, ==, "X99");
}

static glong
sentence_length (const MadoProblem *row, MadoLanguage language)
{
  const char *parts[] = { row->cause, row->effect, row->next };
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

static void
test_problems_read_well (void)
{
  gsize n_rows;
  const MadoProblem *rows = mado_problem_get_rows (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_assert_cmpint (sentence_length (&rows[i], MADO_LANGUAGE_JAPANESE), <=, JAPANESE_MAX);
      g_assert_cmpint (sentence_length (&rows[i], MADO_LANGUAGE_ENGLISH), <=, ENGLISH_MAX);
      for (gsize other = i + 1; other < n_rows; other++)
        g_assert_cmpstr (rows[i].mark, !=, rows[other].mark);
    }
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
      = { "birth", "Birth date", MADO_FIELD_DATE, 14, 20, TRUE, NULL, NULL };
  static const MadoField kana = { "kana", "Furigana", MADO_FIELD_KANA, 26, 100, TRUE, NULL, NULL };
  g_autoptr (GDate) today = g_date_new_dmy (12, G_DATE_APRIL, 2013);
  g_autofree char *echo = mado_field_value_echo (MADO_FIELD_DATE, "S55.2.17", today);
  g_autofree char *before = mado_field_value_echo (MADO_FIELD_DATE, "S55.4.13", today);
  g_autofree char *wide = mado_field_value_normalize (MADO_FIELD_KANA, "ﾀｶﾊｼ ﾖｼﾛｳ");

  g_assert_cmpstr (echo, ==, "昭和55年2月17日（1980年・33歳）");
  g_assert_cmpstr (before, ==, "昭和55年4月13日（1980年・32歳）");
  g_assert_cmpstr (wide, ==, "タカハシ　ヨシロウ");
  g_assert_null (mado_field_value_error (&birth, "s55/2/17"));
  g_assert_nonnull (mado_field_value_error (&birth, "55.2.17"));
  g_assert_nonnull (mado_field_value_error (&birth, "S55.2.30"));
  g_assert_nonnull (mado_field_value_error (&birth, ""));
  g_assert_nonnull (mado_field_value_error (&kana, "髙橋"));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_ui_register_resource ();
  g_test_add_func ("/ui/actions/no-key-twice", test_no_key_twice);
  g_test_add_func ("/ui/actions/slot-is-function-key", test_slot_is_function_key);
  g_test_add_func ("/ui/actions/key-label", test_key_label);
  g_test_add_func ("/ui/problem/every-code", test_every_code_has_a_problem);
  g_test_add_func ("/ui/problem/reads-well", test_problems_read_well);
  g_test_add_func ("/ui/pane-list/every-row", test_every_row_has_a_pane);
  g_test_add_func ("/ui/field/values", test_field_values);
  g_test_add_func ("/ui/catalogue", test_catalogue);
  return g_test_run ();
}
