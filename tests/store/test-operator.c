/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operators: what may be registered, and when wrong passwords lock */
#include "config.h"

#include "mado-operator.h"
#include "store-fixture.h"

static MadoSecret *
secret_of (const char *text)
{
  MadoSecret *secret = mado_secret_new (strlen (text));

  for (gsize i = 0; text[i] != '\0'; i++)
    mado_secret_append (secret, (guint8) text[i]);
  return secret;
}

static MadoSignIn
try_sign_in (Store *store, const char *text, guint *tries_left)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) password = secret_of (text);
  g_autoptr (MadoOperator) found = NULL;
  MadoSignIn result;

  g_assert_true (
      mado_operator_sign_in (store->db, "sato", password, &result, tries_left, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found != NULL, ==, result == MADO_SIGN_IN_OK);
  return result;
}

static void
test_locks (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) password = secret_of ("windows-1");
  guint left;

  g_assert_true (
      mado_operator_add (store->db, "sato", "佐藤", "clerk", password, STORE_NOW, &error));
  g_assert_cmpint (try_sign_in (store, "wrong-one", &left), ==, MADO_SIGN_IN_WRONG);
  g_assert_cmpint (try_sign_in (store, "windows-1", &left), ==, MADO_SIGN_IN_OK);
  for (guint i = 1; i < MADO_OPERATOR_TRIES; i++)
    {
      g_assert_cmpint (try_sign_in (store, "wrong-one", &left), ==, MADO_SIGN_IN_WRONG);
      g_assert_cmpuint (left, ==, MADO_OPERATOR_TRIES - i);
    }
  g_assert_cmpint (try_sign_in (store, "wrong-one", &left), ==, MADO_SIGN_IN_LOCKED);
  g_assert_cmpint (try_sign_in (store, "windows-1", &left), ==, MADO_SIGN_IN_LOCKED);
  g_assert_cmpuint (left, ==, 0);
  g_assert_true (mado_operator_set_password (store->db, "sato", password, &error));
  g_assert_cmpint (try_sign_in (store, "windows-1", &left), ==, MADO_SIGN_IN_OK);
}

static void
test_unknown (Store *store, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) password = secret_of ("windows-1");
  g_autoptr (MadoOperator) found = NULL;

  g_assert_false (mado_operator_set_password (store->db, "nosuch", password, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (mado_operator_find (store->db, "sato", &found, &error));
  g_assert_null (found);
  g_assert_true (
      mado_operator_add (store->db, "sato", "佐藤", "clerk", password, STORE_NOW, &error));
  g_assert_true (mado_operator_find (store->db, "sato", &found, &error));
  g_assert_cmpstr (found->display_name, ==, "佐藤");
  g_assert_false (
      mado_operator_add (store->db, "sato", "別人", "clerk", password, STORE_NOW, &error));
  g_assert_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT);
}

static void
test_faults (Store *store, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (MADO_OPERATOR_NAME_MAX + 1, 'n');
  g_autofree char *long_word = g_strnfill (MADO_OPERATOR_PASSWORD_MAX + 1, 'w');
  const struct
  {
    const char *id, *name, *role;
    MadoOperatorFault fault;
  } rows[] = {
    { "sato", "佐藤 花子", "clerk", MADO_OPERATOR_SOUND },
    { "7.sato_hana-ko", "S", "auditor", MADO_OPERATOR_SOUND },
    { "", "佐藤", "clerk", MADO_OPERATOR_FAULT_ID },
    { "-sato", "佐藤", "clerk", MADO_OPERATOR_FAULT_ID },
    { "sato ", "佐藤", "clerk", MADO_OPERATOR_FAULT_ID },
    { "佐藤", "佐藤", "clerk", MADO_OPERATOR_FAULT_ID },
    { "abcdefghijklmnopqrstuvwxyz0123456", "佐藤", "clerk", MADO_OPERATOR_FAULT_ID },
    { "administrator", "佐藤", "clerk", MADO_OPERATOR_FAULT_RESERVED },
    { "sato", "", "clerk", MADO_OPERATOR_FAULT_NAME },
    { "sato", "\xE3\x80\x80", "clerk", MADO_OPERATOR_FAULT_NAME }, /* U+3000 */
    { "sato", "\xFF", "clerk", MADO_OPERATOR_FAULT_NAME },
    { "sato", "佐\n藤", "clerk", MADO_OPERATOR_FAULT_NAME },
    { "sato", long_name, "clerk", MADO_OPERATOR_FAULT_NAME },
    { "sato", "佐藤", "Clerk", MADO_OPERATOR_FAULT_ROLE },
  };
  const struct
  {
    const char *text;
    MadoOperatorFault fault;
  } words[] = {
    { "windows1", MADO_OPERATOR_SOUND },         { long_word + 1, MADO_OPERATOR_SOUND },
    { "seven-7", MADO_OPERATOR_FAULT_SHORT },    { long_word, MADO_OPERATOR_FAULT_LONG },
    { "windows\t1", MADO_OPERATOR_FAULT_SIGNS }, { "窓口の暗証", MADO_OPERATOR_FAULT_SIGNS }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (mado_operator_check (rows[i].id, rows[i].name, rows[i].role), ==,
                     rows[i].fault);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (MadoSecret) password = secret_of (words[i].text);

      g_assert_cmpint (mado_operator_check_password (password), ==, words[i].fault);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_test_add ("/operator/locks", Store, NULL, store_set_up, test_locks, store_tear_down);
  g_test_add ("/operator/unknown", Store, NULL, store_set_up, test_unknown, store_tear_down);
  g_test_add ("/operator/faults", Store, NULL, store_set_up, test_faults, store_tear_down);
  return g_test_run ();
}
