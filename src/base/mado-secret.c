/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-secret.h"

#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define CAPACITY_MAX 4096 /* bytes; one page, far above any password or key here */

struct _MadoSecret
{
  gatomicrefcount references;
  gsize capacity;
  gsize length;
  guint8 *bytes; /* owned; sodium_malloc: guard pages, mlock, wiped on free */
};

void
mado_secret_init_process (void)
{
  const struct rlimit no_core = { 0, 0 };

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this machine");
  if (prctl (PR_SET_DUMPABLE, 0) != 0 || setrlimit (RLIMIT_CORE, &no_core) != 0)
    g_error ("core dumps cannot be turned off");
}

MadoSecret *
mado_secret_new (gsize capacity)
{
  MadoSecret *self;

  g_return_val_if_fail (capacity > 0 && capacity <= CAPACITY_MAX, NULL);
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this machine");
  self = g_new0 (MadoSecret, 1);
  g_atomic_ref_count_init (&self->references);
  self->capacity = capacity;
  self->bytes = sodium_malloc (capacity);
  if (self->bytes == NULL)
    g_error ("no locked memory is left for a secret");
  sodium_memzero (self->bytes, capacity);
  return self;
}

MadoSecret *
mado_secret_new_take (guint8 *bytes, gsize n_bytes)
{
  MadoSecret *self;

  g_assert (bytes != NULL && n_bytes > 0 && n_bytes <= CAPACITY_MAX);
  self = mado_secret_new (n_bytes);
  memcpy (self->bytes, bytes, n_bytes);
  self->length = n_bytes;
  sodium_memzero (bytes, n_bytes);
  return self;
}

MadoSecret *
mado_secret_ref (MadoSecret *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mado_secret_unref (MadoSecret *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  sodium_free (self->bytes);
  g_free (self);
}

gboolean
mado_secret_append (MadoSecret *self, guint8 byte)
{
  if (self->length == self->capacity)
    return FALSE;
  self->bytes[self->length++] = byte;
  return TRUE;
}

void
mado_secret_drop_last (MadoSecret *self)
{
  if (self->length > 0)
    self->bytes[--self->length] = 0;
}

void
mado_secret_clear (MadoSecret *self)
{
  sodium_memzero (self->bytes, self->capacity);
  self->length = 0;
}

const guint8 *
mado_secret_get (const MadoSecret *self, gsize *n_bytes)
{
  *n_bytes = self->length;
  return self->bytes;
}

gsize
mado_secret_get_length (const MadoSecret *self)
{
  return self->length;
}

gboolean
mado_secret_equal (const MadoSecret *a, const MadoSecret *b)
{
  return a->length == b->length && sodium_memcmp (a->bytes, b->bytes, a->length) == 0;
}
