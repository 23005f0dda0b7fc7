/* mado-reader-probe.h - one look at the way to a reader: service, readers, slot, and who holds it
 *
 * Connects to no card and waits for nothing but the service's own answers.
 * Layer: card.  Threads: any one at a time; every call blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader-watch.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_SERVICE_UP,
  MADO_SERVICE_NO_SOCKET, /* it was never started: its socket does not exist */
  MADO_SERVICE_REFUSES,   /* the socket is there, but nobody answers on it */
  MADO_SERVICE_FORBIDDEN, /* it answers, but not to this user (polkit) */
} MadoServiceState;

/* Another program that is connected to the service. */
typedef struct
{
  gint pid;   /* 0: of another user, not to be seen by us */
  char *name; /* owned, nullable: of the process */
} MadoReaderHolder;

typedef struct
{
  MadoServiceState service;
  gint64 service_us, readers_us, slot_us; /* what each answer took */
  GPtrArray *names;                       /* owned, of char *: the readers that it knows */
  gboolean found;                         /* the reader is among them */
  MadoSlot slot;                          /* with @found */
  GPtrArray *holders;                     /* owned, of MadoReaderHolder: others than this process */
} MadoReaderProbe;

void mado_reader_probe_free (MadoReaderProbe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReaderProbe, mado_reader_probe_free)

/** mado_reader_probe_new: looks now.  @name: of the reader that matters.  Returns: (transfer full)
 */
MadoReaderProbe *mado_reader_probe_new (const char *name);

/**
 * mado_reader_find_holders:
 * @socket: path that a service listens on
 *
 * Source: the kernel's list of UNIX sockets (sock_diag(7), UNIX_DIAG_PEER) and /proc/PID/fd.
 * Returns: (transfer full) (element-type MadoReaderHolder): the processes that are connected to it
 *   but for this one, each once; one with pid 0 stands for all that we may not see. */
GPtrArray *mado_reader_find_holders (const char *socket);

/** mado_reader_service_socket: Returns: (transfer none): where PC/SC looks for its service. */
const char *mado_reader_service_socket (void);

G_END_DECLS
