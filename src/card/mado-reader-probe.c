/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reader-probe.h"

#include "mado-pcsc-error.h"

#include <string.h>

#define USUAL_SOCKET "/run/pcscd/pcscd.comm" /* PCSC-lite's own default, in none of its headers */
#define READERS_MAX PCSCLITE_MAX_READERS_CONTEXTS

const char *
mado_reader_service_socket (void)
{
  const char *named = g_getenv ("PCSCLITE_CSOCK_NAME");

  return named != NULL ? named : USUAL_SOCKET;
}

static MadoServiceState
service_state (LONG code)
{
  if (code == SCARD_S_SUCCESS)
    return MADO_SERVICE_UP;
  if (code == (LONG) SCARD_W_SECURITY_VIOLATION)
    return MADO_SERVICE_FORBIDDEN;
  return g_file_test (mado_reader_service_socket (), G_FILE_TEST_EXISTS) ? MADO_SERVICE_REFUSES
                                                                         : MADO_SERVICE_NO_SOCKET;
}

/* The service's multi-string is not trusted. */
static void
take_names (MadoReaderProbe *self, const char *names, gsize n_names, const char *wanted)
{
  const char *end;

  while (n_names > 0 && *names != '\0' && (end = memchr (names, '\0', n_names)) != NULL)
    {
      g_ptr_array_add (self->names, g_strdup (names));
      self->found |= g_str_equal (names, wanted);
      n_names -= (gsize) (end - names) + 1;
      names = end + 1;
    }
}

static void
list_readers (MadoReaderProbe *self, SCARDCONTEXT context, const char *wanted)
{
  char names[READERS_MAX * MAX_READERNAME + 1];
  DWORD n_names = sizeof names;
  const gint64 began = g_get_monotonic_time ();

  if (SCardListReaders (context, NULL, names, &n_names) == SCARD_S_SUCCESS)
    take_names (self, names, MIN (n_names, sizeof names), wanted);
  self->readers_us = g_get_monotonic_time () - began;
}

static void
look_into_slot (MadoReaderProbe *self, SCARDCONTEXT context, const char *name)
{
  SCARD_READERSTATE state = { .szReader = name, .dwCurrentState = SCARD_STATE_UNAWARE };
  const gint64 began = g_get_monotonic_time ();

  if (SCardGetStatusChange (context, 0, &state, 1) == SCARD_S_SUCCESS)
    mado_slot_read (&self->slot, state.dwEventState, state.rgbAtr, state.cbAtr);
  else
    self->slot.state = MADO_SLOT_UNAVAILABLE;
  self->slot_us = g_get_monotonic_time () - began;
}

MadoReaderProbe *
mado_reader_probe_new (const char *name)
{
  MadoReaderProbe *self = g_new0 (MadoReaderProbe, 1);
  const gint64 began = g_get_monotonic_time ();
  SCARDCONTEXT context;
  const LONG code = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context);

  self->service = service_state (code);
  self->service_us = g_get_monotonic_time () - began;
  self->names = g_ptr_array_new_with_free_func (g_free);
  if (code == SCARD_S_SUCCESS)
    {
      list_readers (self, context, name);
      if (self->found)
        look_into_slot (self, context, name);
      SCardReleaseContext (context);
    }
  self->holders = mado_reader_find_holders (mado_reader_service_socket ());
  return self;
}

void
mado_reader_probe_free (MadoReaderProbe *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->holders);
  g_free (self);
}
