/* pcscd-harness.h - a private pcscd with a virtual reader and madoguchi-card, for one test program
 *
 * Needs no rights: pcscd is started by socket activation on a socket in a temporary folder, with
 * its own reader file and free ports, so any number runs side by side.  PC/SC reads the socket's
 * name from the environment once a process, therefore one harness a program, started before the
 * first SCardEstablishContext().  Every wait has an end; failures end the test program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PcscdHarness PcscdHarness;

#define PCSCD_HARNESS_READER "Madoguchi test" /* readers: this, " 00 00" and " 00 01" */
#define PCSCD_HARNESS_OPERATOR PCSCD_HARNESS_READER " 00 00"
#define PCSCD_HARNESS_RESIDENT PCSCD_HARNESS_READER " 00 01"

/**
 * pcscd_harness_start:
 * @keygen_ms: (nullable): for madoguchi-card; "0" if %NULL
 *
 * Starts pcscd and madoguchi-card with both slots empty and sets PCSCLITE_CSOCK_NAME. */
PcscdHarness *pcscd_harness_start (const char *keygen_ms);

/** pcscd_harness_free: ends the two programs by their process ids and removes the folder. */
void pcscd_harness_free (PcscdHarness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PcscdHarness, pcscd_harness_free)

/** pcscd_harness_get_folder: Returns: (transfer none): a folder for the test's own files. */
const char *pcscd_harness_get_folder (PcscdHarness *self);
/** pcscd_harness_path: Returns: (transfer full): @name in that folder. */
char *pcscd_harness_path (PcscdHarness *self, const char *name);
/** pcscd_harness_get_port: of the operator's slot; the resident's is one higher. */
guint16 pcscd_harness_get_port (PcscdHarness *self);

/** pcscd_harness_new_card: Returns: (transfer full): path of a fresh blank card file. */
char *pcscd_harness_new_card (PcscdHarness *self, const char *name);

/** pcscd_harness_control: one command to madoguchi-card; fails unless the answer begins "ok".
 *  Returns: (transfer full): the answer. */
char *pcscd_harness_control (PcscdHarness *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** pcscd_harness_wait_card: until @reader has (@present) or has not a card; fails after 10 s. */
void pcscd_harness_wait_card (PcscdHarness *self, const char *reader, gboolean present);

/** pcscd_harness_kill_pcscd, pcscd_harness_start_pcscd: SIGKILL, and a new one on the socket. */
void pcscd_harness_kill_pcscd (PcscdHarness *self);
void pcscd_harness_start_pcscd (PcscdHarness *self);

/**
 * pcscd_harness_run:
 * @argv: program and arguments, %NULL at the end; found in PATH
 * @exit_status: (out)
 *
 * Runs a PC/SC program against the harness, at most 60 s.
 * Returns: (transfer full): its standard output and error. */
char *pcscd_harness_run (PcscdHarness *self, const char *const *argv, int *exit_status);

G_END_DECLS
