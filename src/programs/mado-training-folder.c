/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-folder.h"

#include "mado-authority.h"
#include "mado-clock.h"
#include "mado-desk-sql.h"
#include "mado-operator.h"
#include "mado-sim-card-personalise.h"
#include "mado-training-clock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

G_DEFINE_QUARK (mado_training_error, mado_training_error)

#define SET_ASIDE_MAX 10000 /* old folders beside a new one */

struct _MadoTrainingFolder
{
  char *path; /* absolute */
  char *data; /* absolute */
  int lock;   /* the folder itself, open and locked */
};

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

/* clang-format off */
static const struct { const char *id, *name, *role, *password; } operators[] = {
  { MADO_TRAINING_CLERK,      "佐藤", "clerk",      MADO_TRAINING_CLERK_PASSWORD      },
  { MADO_TRAINING_SUPERVISOR, "山本", "supervisor", MADO_TRAINING_SUPERVISOR_PASSWORD },
};

static const struct { const char *section, *key, *value; } fixed_settings[] = {
  { "desk", "database",       "desk.db"   },
  { "desk", "workstation",    "kunren-1"  },
  { "desk", "counter",        "窓口１"    },
  { "desk", "training",       "yes"       },
  { "desk", "calendar",       MADO_TRAINING_CALENDAR },
  { "keys", "masters",        "masters"   },
  { "ca",   "certificate",    "ca/ca.crt" },
  { "ca",   "ra_certificate", "ca/ra.crt" },
  { "ca",   "ra_key",         "ca/ra.key" },
};
/* clang-format on */

