/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-checkup-cure.h"

#include "mado-ca.h"
#include "mado-card-error.h"
#include "mado-checkup.h"
#include "mado-db.h"
#include "mado-run.h"

#include <glib/gi18n.h>

/* clang-format off */
static const struct { const char *domain; int code; const char *cure; } rows[] = {
#define CHECK(code) "mado_check_error", MADO_CHECK_ERROR_##code
#define READER(code) "mado_reader_error", MADO_READER_ERROR_##code
#define PRINTER(code) "mado_print_problem", MADO_PRINT_##code
#define CA(code) "MadoCaError", MADO_CA_ERROR_##code
#define DB(code) "mado_db_error", MADO_DB_ERROR_##code
  { CHECK (NO_ANSWER),        N_("Run the check again. If it stays so, restart that part.") },
  { CHECK (NO_SOCKET),        N_("Install and start the service: apt-get install pcscd; systemctl enable --now pcscd.socket") },
  { CHECK (FORBIDDEN),        N_("Let this user in with a polkit rule for org.debian.pcsc-lite.access_pcsc.") },
  { CHECK (NO_DRIVER),        N_("Plug the reader in. lsusb must show it; most readers need: apt-get install libccid") },
  { CHECK (IN_USE),           N_("End that program. For scdaemon: gpgconf --kill scdaemon. Others: systemctl stop NAME, or kill PID.") },
  { CHECK (CLOCK),            N_("Set the clock by the network: timedatectl set-ntp true") },
  { CHECK (CLOCK_BACK),       N_("Set the clock: timedatectl set-ntp true. Find out who turned it back.") },
  { CHECK (SLOW_DISK),        N_("Look at the load and at the disk's health: iostat -x 1; smartctl -H DEVICE") },
  { CHECK (ONE_DISPLAY),      N_("Plug the resident's display in and switch it on.") },
  { CHECK (GLYPHS),           N_("Install the fonts: apt-get install fonts-ipamj-mincho fonts-morisawa-bizud-gothic") },
  { READER (NO_SERVICE),      N_("Restart the service: systemctl restart pcscd.socket pcscd.service") },
  { READER (NO_READER),       N_("Plug its cable in, or correct the name under [reader] in the desk's settings.") },
  { READER (UNRESPONSIVE),    N_("Turn the card over, wipe its contacts, put it in again.") },
  { READER (BUSY),            N_("End the program that holds the card; the list names it.") },
  { PRINTER (TONER_LOW),      N_("Order a cartridge.") },
  { PRINTER (TONER_OUT),      N_("Change the cartridge.") },
  { PRINTER (PAPER_OUT),      N_("Put paper in.") },
  { PRINTER (PAPER_JAM),      N_("Take the jammed sheet out.") },
  { PRINTER (COVER_OPEN),     N_("Close the cover.") },
  { PRINTER (QUEUE_STOPPED),  N_("Start the queue again: cupsenable QUEUE") },
  { PRINTER (QUEUE_REJECTING), N_("Let the queue take jobs again: cupsaccept QUEUE") },
  { PRINTER (OFFLINE),        N_("Switch the printer on and look at its cable.") },
  { PRINTER (NO_SERVICE),     N_("Start the print service, or the printer: systemctl start cups") },
  { PRINTER (UNKNOWN_QUEUE),  N_("Correct the queue under [printer] in the desk's settings; lpstat -e lists them.") },
  { CA (UNREACHABLE),         N_("Look at the network cable, then call the authority. Cases can be received and parked meanwhile.") },
  { CA (NO_ANSWER),           N_("Wait a minute and check again, then call the authority.") },
  { CA (REFUSED),             N_("Call the authority: it does not accept this desk.") },
  { CA (BAD_ANSWER),          N_("Call the authority. Nothing may be sent until it is clear who answers.") },
  { CA (RA_EXPIRED),          N_("Have the desk's certificate renewed by the authority.") },
  { CA (BAD_REQUEST),         N_("Correct the files under [ca] in the desk's settings.") },
  { CA (UNAVAILABLE),         N_("The authority is closed now. Cases can be received and parked meanwhile.") },
  { DB (CANNOT_OPEN),         N_("Correct the path under [desk] in the settings, or bring the backup back.") },
  { DB (READ_ONLY),           N_("Give this user the right to write the file and its folder.") },
  { DB (FULL),                N_("Make room on the disk: df -h shows which one it is.") },
  { DB (IO),                  N_("Look at the disk's health: smartctl -H DEVICE. Make a backup first.") },
  { "mado_print_error", MADO_PRINT_ERROR_FONT, N_("Install the fonts: apt-get install fonts-ipamj-mincho fonts-morisawa-bizud-gothic") },
};
/* clang-format on */

const char *
mado_checkup_cure (GQuark domain, int code)
{
  const char *name = g_quark_to_string (domain);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].code == code && g_strcmp0 (rows[i].domain, name) == 0)
      return rows[i].cure;
  return NULL;
}

const char *
mado_checkup_cure_at (gsize i, const char **domain, int *code)
{
  if (i >= G_N_ELEMENTS (rows))
    return NULL;
  *domain = rows[i].domain;
  *code = rows[i].code;
  return rows[i].cure;
}
