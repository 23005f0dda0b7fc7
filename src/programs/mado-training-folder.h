/* mado-training-folder.h - what a training desk keeps from one day to the next
 *
 *   ca/                  the authority of madoguchi-ca
 *   cards/               operator.card, resident.card; kept/ has the cards of earlier sessions
 *   calendar             by how many days desk and CA are ahead of this machine's clock
 *   masters              card master keys: the well-known ones of training
 *   desk.ini, desk.db    settings and database of the desk
 *   sato.password, yamamoto.password    first lines: the passwords of clerk and supervisor
 *   prints/, log/        what the training printer printed; what the services said
 *
 * Layer: programs.  Threads: main, before anything else runs; blocks on files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_TRAINING_ERROR (mado_training_error_quark ())
GQuark mado_training_error_quark (void);
typedef enum
{
  MADO_TRAINING_ERROR_FOLDER,  /* cannot be made or written */
  MADO_TRAINING_ERROR_IN_USE,  /* another training session works in it */
  MADO_TRAINING_ERROR_MISSING, /* a program that is not installed; the message names its package */
  MADO_TRAINING_ERROR_ENDED,   /* a service ended although nobody told it to */
  MADO_TRAINING_ERROR_SILENT,  /* a service did not answer in time */
} MadoTrainingError;

/* Anybody may know them: they open a desk of training, on simulated parts. */
#define MADO_TRAINING_CLERK "sato"
#define MADO_TRAINING_CLERK_PASSWORD "kunren-sato"
#define MADO_TRAINING_SUPERVISOR "yamamoto"
#define MADO_TRAINING_SUPERVISOR_PASSWORD "kunren-yamamoto"

#define MADO_TRAINING_CALENDAR "calendar" /* the file in the folder */

typedef struct _MadoTrainingFolder MadoTrainingFolder;

/**
 * mado_training_folder_open:
 * @path: made when it is missing, with what is missing in it
 * @data: folder with profiles/
 *
 * Locks the folder until it is freed.  Nothing that is there is replaced.
 * Returns: (transfer full): %NULL with %MADO_TRAINING_ERROR or the error of the part that could
 *   not be made. */
MadoTrainingFolder *mado_training_folder_open (const char *path, const char *data, GError **error);
void mado_training_folder_free (MadoTrainingFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTrainingFolder, mado_training_folder_free)

/** mado_training_folder_set_aside: renames the whole of @path, if it is there, to @path.N.  The
 *   next mado_training_folder_open() makes a new one. */
gboolean mado_training_folder_set_aside (const char *path, GError **error);

/** mado_training_folder_renew_card: moves the resident's card to cards/kept/ and makes a blank one.
 */
gboolean mado_training_folder_renew_card (MadoTrainingFolder *self, GError **error);

/** mado_training_folder_set_days_ahead: desk and CA live @days ahead from now on, also the next
 *   time.  0 to MADO_TRAINING_CLOCK_MAX_DAYS. */
gboolean mado_training_folder_set_days_ahead (MadoTrainingFolder *self, guint days, GError **error);

/** mado_training_folder_get_file: Returns: (transfer full): the absolute path of @name in it. */
char *mado_training_folder_get_file (const MadoTrainingFolder *self, const char *name);

/* What differs from session to session. */
typedef struct
{
  const char *reader; /* slot with the resident's card, as PC/SC names it */
  const char *ca_url;
  const char *printer; /* queue or ipp:// address; NULL: pages go to prints/ */
} MadoTrainingPlaces;

/** mado_training_folder_write_settings: writes these three into desk.ini and keeps its rest. */
gboolean mado_training_folder_write_settings (MadoTrainingFolder *self,
                                              const MadoTrainingPlaces *places, GError **error);

G_END_DECLS
