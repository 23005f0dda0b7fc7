/* mado-training-pcscd.h - a private pcscd with one virtual reader of two slots
 *
 * Needs no rights and leaves the system's pcscd alone: by socket activation it serves a socket of
 * ours, which clients find by PCSCLITE_CSOCK_NAME.
 * Layer: programs.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-training-child.h"

G_BEGIN_DECLS

#define MADO_TRAINING_READER "Madoguchi training reader" /* slots: this and " 00 00", " 00 01" */
#define MADO_TRAINING_PCSCD_SOCKET "pcscd.comm"          /* below the runtime folder */
/* What it leaves in the runtime folder, in the order in which it can be removed. */
#define MADO_TRAINING_PCSCD_FILES "readers/vpcd", "readers", MADO_TRAINING_PCSCD_SOCKET

typedef struct
{
  const char *runtime; /* folder */
  const char *socket;  /* path, at most 107 bytes: sun_path */
  const char *log;     /* file */
  guint16 port;        /* of the first slot; the second one's is one higher */
  MadoTrainingChildFunc ended;
  gpointer data;
} MadoTrainingPcscdOrder;

/** mado_training_pcscd_can_run: Returns: %FALSE with %MADO_TRAINING_ERROR_MISSING, whose message
 *   names the package, or the folder and how to make it. */
gboolean mado_training_pcscd_can_run (GError **error);

/** mado_training_pcscd_start: Returns: (transfer full): %NULL with %MADO_TRAINING_ERROR_FOLDER or a
 *   spawn error. */
MadoTrainingChild *mado_training_pcscd_start (const MadoTrainingPcscdOrder *order, GError **error);

G_END_DECLS
