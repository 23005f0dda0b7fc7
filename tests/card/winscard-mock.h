/* winscard-mock.h - a PC/SC service in the test's process, linked in with --wrap
 *
 * For tests.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include <winscard.h>

G_BEGIN_DECLS

#define MOCK_NAME "Mock Reader 00 00"

/* What was called, since mock_reset(). */
typedef struct
{
  guint n_establish, n_release, n_connect, n_disconnect, n_transmit, n_cancel, n_status_change;
  DWORD share, disposition; /* of the last SCardConnect, SCardDisconnect */
  guint8 sent[300];         /* of the last SCardTransmit */
  gsize n_sent;
} MockCalls;

extern MockCalls mock_calls;

/** mock_reset: service up, one reader MOCK_NAME with a card in it, T=1, answers 9000. */
void mock_reset (void);

/** mock_fail_next: the next calls return these, then all is well again. */
void mock_fail_next (LONG establish, LONG connect, LONG transmit);
void mock_set_protocol (DWORD protocol);
/** mock_set_answer: @n_answer may be below 2. */
void mock_set_answer (const guint8 *answer, gsize n_answer);

/** mock_set_service: a service that goes down breaks waits with SCARD_F_COMM_ERROR. */
void mock_set_service (gboolean up);
/** mock_set_reader: @event_state: as dwEventState without CHANGED; 0 takes the reader away. */
void mock_set_reader (const char *name, DWORD event_state);

/** mock_wait_released: waits until @n contexts were released since mock_reset(). */
void mock_wait_released (guint n);

G_END_DECLS
