/* ca-fixture.h - a desk, a resident's key and an authority in one process, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-ca-cmp.h"
#include "mado-csr.h"

#include <openssl/evp.h>

/* A clock that stands still until it is set. */
#define CA_TYPE_CLOCK (ca_clock_get_type ())
G_DECLARE_FINAL_TYPE (CaClock, ca_clock, CA, CLOCK, GObject)
void ca_clock_set (CaClock *self, gint64 unix_s);
void ca_clock_advance (CaClock *self, gint64 seconds);

#define CA_START 1362099600 /* 2013-03-01 10:00:00 JST */

extern const MadoCsrSubject ca_subject; /* Hokkaido-ken, Kutchan-cho */
extern const MadoCsrHolder ca_holder;   /* 山田　太郎 */

typedef struct CaFixture CaFixture;

struct CaFixture
{
  char *dir;
  CaClock *clock;
  MadoAuthority *authority;
  MadoCaCmp *ca;                            /* the desk, over the authority's transfer callback */
  guint n_confirms;                         /* how often the desk was asked to write a card */
  gboolean refuse;                          /* what it says then */
  MadoCertificate *written;                 /* what it was given last */
  void (*during_confirm) (CaFixture *self); /* what happens while the card is being written */
  gboolean line_is_cut;
};

void ca_fixture_set_up (CaFixture *self, gconstpointer unused);
void ca_fixture_tear_down (CaFixture *self, gconstpointer unused);
/* Closes and opens the authority again, as after a restart of its machine. */
void ca_fixture_reopen_authority (CaFixture *self);

/* A desk with other files or another transfer; NULL leaves the fixture's own. */
MadoCaCmp *ca_fixture_new_desk (CaFixture *self, const char *ra_stem, const char *ca_path);
char *ca_fixture_path (CaFixture *self, const char *name);

/* The card's part.  Keys are made once a process: 0 and 1. */
EVP_PKEY *ca_fixture_key (guint which);
GBytes *ca_fixture_spki (guint which);
GBytes *ca_fixture_sign (guint which, GBytes *digest_info);
GBytes *ca_fixture_csr (guint which, const MadoCsrSubject *subject, const MadoCsrHolder *holder);

/* request / ask with the fixture's confirm callback. */
MadoCertificate *ca_fixture_request (CaFixture *self, GBytes *csr, GError **error);
MadoCertificate *ca_fixture_issue (CaFixture *self);
gboolean ca_fixture_confirm (MadoCertificate *certificate, gpointer fixture, const char **reason);
/* Asserts that the CA knows @n certificates for the key; gives the newest (transfer full). */
MadoCaRecord *ca_fixture_ask (CaFixture *self, guint which, guint n);

/* Runs a program, which must exist; gives its exit status and standard output and error. */
int ca_fixture_run (const char *const *argv, char **output);
void ca_fixture_remove_dir (const char *dir);
