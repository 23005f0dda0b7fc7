/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what each check of the diagnosis does */
#include "config.h"

#include "mado-checkup-private.h"

#include "mado-card-session.h"
#include "mado-db.h"
#include "mado-form-fonts.h"
#include "mado-look.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CLOCK_WARN_S 60      /* a minute is seen in the receipt's time */
#define CLOCK_BAD_S (5 * 60) /* the CA refuses messages that are five minutes away */
#define BACK_S 120           /* a file's time may be a little ahead on a server's disk */
#define SYNC_SLOW_MS 100     /* an event is a commit: ten a second must be possible */
#define TRAINING_PROGRAM "madoguchi-training"
#define DRM_FOLDER "/sys/class/drm"

/* Characters that names in registers have and many fonts lack (ui.md, G12; domain.md 6.2). */
#define HARD_NAMES "髙𠮷﨑德栁邉邊齋齊濵淸祐增槗澤廣嶋曻瀨塚隆冨辻"

static void
say (MadoCheckWork *work, MadoCheckKind kind, MadoLamp lamp, int code, const char *detail)
{
  MadoDevice *found = &work->checks[kind].found;

  mado_device_clear (found);
  found->lamp = lamp;
  found->detail = g_strdup (detail);
  if (code >= 0)
    {
      found->domain = MADO_CHECK_ERROR;
      found->code = code;
    }
}

static void
looked (MadoCheckWork *work, MadoCheckKind kind, gint64 took_us)
{
  work->checks[kind].looked = TRUE;
  work->checks[kind].took_us = took_us;
}

/* --- service, driver, reader, card --- */

static gboolean
check_service (MadoCheckWork *work, const MadoReaderProbe *probe)
{
  looked (work, MADO_CHECK_SERVICE, probe->service_us);
  switch (probe->service)
    {
    case MADO_SERVICE_UP:
      say (work, MADO_CHECK_SERVICE, MADO_LAMP_OK, -1, mado_reader_service_socket ());
      return TRUE;
    case MADO_SERVICE_NO_SOCKET:
      say (work, MADO_CHECK_SERVICE, MADO_LAMP_BAD, MADO_CHECK_ERROR_NO_SOCKET,
           mado_reader_service_socket ());
      return FALSE;
    case MADO_SERVICE_FORBIDDEN:
      say (work, MADO_CHECK_SERVICE, MADO_LAMP_BAD, MADO_CHECK_ERROR_FORBIDDEN,
           mado_reader_service_socket ());
      return FALSE;
    case MADO_SERVICE_REFUSES:
    default:
      mado_look_at_no_service (&work->checks[MADO_CHECK_SERVICE].found);
      return FALSE;
    }
}

static gboolean
check_driver (MadoCheckWork *work, const MadoReaderProbe *probe)
{
  g_autofree char *count = g_strdup_printf ("%u", probe->names->len);
  gboolean any = probe->names->len > 0;

  looked (work, MADO_CHECK_DRIVER, probe->readers_us);
  say (work, MADO_CHECK_DRIVER, any ? MADO_LAMP_OK : MADO_LAMP_BAD,
       any ? -1 : MADO_CHECK_ERROR_NO_DRIVER, count);
  return any;
}

/* Another program that keeps the card to itself; one that merely has it open is told, too. */
static void
check_card (MadoCheckWork *work, const MadoReaderProbe *probe)
{
  looked (work, MADO_CHECK_CARD, probe->slot_us);
  mado_look_at_card (&probe->slot, &work->checks[MADO_CHECK_CARD].found);
  if (probe->slot.state != MADO_SLOT_CARD || probe->slot.use == MADO_SLOT_FREE
      || work->card_in_use_here || probe->holders->len == 0)
    return;
  say (work, MADO_CHECK_CARD,
       probe->slot.use == MADO_SLOT_EXCLUSIVE ? MADO_LAMP_BAD : MADO_LAMP_WARN,
       MADO_CHECK_ERROR_IN_USE, NULL);
}

/* At a desk for training the program that holds reader and card for it is no stranger, and to end
 * it would end the training. */
static void
drop_training (const MadoCheckWork *work, GPtrArray *holders)
{
  for (guint i = holders->len; work->parts->training && i > 0; i--)
    {
      const MadoReaderHolder *holder = g_ptr_array_index (holders, i - 1);

      if (g_strcmp0 (holder->name, TRAINING_PROGRAM) == 0)
        g_ptr_array_remove_index (holders, i - 1);
    }
}

/* The two looks at the card run side by side, and each would take the other for a stranger. */
static GMutex card_lock;

