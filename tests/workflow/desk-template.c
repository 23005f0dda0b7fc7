/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"
#include "desk-template.h"

#include "mado-desk-sql.h"
#include "mado-query.h"
#include "mado-sim-card-personalise.h"

#include <sodium.h>
#include <string.h>

#define PASSWORD "windows-1"

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

MadoSecret *
desk_template_secret (const char *text)
{
  char *copy = g_strdup (text);
  MadoSecret *secret = mado_secret_new_take ((guint8 *) copy, strlen (copy));

  g_free (copy);
  return secret;
}

MadoSecret *
desk_template_password (void)
{
  return desk_template_secret (PASSWORD);
}

/* --- folders --- */

/* Argon2id at its least: hundreds of processes sign in here, and none keeps a secret. */
static void
make_operator (MadoDb *db, const char *operator_id, const char *name, const char *role,
               const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/insert", &error);
  char hash[crypto_pwhash_STRBYTES];

  g_assert_no_error (error);
  g_assert_cmpint (crypto_pwhash_str_alg (hash, password, strlen (password),
                                          crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN,
                                          crypto_pwhash_ALG_ARGON2ID13),
                   ==, 0);
  mado_query_bind_text (query, "operator_id", operator_id);
  mado_query_bind_text (query, "display_name", name);
  mado_query_bind_text (query, "role", role);
  mado_query_bind_text (query, "password_hash", hash);
  mado_query_bind_integer (query, "created_at", DESK_TEMPLATE_NOW);
  g_assert_true (mado_query_run (query, &error));
  g_assert_no_error (error);
}

static void
make_operators (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDb) db = NULL;

  mado_desk_sql_register_resource ();
  db = mado_db_open (path, &desk_schema, &error);
  g_assert_no_error (error);
  make_operator (db, DESK_TEMPLATE_OPERATOR, "佐藤", "clerk", PASSWORD);
  make_operator (db, DESK_TEMPLATE_SUPERVISOR, "鈴木", "supervisor", PASSWORD);
  make_operator (db, "yamamoto", "山本", "supervisor", "kunren-yamamoto"); /* of the scenarios */
}

static void
make_card (const char *folder)
{
  const MadoSimPersonalisation blank = { .card_id = { 0, 0, 0, 0, 0, 0, 0x55, 0x31 } };
  g_autofree char *path = g_build_filename (folder, "card.ini", NULL);
  g_autoptr (MadoSimCard) card = mado_sim_card_new_personalised (&blank);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_sim_card_save_as (card, path, &error));
  g_assert_no_error (error);
}

char *
desk_fixture_make_template (void)
{
  const MadoAuthorityPlace place = { "Tokyo-to", "Madoguchi-shi" };
  char *folder = g_dir_make_tmp ("mado-desk-XXXXXX", NULL);
  g_autofree char *ca = g_build_filename (folder, "ca", NULL);
  g_autoptr (MadoSimClock) clock = mado_sim_clock_new (DESK_TEMPLATE_NOW);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_authority_create (ca, &place, MADO_CLOCK (clock), &error));
  g_assert_no_error (error);
  make_operators (folder);
  make_card (folder);
  return folder;
}
