/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-settings.h"

#include <stddef.h>

G_DEFINE_QUARK (mado_settings_error, mado_settings_error)

typedef enum
{
  KIND_TEXT,
  KIND_PATH,
  KIND_SWITCH,
  KIND_MILLISECONDS,
  KIND_PATHS,
} Kind;

#define AT(field) offsetof (MadoSettings, field)
#define TIMEOUT_MIN_MS 1000
#define TIMEOUT_MAX_MS 120000

/* clang-format off */
static const struct { const char *section, *key; Kind kind; gboolean needed; gsize offset; } keys[] = {
  { "desk",    "database",        KIND_PATH,         TRUE,  AT (database)        },
  { "desk",    "workstation",     KIND_TEXT,         TRUE,  AT (workstation)     },
  { "desk",    "counter",         KIND_TEXT,         TRUE,  AT (counter)         },
  { "desk",    "training",        KIND_SWITCH,       FALSE, AT (training)        },
  { "desk",    "calendar",        KIND_PATH,         FALSE, AT (calendar)        },
  { "reader",  "name",            KIND_TEXT,         TRUE,  AT (reader)          },
  { "keys",    "masters",         KIND_PATH,         TRUE,  AT (masters)         },
  { "ca",      "url",             KIND_TEXT,         TRUE,  AT (ca_url)          },
  { "ca",      "certificate",     KIND_PATH,         TRUE,  AT (ca_certificate)  },
  { "ca",      "ra_certificate",  KIND_PATH,         TRUE,  AT (ra_certificate)  },
  { "ca",      "ra_key",          KIND_PATH,         TRUE,  AT (ra_key)          },
  { "ca",      "tls_trust",       KIND_PATH,         FALSE, AT (tls_trust)       },
  { "ca",      "tls_certificate", KIND_PATH,         FALSE, AT (tls_certificate) },
  { "ca",      "tls_key",         KIND_PATH,         FALSE, AT (tls_key)         },
  { "ca",      "timeout_ms",      KIND_MILLISECONDS, FALSE, AT (ca_timeout_ms)   },
  { "printer", "queue",           KIND_TEXT,         FALSE, AT (printer_queue)   },
  { "printer", "folder",          KIND_PATH,         FALSE, AT (printer_folder)  },
  { "profile", "files",           KIND_PATHS,        TRUE,  AT (profiles)        },
  { "forms",   "folder",          KIND_PATH,         FALSE, AT (forms)           },
};
/* clang-format on */

void
mado_settings_free (MadoSettings *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gpointer field = (char *) self + keys[i].offset;

      if (keys[i].kind == KIND_TEXT || keys[i].kind == KIND_PATH)
        g_free (*(char **) field);
      else if (keys[i].kind == KIND_PATHS)
        g_strfreev (*(char ***) field);
    }
  g_free (self->file);
  g_free (self);
}

static gboolean
refuse (const MadoSettings *self, MadoSettingsError code, const char *section, const char *key,
        const char *why, GError **error)
{
  g_set_error (error, MADO_SETTINGS_ERROR, (int) code, "%s: [%s] %s: %s", self->file, section, key,
               why);
  return FALSE;
}

static char *
resolve (const MadoSettings *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (self->file);

  return g_canonicalize_filename (path, folder);
}

static char **
resolve_all (const MadoSettings *self, const char *text)
{
  char **paths = g_strsplit (text, ";", -1);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *given = g_steal_pointer (&paths[i]);

      paths[i] = resolve (self, g_strstrip (given));
    }
  return paths;
}

static gboolean
read_value (MadoSettings *self, gsize i, const char *text, GError **error)
{
  gpointer field = (char *) self + keys[i].offset;
  guint64 number;

  switch (keys[i].kind)
    {
    case KIND_TEXT:
      *(char **) field = g_strdup (text);
      return TRUE;
    case KIND_PATH:
      *(char **) field = resolve (self, text);
      return TRUE;
    case KIND_PATHS:
      *(char ***) field = resolve_all (self, text);
      return TRUE;
    case KIND_SWITCH:
      *(gboolean *) field = g_str_equal (text, "yes");
      return g_str_equal (text, "yes") || g_str_equal (text, "no")
             || refuse (self, MADO_SETTINGS_ERROR_VALUE, keys[i].section, keys[i].key,
                        "is neither yes nor no", error);
    case KIND_MILLISECONDS:
      if (!g_ascii_string_to_unsigned (text, 10, TIMEOUT_MIN_MS, TIMEOUT_MAX_MS, &number, NULL))
        return refuse (self, MADO_SETTINGS_ERROR_VALUE, keys[i].section, keys[i].key,
                       "is not a number of milliseconds from 1000 to 120000", error);
      *(guint *) field = (guint) number;
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_keys (MadoSettings *self, GKeyFile *file, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, keys[i].section, keys[i].key, NULL);

      if (text != NULL && text[0] != '\0')
        {
          if (!read_value (self, i, text, error))
            return FALSE;
        }
      else if (keys[i].needed)
        return refuse (self, MADO_SETTINGS_ERROR_MISSING, keys[i].section, keys[i].key,
                       "is missing", error);
    }
  return TRUE;
}

static gboolean
is_known (const char *section, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].section, section) && g_str_equal (keys[i].key, key))
      return TRUE;
  return FALSE;
}

static gboolean
check_known (MadoSettings *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) sections = g_key_file_get_groups (file, NULL);

  for (gsize i = 0; sections[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_key_file_get_keys (file, sections[i], NULL, NULL);

      for (gsize j = 0; names != NULL && names[j] != NULL; j++)
        if (!is_known (sections[i], names[j]))
          return refuse (self, MADO_SETTINGS_ERROR_UNKNOWN, sections[i], names[j],
                         "is not a setting", error);
    }
  return TRUE;
}

static gboolean
load_file (GKeyFile *file, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause))
    return TRUE;
  g_set_error (error, MADO_SETTINGS_ERROR,
               cause->domain == G_FILE_ERROR ? MADO_SETTINGS_ERROR_FILE
                                             : MADO_SETTINGS_ERROR_SYNTAX,
               "%s: %s", path, cause->message);
  return FALSE;
}

/* A desk that issues real certificates lives on the day that it is. */
static gboolean
check_calendar (const MadoSettings *self, GError **error)
{
  return self->calendar == NULL || self->training
         || refuse (self, MADO_SETTINGS_ERROR_VALUE, "desk", "calendar", "is for training alone",
                    error);
}

MadoSettings *
mado_settings_load (const char *path, GError **error)
{
  g_autoptr (MadoSettings) self = g_new0 (MadoSettings, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  self->file = g_canonicalize_filename (path, NULL);
  self->ca_timeout_ms = 10000;
  if (!load_file (file, self->file, error) || !check_known (self, file, error)
      || !read_keys (self, file, error) || !check_calendar (self, error))
    return NULL;
  if ((self->printer_queue == NULL) == (self->printer_folder == NULL))
    {
      refuse (self, MADO_SETTINGS_ERROR_VALUE, "printer", "queue, folder", "give one of them",
              error);
      return NULL;
    }
  return g_steal_pointer (&self);
}
