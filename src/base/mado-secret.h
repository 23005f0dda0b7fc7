/* mado-secret.h - bytes that must never be seen: passwords and keys
 *
 * Layer: base.  Threads: an object may be handed from one thread to another, not shared
 * while it is being changed.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Locked, guarded memory (libsodium's sodium_malloc) that is wiped when the last reference
 * drops.  It is never printed, never copied into a GString and never part of a GError. */
typedef struct _MadoSecret MadoSecret;

/**
 * mado_secret_init_process:
 *
 * Prepares the process for secrets: starts libsodium and turns core dumps and ptrace by other
 * users off (PR_SET_DUMPABLE 0).  Call it first in each main(); aborts if libsodium is unusable.
 */
void mado_secret_init_process (void);

/**
 * mado_secret_new:
 * @capacity: most bytes that it can hold, 1..4096
 *
 * Returns: (transfer full): an empty secret; aborts when no locked memory is left, since going
 *   on without it would leak. */
MadoSecret *mado_secret_new (gsize capacity);

/**
 * mado_secret_new_take:
 * @bytes: (inout): copied, then wiped in the caller's memory
 * @n_bytes: 1..4096
 *
 * Returns: (transfer full): a secret holding the bytes. */
MadoSecret *mado_secret_new_take (guint8 *bytes, gsize n_bytes);

MadoSecret *mado_secret_ref (MadoSecret *self);
void mado_secret_unref (MadoSecret *self);

/**
 * mado_secret_append:
 * Returns: %FALSE, leaving @self as it is, when the capacity is used up. */
gboolean mado_secret_append (MadoSecret *self, guint8 byte);

/** mado_secret_drop_last: removes and wipes the last byte, if there is one. */
void mado_secret_drop_last (MadoSecret *self);

/** mado_secret_clear: wipes the contents; the length becomes 0. */
void mado_secret_clear (MadoSecret *self);

/** mado_secret_get: Returns: (transfer none): the bytes, valid while @self is unchanged. */
const guint8 *mado_secret_get (const MadoSecret *self, gsize *n_bytes);
gsize mado_secret_get_length (const MadoSecret *self);

/** mado_secret_equal: compares in constant time for equal lengths. */
gboolean mado_secret_equal (const MadoSecret *a, const MadoSecret *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSecret, mado_secret_unref)

G_END_DECLS
