/* printer-harness.h - a real print service of the test's own, on this machine only
 *
 * Works as root and as an ordinary user; needs no service of the system.  Everything ends with
 * printer_harness_free(), by process id.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PrinterHarness PrinterHarness;

/** A private cupsd on a Unix socket with one raw queue, "office", whose device keeps each job as
 *  a file.  As root it runs as "nobody" (cupsd refuses to print as root). */
PrinterHarness *printer_harness_new_cups (void);

/** An ippeveprinter of CUPS on a port of its own, which keeps each job as a file.  It starts only
 *  where Avahi answers, so the harness answers for Avahi on a private bus: nothing is announced
 *  on any network. */
PrinterHarness *printer_harness_new_ipp (void);

void printer_harness_free (PrinterHarness *self);

/** The two arguments of mado_printer_cups_new(). */
const char *printer_harness_get_name (PrinterHarness *self);
const char *printer_harness_get_server (PrinterHarness *self); /* nullable */

/** Jobs from now on wait with @reason (a printer-state-reasons keyword) until the cure. */
void printer_harness_break (PrinterHarness *self, const char *reason);
/** Ends the wait of the job that is waiting; blocks until it has begun to wait. */
void printer_harness_cure (PrinterHarness *self);

/** Lets the device fail from now on: cupsd then stops the queue (cups only). */
void printer_harness_fail_device (PrinterHarness *self);

/** Pause-Printer, Resume-Printer, CUPS-Reject-Jobs, CUPS-Accept-Jobs … as an administrator. */
void printer_harness_administer (PrinterHarness *self, int ipp_operation);

/** Kills the service without warning. */
void printer_harness_kill (PrinterHarness *self);

/** Waits until a file is kept, and reads it.  Files are taken in the order of their names. */
GBytes *printer_harness_read_kept (PrinterHarness *self, guint nth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrinterHarness, printer_harness_free)

G_END_DECLS