void
mado_check_chain (MadoCheckWork *work)
{
  const char *name = mado_reader_get_name (work->parts->reader);
  g_autoptr (MadoReaderProbe) probe = NULL;

  if (work->parts->watch == NULL)
    return; /* a reader in this process: no service stands in between */
  g_mutex_lock (&card_lock);
  probe = mado_reader_probe_new (name);
  g_mutex_unlock (&card_lock);
  drop_training (work, probe->holders);
  work->holders = g_ptr_array_ref (probe->holders);
  if (!check_service (work, probe) || !check_driver (work, probe))
    return;
  looked (work, MADO_CHECK_READER, probe->slot_us);
  mado_look_at_reader (name, probe->found ? &probe->slot : NULL,
                       &work->checks[MADO_CHECK_READER].found);
  if (probe->found)
    check_card (work, probe);
}

/* --- applet --- */

/* A card that anybody has open is left alone: a command in between would disturb him. */
static gboolean
may_touch (MadoCheckWork *work)
{
  g_autoptr (MadoReaderProbe) probe = NULL;

  if (work->card_in_use_here || work->parts->watch == NULL)
    return !work->card_in_use_here;
  probe = mado_reader_probe_new (mado_reader_get_name (work->parts->reader));
  return probe->found && probe->slot.state == MADO_SLOT_CARD && probe->slot.use == MADO_SLOT_FREE;
}

static void
look_at_applet (MadoCheckWork *work)
{
  const MadoCardOptions options = { .profile = NULL };
  g_autoptr (MadoCardSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;
  gint64 began;

  if (!may_touch (work))
    return;
  began = g_get_monotonic_time ();
  session
      = mado_card_session_open (work->parts->reader, &options, MADO_CARD_KEYS_NONE, NULL, &error);
  if (g_error_matches (error, MADO_READER_ERROR, MADO_READER_ERROR_NO_CARD))
    return; /* it was taken out meanwhile */
  looked (work, MADO_CHECK_APPLET, g_get_monotonic_time () - began);
  if (session == NULL)
    {
      mado_look_at_error (error, &work->checks[MADO_CHECK_APPLET].found);
      return;
    }
  id = mado_card_session_get_id (session);
  say (work, MADO_CHECK_APPLET, MADO_LAMP_OK, -1, id + (strlen (id) > 4 ? strlen (id) - 4 : 0));
}

void
mado_check_applet (MadoCheckWork *work)
{
  g_mutex_lock (&card_lock);
  look_at_applet (work);
  g_mutex_unlock (&card_lock);
}

/* --- printer, CA, clock --- */

void
mado_check_printer (MadoCheckWork *work)
{
  MadoPrinter *printer = work->parts->printer;
  const gint64 began = g_get_monotonic_time ();
  const MadoPrintState state = mado_printer_read_state (printer, 0);

  looked (work, MADO_CHECK_PRINTER, g_get_monotonic_time () - began);
  mado_look_at_printer (mado_printer_get_name (printer), state,
                        &work->checks[MADO_CHECK_PRINTER].found);
}

/* The newest change of the record is earlier than now, or somebody turned the clock back. */
static gboolean
is_back (const MadoCheckWork *work)
{
  static const char *const ends[] = { "", "-wal" };
  const gint64 now = mado_clock_now (work->parts->clock);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (work->parts->database, ends[i], NULL);
      GStatBuf status;

      if (g_stat (path, &status) == 0 && status.st_mtime > now + BACK_S)
        return TRUE;
    }
  return FALSE;
}

static void
check_clock (MadoCheckWork *work)
{
  const gint64 began = g_get_monotonic_time ();
  g_autofree char *text = NULL;
  gint64 lead = 0;
  gboolean told = mado_ca_get_clock_lead (work->parts->ca, &lead);
  gboolean back = is_back (work);

  looked (work, MADO_CHECK_CLOCK, g_get_monotonic_time () - began);
  if (told)
    text = g_strdup_printf ("%+" G_GINT64_FORMAT, lead);
  if (told && ABS (lead) > CLOCK_WARN_S)
    say (work, MADO_CHECK_CLOCK, ABS (lead) > CLOCK_BAD_S ? MADO_LAMP_BAD : MADO_LAMP_WARN,
         MADO_CHECK_ERROR_CLOCK, text);
  else if (back)
    say (work, MADO_CHECK_CLOCK, MADO_LAMP_BAD, MADO_CHECK_ERROR_CLOCK_BACK, text);
  else
    say (work, MADO_CHECK_CLOCK, MADO_LAMP_OK, -1, text);
}

void
mado_check_ca (MadoCheckWork *work)
{
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  gint64 took_us;

  mado_ca_ping (work->parts->ca, NULL, &error);
  took_us = g_get_monotonic_time () - began;
  looked (work, MADO_CHECK_CA, took_us);
  mado_look_at_ca (error, took_us, &work->checks[MADO_CHECK_CA].found);
  check_clock (work);
}

/* --- record, disk, display --- */

