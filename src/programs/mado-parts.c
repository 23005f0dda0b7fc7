/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-parts.h"

#include "mado-ca-cmp.h"
#include "mado-printer-cups.h"
#include "mado-reader-pcsc.h"
#include "mado-sim-card-personalise.h"
#include "mado-sim-printer.h"
#include "mado-training-clock.h"

#define PROFILES_MAX 8

char *
mado_parts_default_settings (void)
{
  const char *named = g_getenv ("MADOGUCHI_SETTINGS");

  return named != NULL ? g_strdup (named) : g_build_filename (SYSCONFDIR, "desk.ini", NULL);
}

MadoOfficeProfile *
mado_parts_load_profile (const MadoSettings *settings, GError **error)
{
  char *const *files = settings->profiles;
  MadoProfileSource sources[PROFILES_MAX];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) cause = NULL;
      char *text;

      if (i == PROFILES_MAX || !g_file_get_contents (files[i], &text, NULL, &cause))
        {
          g_set_error (error, MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_FILE, "profile %s: %s",
                       files[i], cause != NULL ? cause->message : "too many profiles");
          return NULL;
        }
      g_ptr_array_add (texts, text);
      sources[i] = (MadoProfileSource){ .file = files[i], .text = text };
    }
  return mado_office_profile_new (sources, texts->len, NULL, error);
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
