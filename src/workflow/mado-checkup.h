/* mado-checkup.h - the diagnosis: every part that the desk stands on, measured at once
 *
 * The checks run side by side, each on the thread that owns its part; what has not answered after
 * MADO_CHECKUP_LIMIT_MS is told as such.  Nobody's work is disturbed: a card that somebody uses is
 * not touched.
 *
 *   g_autoptr (MadoCheckup) checkup = mado_desk_new_checkup (desk);
 *   g_signal_connect (checkup, "ended", G_CALLBACK (ended_cb), page);
 *   mado_checkup_start (checkup);
 *
 * Layer: workflow.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-parts.h"
#include "mado-reader-probe.h"

G_BEGIN_DECLS

#define MADO_CHECKUP_LIMIT_MS 1800 /* the whole takes less than two seconds (ui.md, S12) */

/* In the order in which one needs the other. */
typedef enum
{
  MADO_CHECK_SERVICE, /* pcscd */
  MADO_CHECK_DRIVER,  /* it knows readers at all */
  MADO_CHECK_READER,  /* the one of the settings is among them */
  MADO_CHECK_CARD,
  MADO_CHECK_APPLET, /* the card answers as a juki card */
  MADO_CHECK_PRINTER,
  MADO_CHECK_CA,
  MADO_CHECK_CLOCK,
  MADO_CHECK_RECORD, /* the database can be read and written */
  MADO_CHECK_DISK,   /* room, and how fast a record is safe */
  MADO_CHECK_DISPLAY,
  MADO_CHECK_FONTS,
  MADO_N_CHECKS
} MadoCheckKind;

/** mado_check_to_string: Returns: "service", "driver" …, as in docs/doctor.md. */
const char *mado_check_to_string (MadoCheckKind kind);

/* What only the diagnosis finds; all else is told in the domain of its layer. */
#define MADO_CHECK_ERROR (mado_check_error_quark ())
GQuark mado_check_error_quark (void);
typedef enum
{
  MADO_CHECK_ERROR_NO_ANSWER,  /* not within the limit */
  MADO_CHECK_ERROR_NO_SOCKET,  /* pcscd was never started */
  MADO_CHECK_ERROR_FORBIDDEN,  /* pcscd does not serve this user */
  MADO_CHECK_ERROR_NO_DRIVER,  /* pcscd runs and knows no reader */
  MADO_CHECK_ERROR_IN_USE,     /* another program has the card: see the holders */
  MADO_CHECK_ERROR_CLOCK,      /* differs from the CA's; detail: seconds ahead */
  MADO_CHECK_ERROR_CLOCK_BACK, /* earlier than the record's last change */
  MADO_CHECK_ERROR_SLOW_DISK,  /* a record takes long to be safe */
  MADO_CHECK_ERROR_ONE_DISPLAY,
  MADO_CHECK_ERROR_GLYPHS, /* detail: the characters that no font of the forms has */
  MADO_N_CHECK_ERRORS
} MadoCheckError;

typedef struct
{
  MadoDevice found; /* lamp UNKNOWN without a domain: could not be looked at, see the lines above */
  gboolean looked;  /* whether it was measured */
  gint64 took_us;
} MadoMeasure;

#define MADO_TYPE_CHECKUP (mado_checkup_get_type ())
G_DECLARE_FINAL_TYPE (MadoCheckup, mado_checkup, MADO, CHECKUP, GObject)

/* Signals: "found" (guint kind): one line more; "ended" (): all lines stand. */

/**
 * mado_checkup_new:
 * @parts: must outlive it
 *
 * For a program without a desk.  Returns: (transfer full) */
MadoCheckup *mado_checkup_new (const MadoDeskParts *parts);

/** mado_desk_new_checkup: Returns: (transfer full): on the desk's own workers; what it finds goes
 *   to the live lamps, too. */
MadoCheckup *mado_desk_new_checkup (MadoDesk *desk);

/** mado_checkup_set_displays: @n_displays: as the window system tells; else the kernel's connected
 *   outputs are counted. */
void mado_checkup_set_displays (MadoCheckup *self, guint n_displays);

/** mado_checkup_start: does nothing while it runs. */
void mado_checkup_start (MadoCheckup *self);
gboolean mado_checkup_is_running (MadoCheckup *self);
/** mado_checkup_get_took_us: Returns: of the whole, when it has ended. */
gint64 mado_checkup_get_took_us (MadoCheckup *self);

const MadoMeasure *mado_checkup_get (MadoCheckup *self, MadoCheckKind kind);

/** mado_checkup_get_holders: Returns: (transfer none) (element-type MadoReaderHolder) (nullable):
 *   the other programs at the card service. */
GPtrArray *mado_checkup_get_holders (MadoCheckup *self);

/** mado_checkup_get_worst: Returns: the worst lamp of all; no card in the reader is none. */
MadoLamp mado_checkup_get_worst (MadoCheckup *self);

G_END_DECLS