static void
check_record (MadoCheckWork *work)
{
  const char *path = work->parts->database;
  const gint64 began = g_get_monotonic_time ();
  const int fd = open (path, O_RDWR | O_CLOEXEC);
  MadoDevice *found = &work->checks[MADO_CHECK_RECORD].found;
  char head[16];
  gboolean is_database = fd >= 0 && read (fd, head, sizeof head) == (ssize_t) sizeof head
                         && memcmp (head, "SQLite format 3", sizeof head) == 0;

  if (fd >= 0)
    close (fd);
  looked (work, MADO_CHECK_RECORD, g_get_monotonic_time () - began);
  say (work, MADO_CHECK_RECORD, is_database ? MADO_LAMP_OK : MADO_LAMP_BAD, -1, path);
  if (is_database)
    return;
  found->domain = MADO_DB_ERROR;
  found->code
      = fd < 0 && g_access (path, R_OK) == 0 ? MADO_DB_ERROR_READ_ONLY : MADO_DB_ERROR_CANNOT_OPEN;
}

/* Writes what an event is long, and waits until it is safe. */
static gint64
sync_us (const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *path = g_build_filename (folder, ".madoguchi-check-XXXXXX", NULL);
  const guint8 event[4096] = { 0 };
  const int fd = g_mkstemp (path);
  const gint64 began = g_get_monotonic_time ();
  gboolean held;

  if (fd < 0)
    return -1;
  held = write (fd, event, sizeof event) == (ssize_t) sizeof event && fdatasync (fd) == 0;
  close (fd);
  g_unlink (path);
  return held ? g_get_monotonic_time () - began : -1;
}

static void
check_disk (MadoCheckWork *work)
{
  const gint64 began = g_get_monotonic_time ();
  const gint64 took_us = sync_us (work->parts->database);
  MadoDevice *found = &work->checks[MADO_CHECK_DISK].found;
  g_autoptr (GError) error = NULL;
  guint64 free_mb = 0;

  if (took_us < 0)
    g_set_error_literal (&error, MADO_DB_ERROR, MADO_DB_ERROR_IO, "the disk takes nothing");
  else
    mado_look_free_mb (work->parts->database, &free_mb, &error);
  looked (work, MADO_CHECK_DISK, g_get_monotonic_time () - began);
  mado_look_at_disk (error, free_mb, found);
  if (found->lamp == MADO_LAMP_OK && took_us > SYNC_SLOW_MS * G_TIME_SPAN_MILLISECOND)
    {
      found->lamp = MADO_LAMP_WARN;
      found->domain = MADO_CHECK_ERROR;
      found->code = MADO_CHECK_ERROR_SLOW_DISK;
    }
}

/* Outputs that something is plugged into, as the kernel's graphics drivers say. */
static guint
count_outputs (void)
{
  g_autoptr (GDir) folder = g_dir_open (DRM_FOLDER, 0, NULL);
  const char *name;
  guint n = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (DRM_FOLDER, name, "status", NULL);
      g_autofree char *status = NULL;

      if (g_file_get_contents (path, &status, NULL, NULL) && g_str_has_prefix (status, "connected"))
        n++;
    }
  return n;
}

static void
check_display (MadoCheckWork *work)
{
  const gint64 began = g_get_monotonic_time ();
  const guint n = work->n_displays > 0 ? work->n_displays : count_outputs ();
  g_autofree char *text = g_strdup_printf ("%u", n);

  if (n == 0)
    return; /* no graphics of this machine's own: nothing to be said */
  looked (work, MADO_CHECK_DISPLAY, g_get_monotonic_time () - began);
  say (work, MADO_CHECK_DISPLAY, n >= 2 ? MADO_LAMP_OK : MADO_LAMP_WARN,
       n >= 2 ? -1 : MADO_CHECK_ERROR_ONE_DISPLAY, text);
}

void
mado_check_machine (MadoCheckWork *work)
{
  check_record (work);
  check_disk (work);
  check_display (work);
}

/* --- fonts --- */

void
mado_check_fonts (MadoCheckWork *work)
{
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFormFonts) fonts = mado_form_fonts_new (&error);
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autofree char *count = g_strdup_printf ("%ld", g_utf8_strlen (HARD_NAMES, -1));

  for (const char *at = HARD_NAMES; fonts != NULL && *at != '\0';
       at = g_utf8_find_next_char (at, NULL))
    if (!mado_form_fonts_has (fonts, g_utf8_get_char (at)))
      g_string_append_unichar (missing, g_utf8_get_char (at));
  looked (work, MADO_CHECK_FONTS, g_get_monotonic_time () - began);
  if (fonts == NULL)
    mado_look_at_error (error, &work->checks[MADO_CHECK_FONTS].found);
  else if (missing->len > 0)
    say (work, MADO_CHECK_FONTS, MADO_LAMP_BAD, MADO_CHECK_ERROR_GLYPHS, missing->str);
  else
    say (work, MADO_CHECK_FONTS, MADO_LAMP_OK, -1, count);
}