char *
mado_training_folder_get_file (const MadoTrainingFolder *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

static gboolean
is_there (const MadoTrainingFolder *self, const char *name)
{
  g_autofree char *path = mado_training_folder_get_file (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
fail (const char *path, GError **error)
{
  int cause = errno;

  g_set_error (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_FOLDER, "%s: %s", path,
               g_strerror (cause));
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || fail (path, error);
}

static gboolean
make_folders (const MadoTrainingFolder *self, GError **error)
{
  static const char *const names[] = { "cards/kept", "log", "prints" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = mado_training_folder_get_file (self, names[i]);

      if (!make_folder (path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_file (const MadoTrainingFolder *self, const char *name, const char *text, GError **error)
{
  g_autofree char *path = mado_training_folder_get_file (self, name);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* --- the parts --- */

/* Under another name first: a half-made authority is never taken for a whole one. */
static gboolean
make_authority (const MadoTrainingFolder *self, GError **error)
{
  const MadoAuthorityPlace place = { "Tokyo-to", "Kunren-shi" };
  g_autofree char *path = mado_training_folder_get_file (self, "ca");
  g_autofree char *half = mado_training_folder_get_file (self, "ca.half-XXXXXX");
  g_autoptr (MadoClock) clock = mado_system_clock_new ();

  if (g_mkdtemp (half) == NULL)
    return fail (half, error);
  if (!mado_authority_create (half, &place, clock, error))
    return FALSE;
  return g_rename (half, path) == 0 || fail (path, error);
}

static gboolean
make_card (const MadoTrainingFolder *self, const char *name, GError **error)
{
  g_autofree char *path = mado_training_folder_get_file (self, name);
  MadoSimPersonalisation blank = { 0 };
  g_autoptr (MadoSimCard) card = NULL;

  for (gsize i = 0; i < sizeof blank.card_id; i++)
    blank.card_id[i] = (guint8) g_random_int_range (0, 256);
  card = mado_sim_card_new_personalised (&blank);
  return mado_sim_card_save_as (card, path, error);
}

/* A new desk lives today. */
static gboolean
make_calendar (const MadoTrainingFolder *self, GError **error)
{
  g_autofree char *path = mado_training_folder_get_file (self, MADO_TRAINING_CALENDAR);

  return mado_training_clock_set_days (path, 0, error);
}

static gboolean
make_operator_card (const MadoTrainingFolder *self, GError **error)
{
  return make_card (self, "cards/operator.card", error);
}

static gboolean
make_resident_card (const MadoTrainingFolder *self, GError **error)
{
  return make_card (self, "cards/resident.card", error);
}

static void
add_master (GString *text, const char *name, guint8 version)
{
  g_autoptr (MadoSecret) master = mado_sim_training_master (version);
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (master, &n_bytes);

  g_string_append_printf (text, "%s=", name);
  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_printf (text, "%02X", bytes[i]);
  g_string_append_c (text, '\n');
}

static gboolean
make_masters (const MadoTrainingFolder *self, GError **error)
{
  GString *text
      = g_string_new ("# The master keys of training: known to all, they protect nothing.\n");
  gboolean held;

  add_master (text, "counter", 0x30);
  add_master (text, "generator", 0x31);
  held = write_file (self, "masters", text->str, error);
  g_string_free (text, TRUE);
  return held;
}

static gboolean
add_operator (const MadoTrainingFolder *self, MadoDb *db, gsize i, GError **error)
{
  g_autofree char *copy = g_strdup (operators[i].password);
  g_autoptr (MadoSecret) password = mado_secret_new_take ((guint8 *) copy, strlen (copy));
  g_autofree char *file = g_strconcat (operators[i].id, ".password", NULL);
  g_autofree char *line = g_strconcat (operators[i].password, "\n", NULL);

  return write_file (self, file, line, error)
         && mado_operator_add (db, operators[i].id, operators[i].name, operators[i].role, password,
                               g_get_real_time () / G_USEC_PER_SEC, error);
}

static gboolean
is_registered (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const MadoOperator *known = g_ptr_array_index (list, i);

      if (g_str_equal (known->operator_id, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
make_operators (const MadoTrainingFolder *self, GError **error)
{
  g_autofree char *path = mado_training_folder_get_file (self, "desk.db");
  g_autoptr (MadoDb) db = NULL;
  g_autoptr (GPtrArray) list = NULL;

  mado_desk_sql_register_resource ();
  db = mado_db_open (path, &desk_schema, error);
  list = db != NULL ? mado_operator_list (db, error) : NULL;
  if (list == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (!is_registered (list, operators[i].id) && !add_operator (self, db, i, error))
      return FALSE;
  return TRUE;
}

/* clang-format off */
static const struct { const char *name; gboolean (*make) (const MadoTrainingFolder *, GError **); } parts[] = {
  { "ca",                  make_authority     },
  { MADO_TRAINING_CALENDAR, make_calendar     },
  { "masters",             make_masters       },
  { "cards/operator.card", make_operator_card },
  { "cards/resident.card", make_resident_card },
};
/* clang-format on */

static gboolean
make_what_is_missing (const MadoTrainingFolder *self, GError **error)
{
  if (!make_folders (self, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!is_there (self, parts[i].name) && !parts[i].make (self, error))
      return FALSE;
  return make_operators (self, error);
}

/* --- the folder --- */

static gboolean
lock_folder (MadoTrainingFolder *self, GError **error)
{
  self->lock = open (self->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->lock < 0)
    return fail (self->path, error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_IN_USE,
               "%s: another training session works in this folder", self->path);
  return FALSE;
}

MadoTrainingFolder *
mado_training_folder_open (const char *path, const char *data, GError **error)
{
  g_autoptr (MadoTrainingFolder) self = g_new0 (MadoTrainingFolder, 1);

  self->lock = -1;
  self->path = g_canonicalize_filename (path, NULL);
  self->data = g_canonicalize_filename (data, NULL);
  if (!make_folder (self->path, error) || !lock_folder (self, error)
      || !make_what_is_missing (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_training_folder_free (MadoTrainingFolder *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->path);
  g_free (self->data);
  g_free (self);
}

/* Renames @path to @path.N with the first N that is free. */
static gboolean
set_aside (const char *path, const char *beside, GError **error)
{
  for (int n = 1; n < SET_ASIDE_MAX; n++)
    {
      g_autofree char *target = g_strdup_printf ("%s.%d", beside, n);

      if (!g_file_test (target, G_FILE_TEST_EXISTS))
        return g_rename (path, target) == 0 || fail (target, error);
    }
  errno = EEXIST;
  return fail (beside, error);
}

gboolean
mado_training_folder_set_aside (const char *path, GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  MadoTrainingFolder locked = { .path = whole, .lock = -1 };
  gboolean held;

  if (!g_file_test (whole, G_FILE_TEST_EXISTS))
    return TRUE;
  held = lock_folder (&locked, error) && set_aside (whole, whole, error);
  if (locked.lock >= 0)
    close (locked.lock);
  return held;
}

gboolean
mado_training_folder_renew_card (MadoTrainingFolder *self, GError **error)
{
  g_autofree char *card = mado_training_folder_get_file (self, "cards/resident.card");
  g_autofree char *kept = mado_training_folder_get_file (self, "cards/kept/resident.card");

  return set_aside (card, kept, error) && make_resident_card (self, error);
}

gboolean
mado_training_folder_set_days_ahead (MadoTrainingFolder *self, guint days, GError **error)
{
  g_autofree char *path = mado_training_folder_get_file (self, MADO_TRAINING_CALENDAR);

  return mado_training_clock_set_days (path, days, error);
}

/* --- settings --- */

static void
set_profiles (const MadoTrainingFolder *self, GKeyFile *file)
{
  g_autofree char *paths
      = g_strdup_printf ("%s/profiles/juki.ini;%s/profiles/training.ini", self->data, self->data);

  /* Not by g_key_file_set_string(): it would write the ; as \; only in lists. */
  g_key_file_set_value (file, "profile", "files", paths);
}

static void
set_printer (GKeyFile *file, const char *queue)
{
  g_key_file_remove_group (file, "printer", NULL);
  g_key_file_set_string (file, "printer", queue != NULL ? "queue" : "folder",
                         queue != NULL ? queue : "prints");
}

gboolean
mado_training_folder_write_settings (MadoTrainingFolder *self, const MadoTrainingPlaces *places,
                                     GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = mado_training_folder_get_file (self, "desk.ini");
  g_autofree char *text = NULL;

  if (is_there (self, "desk.ini")
      && !g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fixed_settings); i++)
    if (!g_key_file_has_key (file, fixed_settings[i].section, fixed_settings[i].key, NULL))
      g_key_file_set_string (file, fixed_settings[i].section, fixed_settings[i].key,
                             fixed_settings[i].value);
  set_profiles (self, file);
  g_key_file_set_string (file, "reader", "name", places->reader);
  g_key_file_set_string (file, "ca", "url", places->ca_url);
  set_printer (file, places->printer);
  text = g_key_file_to_data (file, NULL, NULL);
  return write_file (self, "desk.ini", text, error);
}
