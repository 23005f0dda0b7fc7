/* mado-settings.h - where this desk's parts are: one INI file an installation
 *
 * [desk] database, workstation, counter, training, calendar (with training alone); [reader] name;
 * [keys] masters; [ca] url, certificate, ra_certificate, ra_key, tls_trust, tls_certificate,
 * tls_key, timeout_ms; [printer] queue or folder; [profile] files (parted by ;); [forms] folder.
 * Paths that do not begin with / are taken from the folder of the file.
 * Layer: base.  Threads: a value; reading the file blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_SETTINGS_ERROR (mado_settings_error_quark ())
GQuark mado_settings_error_quark (void);
typedef enum
{
  MADO_SETTINGS_ERROR_FILE,    /* missing or not readable */
  MADO_SETTINGS_ERROR_SYNTAX,  /* not an INI file */
  MADO_SETTINGS_ERROR_MISSING, /* a key that is needed */
  MADO_SETTINGS_ERROR_UNKNOWN, /* a key that nobody reads: misspelt */
  MADO_SETTINGS_ERROR_VALUE,   /* a value that cannot stand */
} MadoSettingsError;

typedef struct
{
  char *file;        /* owned, like all: the file itself, for messages */
  char *database;    /* path */
  char *workstation; /* ASCII, this machine's name in the record */
  char *counter;     /* "窓口１" */
  gboolean training;
  char *calendar; /* nullable: path of the days that a training desk is ahead */
  char *reader;   /* as PC/SC names it */
  char *masters;  /* path of the card master keys */
  char *ca_url, *ca_certificate, *ra_certificate, *ra_key;
  char *tls_trust, *tls_certificate, *tls_key; /* nullable */
  guint ca_timeout_ms;
  char *printer_queue;  /* nullable: a CUPS queue or an ipp:// address */
  char *printer_folder; /* nullable: pages become files there (training) */
  char **profiles;      /* paths, the base first */
  char *forms;          /* nullable: folder of the office's own forms */
} MadoSettings;

/** mado_settings_load: Returns: (transfer full): %NULL with %MADO_SETTINGS_ERROR; the message names
 *   file and key. */
MadoSettings *mado_settings_load (const char *path, GError **error);
void mado_settings_free (MadoSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSettings, mado_settings_free)

G_END_DECLS
