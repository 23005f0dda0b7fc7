/* mado-training-session.h - the simulated world of a training desk: reader, cards, CA and printer
 *
 * A private pcscd (socket activation, a reader file of its own), madoguchi-card in its two slots,
 * madoguchi-ca and, if it is asked for, ippeveprinter.  All on local sockets or on loopback, with
 * one exception that is not ours: the virtual reader's driver (vsmartcard-vpcd) listens on all
 * addresses by its design.  A computer with real cards must not have that driver.
 * Layer: programs.  Threads: main, with its main loop.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-training-folder.h"

G_BEGIN_DECLS

#define MADO_TYPE_TRAINING_SESSION (mado_training_session_get_type ())
G_DECLARE_FINAL_TYPE (MadoTrainingSession, mado_training_session, MADO, TRAINING_SESSION, GObject)

typedef struct
{
  const char *keygen_ms; /* for madoguchi-card: a number or "table" */
  const char *printer;   /* "folder", "ippeveprinter", or a queue's name or ipp:// address */
  const char *control;   /* nullable: path of the card's control socket */
} MadoTrainingOptions;

/* Signals: "ready" () once every part answers; "failed" (GError *) once, when one does not come up
 * within 30 s or ends although nobody told it to. */

/** mado_training_session_new: @folder: must outlive it.  Returns: (transfer full) */
MadoTrainingSession *mado_training_session_new (MadoTrainingFolder *folder,
                                                const MadoTrainingOptions *options);

/** mado_training_session_start: sets PCSCLITE_CSOCK_NAME in this process, too.  Returns: %FALSE
 *   with %MADO_TRAINING_ERROR or a spawn error. */
gboolean mado_training_session_start (MadoTrainingSession *self, GError **error);

/** mado_training_session_get_env: Returns: (transfer none): NAME, value, …, %NULL: what a program
 *   needs to work at this desk; from "ready" on. */
const char *const *mado_training_session_get_env (MadoTrainingSession *self);

/** mado_training_session_describe: Returns: (transfer full): one line for people. */
char *mado_training_session_describe (MadoTrainingSession *self);

G_END_DECLS
