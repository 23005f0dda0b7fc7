/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-parts.h"

#include "mado-ca-cmp.h"
#include "mado-printer-cups.h"
#include "mado-reader-pcsc.h"
#include "mado-sim-card-personalise.h"
#include "mado-sim-printer.h"
#include "mado-training-clock.h"

#include <string.h>

#define PROFILES_MAX 8

char *
mado_parts_default_settings (void)
{
  const char *named = g_getenv ("MADOGUCHI_SETTINGS");

  return named != NULL ? g_strdup (named) : g_build_filename (SYSCONFDIR, "desk.ini", NULL);
}

static guint
line_of (const char *text, const char *place)
{
  guint line = 1;

  for (; text < place; text++)
    line += *text == '\n';
  return line;
}

/* Returns: (transfer full) (nullable): all of the file, in which there is no NUL that would hide
 * what stands behind it. */
static char *
read_profile (const char *file, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  const char *nul;
  gsize n_bytes;

  if (!g_file_get_contents (file, &text, &n_bytes, &cause))
    {
      g_set_error (error, MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_FILE, "profile %s: %s", file,
                   cause->message);
      return NULL;
    }
  nul = memchr (text, '\0', n_bytes);
  if (nul == NULL)
    return g_steal_pointer (&text);
  g_set_error (error, MADO_PROFILE_ERROR, MADO_PROFILE_ERROR_SYNTAX,
               "%s:%u: not a text (a NUL byte)", file, line_of (text, nul));
  return NULL;
}

typedef struct
{
  GError *fault; /* owned, nullable: at the last line that says so */
} Unfit;

static gboolean
note_unfit (const MadoProfileEntry *entry, gpointer data, GError **error)
{
  Unfit *unfit = data;

  if (!g_str_equal (entry->section, "password") || !g_str_equal (entry->key, "old_at_renewal"))
    return TRUE;
  g_clear_error (&unfit->fault);
  mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE,
                     "the card asks for its password at every renewal, \"no\" cannot be kept",
                     &unfit->fault);
  return TRUE;
}

/* What the rules know and the card of these years cannot do: a renewal keeps the password, and the
 * card signs the request only after it. */
static gboolean
check_card (const MadoOfficeProfile *profile, const MadoProfileSource *sources, guint n_sources,
            GError **error)
{
  Unfit unfit = { 0 };

  for (guint i = 0; !profile->old_password_at_renewal && i < n_sources; i++)
    if (!mado_profile_text_each (sources[i].file, sources[i].text, note_unfit, &unfit, NULL, error))
      return FALSE;
  if (unfit.fault == NULL)
    return TRUE;
  g_propagate_error (error, unfit.fault);
  return FALSE;
}

MadoOfficeProfile *
mado_parts_load_profile (const MadoSettings *settings, GError **error)
{
  char *const *files = settings->profiles;
  MadoProfileSource sources[PROFILES_MAX];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MadoOfficeProfile) profile = NULL;

  for (gsize i = 0; files[i] != NULL; i++)
    {
      char *text;

      if (i == PROFILES_MAX)
        {
          g_set_error (error, MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_FILE,
                       "profile %s: too many profiles", files[i]);
          return NULL;
        }
      text = read_profile (files[i], error);
      if (text == NULL)
        return NULL;
      g_ptr_array_add (texts, text);
      sources[i] = (MadoProfileSource){ .file = files[i], .text = text };
    }
  profile = mado_office_profile_new (sources, texts->len, NULL, error);
  if (profile == NULL || !check_card (profile, sources, texts->len, error))
    return NULL;
  return g_steal_pointer (&profile);
}

static MadoPrinter *
open_printer (const MadoSettings *settings, GError **error)
{
  if (settings->printer_queue != NULL)
    return mado_printer_cups_new (settings->printer_queue, NULL, error);
  return MADO_PRINTER (mado_sim_printer_new (settings->printer_folder, error));
}

static MadoCa *
open_ca (const MadoSettings *settings, MadoClock *clock, GError **error)
{
  const MadoCaSettings ca = { .ca_certificate = settings->ca_certificate,
                              .ra_certificate = settings->ra_certificate,
                              .ra_key = settings->ra_key,
                              .timeout_ms = settings->ca_timeout_ms,
                              .address = { .url = settings->ca_url,
                                           .tls_trust = settings->tls_trust,
                                           .tls_certificate = settings->tls_certificate,
                                           .tls_key = settings->tls_key } };

  return MADO_CA (mado_ca_cmp_new (&ca, clock, error));
}

static gboolean
open_all (MadoDeskParts *parts, const MadoSettings *settings, GError **error)
{
  parts->profile = mado_parts_load_profile (settings, error);
  if (parts->profile == NULL
      || !mado_sim_masters_load (settings->masters, &parts->master_counter,
                                 &parts->master_generator, error))
    return FALSE;
  parts->ca = open_ca (settings, parts->clock, error);
  if (parts->ca == NULL)
    return FALSE;
  parts->printer = open_printer (settings, error);
  return parts->printer != NULL;
}

MadoDeskParts *
mado_parts_new (const MadoSettings *settings, GError **error)
{
  g_autoptr (MadoDeskParts) parts = g_new0 (MadoDeskParts, 1);

  parts->database = g_strdup (settings->database);
  parts->workstation = g_strdup (settings->workstation);
  parts->counter = g_strdup (settings->counter);
  parts->forms = g_strdup (settings->forms);
  parts->training = settings->training;
  parts->clock = settings->calendar != NULL ? mado_training_clock_new (settings->calendar)
                                            : mado_system_clock_new ();
  parts->reader = mado_reader_pcsc_new (settings->reader);
  parts->watch = mado_reader_watch_new ();
  return open_all (parts, settings, error) ? g_steal_pointer (&parts) : NULL;
}
