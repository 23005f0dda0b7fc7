/* ca-harness.h - the real madoguchi-ca on a free port of loopback, for tests
 *
 * Everything ends with ca_harness_free(), by process id.  SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ca-cmp.h"

G_BEGIN_DECLS

typedef struct _CaHarness CaHarness;

/**
 * ca_harness_new:
 * @tls: serve HTTPS with a certificate of its own for localhost
 * @options: (nullable): more options of `madoguchi-ca --serve`, NULL-terminated
 *
 * Creates an authority of Hokkaido-ken, Kutchan-cho in a new directory and serves it; waits until
 * it listens. */
CaHarness *ca_harness_new (gboolean tls, const char *const *options);
/** Ends the program and removes the directory. */
void ca_harness_free (CaHarness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CaHarness, ca_harness_free)

/** "http://localhost:PORT/.well-known/cmp" */
const char *ca_harness_get_url (CaHarness *self);
const char *ca_harness_get_dir (CaHarness *self);
/** Returns: (transfer full): path of a file in the directory: ca.crt, ra.crt, ra.key, tls.crt … */
char *ca_harness_path (CaHarness *self, const char *name);

/** SIGTERM; asserts that the program ends with status 0. */
void ca_harness_stop (CaHarness *self);
/** SIGKILL, and waits for the end. */
void ca_harness_kill (CaHarness *self);
/** Serves the same directory again, on another port: get_url() changes. */
void ca_harness_serve (CaHarness *self, const char *const *options);

/** Returns: (transfer full): a desk that talks to it by the machine's clock. */
MadoCaCmp *ca_harness_new_desk (CaHarness *self, guint timeout_ms);

G_END_DECLS
