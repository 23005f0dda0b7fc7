/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include "mado-certificate-row.h"
#include "mado-desk-sql.h"

#include <glib/gstdio.h>

const MadoDbSchema store_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

void
store_set_up (Store *store, gconstpointer data)
{
  static gsize registered;
  g_autoptr (GError) error = NULL;

  if (g_once_init_enter (&registered))
    {
      mado_desk_sql_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  store->folder = g_dir_make_tmp ("mado-store-XXXXXX", &error);
  g_assert_no_error (error);
  store->path = g_build_filename (store->folder, "desk.db", NULL);
  store->db = mado_db_open (store->path, &store_schema, &error);
  g_assert_no_error (error);
}

void
store_tear_down (Store *store, gconstpointer data)
{
  static const char *const files[] = { "", "-wal", "-shm" };

  mado_db_close (store->db);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_strconcat (store->path, files[i], NULL);

      g_unlink (file);
    }
  g_assert_cmpint (g_rmdir (store->folder), ==, 0);
  g_free (store->path);
  g_free (store->folder);
}

void
store_reopen (Store *store)
{
  g_autoptr (GError) error = NULL;

  mado_db_close (store->db);
  store->db = mado_db_open (store->path, &store_schema, &error);
  g_assert_no_error (error);
}

MadoFourItems *
store_person (const char *name, const char *kana, guint birth)
{
  const MadoWareki date = { MADO_ERA_SHOWA, (guint16) (birth / 10000), (guint8) (birth / 100 % 100),
                            (guint8) (birth % 100) };

  return mado_four_items_new (name, kana, "東京都窓口市本町１－２－３", &date, MADO_SEX_MALE);
}

MadoCase *
store_add_case (Store *store, const char *procedure, const char *name, const char *kana,
                guint birth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTxn) txn = mado_txn_begin (store->db, &error);
  MadoCase *fresh = mado_case_new (procedure);

  g_assert_no_error (error);
  fresh->state = g_strdup ("reception");
  fresh->opened_at = fresh->entered_at = STORE_NOW;
  fresh->opened_by = g_strdup ("sato");
  fresh->form = store_person (name, kana, birth);
  fresh->register_items = store_person (name, kana, birth);
  g_assert_true (mado_case_insert (fresh, store->db, STORE_DAY, &error));
  g_assert_true (mado_txn_commit (txn, &error));
  g_assert_no_error (error);
  return fresh;
}

void
store_add_certificate (Store *store, const MadoCase *of, const char *serial, gint64 not_after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = g_bytes_new ("\x30\x00", 2);
  MadoCertificateRow row = { .serial = (char *) (guintptr) serial,
                             .case_id = of->case_id,
                             .der = der,
                             .spki_sha256 = (char *) (guintptr) "AB",
                             .state = MADO_CERTIFICATE_CONFIRMED,
                             .not_before = STORE_NOW,
                             .not_after = not_after,
                             .changed_at = STORE_NOW };

  g_assert_true (mado_certificate_row_save (&row, store->db, &error));
  g_assert_no_error (error);
}
