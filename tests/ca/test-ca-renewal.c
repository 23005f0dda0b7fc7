/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Renewal as one act: the old certificate ends in the transaction that confirms the new one.  At
 * each message the network may fail; never are two in force, and never none without anybody's
 * wish. */
#include "config.h"

#include "ca-fixture.h"

#define ASSERT_CA_ERROR(error, wanted) g_assert_error (error, MADO_CA_ERROR, (int) (wanted))
#define OK (-1)
#define NOTHING (-1)
#define DAY_S 86400

static MadoCertificate *
renew (CaFixture *fixture, guint key, const char *replaces, const MadoCsrHolder *holder,
       GError **error)
{
  g_autoptr (GBytes) csr = ca_fixture_csr (key, NULL, holder);

  return mado_ca_request_replacing (MADO_CA (fixture->ca), csr, replaces, ca_fixture_confirm,
                                    fixture, NULL, error);
}

static void
ask_both (CaFixture *fixture, const char *old_serial, MadoCaReplacement *both)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = ca_fixture_spki (1);
  guint8 digest[32];
  g_autoptr (GBytes) hash = NULL;

  EVP_Digest (g_bytes_get_data (spki, NULL), g_bytes_get_size (spki), digest, NULL, EVP_sha256 (),
              NULL);
  hash = g_bytes_new (digest, sizeof digest);
  g_assert_true (
      mado_ca_ask_replacement (MADO_CA (fixture->ca), hash, old_serial, both, NULL, &error));
  g_assert_no_error (error);
}

static void
expect_refusal (const GError *error, MadoCaFailure failure)
{
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_REFUSED);
  g_assert_cmpint (mado_ca_error_get_failure (error), ==, failure);
}

/* During the card's writing the new one is unconfirmed and the old one in force. */
static void
look_while_writing (CaFixture *fixture)
{
  g_auto (MadoCaReplacement) both = { NULL };
  g_autoptr (MadoCaRecord) old = ca_fixture_ask (fixture, 0, 1);

  ask_both (fixture, mado_certificate_get_serial (old->certificate), &both);
  g_assert_cmpint (both.fresh->state, ==, MADO_CA_STATE_UNCONFIRMED);
  g_assert_cmpint (both.old->state, ==, MADO_CA_STATE_ACTIVE);
}

static void
test_renewal (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) fresh = NULL;
  g_auto (MadoCaReplacement) both = { NULL };
  const char *serial = mado_certificate_get_serial (old);
  MadoCaRevocation recorded;

  ca_clock_advance (fixture->clock, 100);
  fixture->during_confirm = look_while_writing;
  fresh = renew (fixture, 1, serial, NULL, &error);
  g_assert_no_error (error);
  ask_both (fixture, serial, &both);
  g_assert_true (mado_certificate_equal (both.fresh->certificate, fresh));
  g_assert_cmpint (both.fresh->state, ==, MADO_CA_STATE_ACTIVE);
  g_assert_cmpstr (both.fresh->replaces, ==, serial);
  g_assert_cmpint (both.old->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (both.old->reason, ==, MADO_CA_REASON_SUPERSEDED);
  g_assert_cmpint (both.old->revoked_at, ==, CA_START + 100);
  g_assert_null (both.old->replaces);

  /* An explicit revocation afterwards changes nothing and tells the record. */
  ca_clock_advance (fixture->clock, 100);
  g_assert_true (mado_ca_revoke_recorded (MADO_CA (fixture->ca), serial,
                                          MADO_CA_REASON_KEY_COMPROMISE, &recorded, NULL, &error));
  g_assert_cmpint (recorded.recorded_at, ==, CA_START + 100);
  g_assert_cmpint (recorded.reason, ==, MADO_CA_REASON_SUPERSEDED);
}

/* clang-format off */
static const struct
{
  const char *name;
  MadoFault fault;
  guint message;      /* 1: p10cr, 2: certConf */
  int code;           /* MadoCaError, or OK */
  int fresh, old;     /* what the CA says afterwards: MadoCaState or NOTHING */
} faults[] = {
  { "request-lost",         MADO_FAULT_SILENT_BEFORE, 1, MADO_CA_ERROR_NO_ANSWER,      NOTHING,                   MADO_CA_STATE_ACTIVE  },
  { "answer-lost",          MADO_FAULT_SILENT_AFTER,  1, MADO_CA_ERROR_NO_ANSWER,      MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE  },
  { "request-twice",        MADO_FAULT_TWICE,         1, OK,                           MADO_CA_STATE_ACTIVE,      MADO_CA_STATE_REVOKED },
  { "old-answer",           MADO_FAULT_REPLAY,        1, MADO_CA_ERROR_BAD_ANSWER,     MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE  },
  { "out-of-service",       MADO_FAULT_ERROR,         1, MADO_CA_ERROR_UNAVAILABLE,    NOTHING,                   MADO_CA_STATE_ACTIVE  },
  { "stranger-answers",     MADO_FAULT_WRONG_SIGNER,  1, MADO_CA_ERROR_BAD_ANSWER,     MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE  },
  { "garbage",              MADO_FAULT_GARBAGE,       1, MADO_CA_ERROR_BAD_ANSWER,     NOTHING,                   MADO_CA_STATE_ACTIVE  },
  { "other-key",            MADO_FAULT_WRONG_KEY,     1, MADO_CA_ERROR_WRONG_KEY,      MADO_CA_STATE_REVOKED,     MADO_CA_STATE_ACTIVE  },
  { "other-content",        MADO_FAULT_WRONG_SEX,     1, MADO_CA_ERROR_BAD_ANSWER,     MADO_CA_STATE_REVOKED,     MADO_CA_STATE_ACTIVE  },
  { "confirm-lost",         MADO_FAULT_SILENT_BEFORE, 2, MADO_CA_ERROR_CONFIRM_UNSURE, MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE  },
  { "acknowledgement-lost", MADO_FAULT_SILENT_AFTER,  2, MADO_CA_ERROR_CONFIRM_UNSURE, MADO_CA_STATE_ACTIVE,      MADO_CA_STATE_REVOKED },
  { "confirm-twice",        MADO_FAULT_TWICE,         2, OK,                           MADO_CA_STATE_ACTIVE,      MADO_CA_STATE_REVOKED },
  { "confirm-old-answer",   MADO_FAULT_REPLAY,        2, MADO_CA_ERROR_CONFIRM_UNSURE, MADO_CA_STATE_ACTIVE,      MADO_CA_STATE_REVOKED },
  { "confirm-error",        MADO_FAULT_ERROR,         2, MADO_CA_ERROR_CONFIRM_UNSURE, MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE  },
  { "confirm-stranger",     MADO_FAULT_WRONG_SIGNER,  2, MADO_CA_ERROR_CONFIRM_UNSURE, MADO_CA_STATE_ACTIVE,      MADO_CA_STATE_REVOKED },
  { "confirm-garbage",      MADO_FAULT_GARBAGE,       2, MADO_CA_ERROR_CONFIRM_UNSURE, MADO_CA_STATE_UNCONFIRMED, MADO_CA_STATE_ACTIVE  },
};
/* clang-format on */

/* What the counter does next: the new one is in force and all is done, or it is taken back and
 * asked for again; the old one was in force all the while. */
static void
recover (CaFixture *fixture, const MadoCaReplacement *both)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) again = NULL;
  const char *serial = mado_certificate_get_serial (both->old->certificate);
  g_auto (MadoCaReplacement) after = { NULL };

  if (both->fresh != NULL && both->fresh->state == MADO_CA_STATE_ACTIVE)
    return;
  if (both->fresh != NULL)
    mado_ca_revoke (MADO_CA (fixture->ca), mado_certificate_get_serial (both->fresh->certificate),
                    MADO_CA_REASON_NOT_DELIVERED, NULL, &error);
  g_assert_no_error (error);
  again = renew (fixture, 1, serial, NULL, &error);
  g_assert_no_error (error);
  ask_both (fixture, serial, &after);
  g_assert_cmpint (after.old->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (after.old->reason, ==, MADO_CA_REASON_SUPERSEDED);
}

static void
test_fault (CaFixture *fixture, gconstpointer data)
{
  guint at = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) fresh = NULL;
  g_auto (MadoCaReplacement) both = { NULL };

  mado_authority_set_fault (fixture->authority, faults[at].message, faults[at].fault);
  fresh = renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error);
  if (faults[at].code == OK)
    g_assert_no_error (error);
  else
    ASSERT_CA_ERROR (error, faults[at].code);
  ask_both (fixture, mado_certificate_get_serial (old), &both);
  g_assert_cmpint (both.fresh != NULL ? (int) both.fresh->state : NOTHING, ==, faults[at].fresh);
  g_assert_cmpint (both.old->state, ==, faults[at].old);
  recover (fixture, &both);
}

/* The card could not be written: the resident keeps what they had. */
static void
test_refused_by_desk (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_auto (MadoCaReplacement) both = { NULL };

  fixture->refuse = TRUE;
  g_assert_null (renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_NOT_CONFIRMED);
  ask_both (fixture, mado_certificate_get_serial (old), &both);
  g_assert_cmpint (both.fresh->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (both.fresh->reason, ==, MADO_CA_REASON_NOT_DELIVERED);
  g_assert_cmpint (both.old->state, ==, MADO_CA_STATE_ACTIVE);
}

/* Nobody confirms: the sweep takes the new one, never the old one. */
static void
test_overdue (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_auto (MadoCaReplacement) both = { NULL };

  mado_authority_set_fault (fixture->authority, 2, MADO_FAULT_SILENT_BEFORE);
  g_assert_null (renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error));
  ca_clock_advance (fixture->clock, 31 * 60);
  ask_both (fixture, mado_certificate_get_serial (old), &both);
  g_assert_cmpint (both.fresh->state, ==, MADO_CA_STATE_REVOKED);
  g_assert_cmpint (both.old->state, ==, MADO_CA_STATE_ACTIVE);
}

/* A restart between the two messages: not confirmed, the old one stays; asked for again it goes. */
static void
restart (CaFixture *fixture)
{
  fixture->during_confirm = NULL;
  ca_fixture_reopen_authority (fixture);
}

static void
test_restart (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_auto (MadoCaReplacement) both = { NULL };

  fixture->during_confirm = restart;
  g_assert_null (renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_CONFIRM_UNSURE);
  ask_both (fixture, mado_certificate_get_serial (old), &both);
  g_assert_cmpint (both.fresh->state, ==, MADO_CA_STATE_UNCONFIRMED);
  g_assert_cmpint (both.old->state, ==, MADO_CA_STATE_ACTIVE);
  recover (fixture, &both);
}

/* The resident reports a leak of the old key while the new card is being written: that reason
 * stands, and the new certificate comes into force all the same. */
static void
revoke_old (CaFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaRecord) old = ca_fixture_ask (fixture, 0, 1);

  g_assert_true (mado_ca_revoke (MADO_CA (fixture->ca),
                                 mado_certificate_get_serial (old->certificate),
                                 MADO_CA_REASON_KEY_COMPROMISE, NULL, &error));
}

static void
test_old_revoked_meanwhile (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) fresh = NULL;
  g_auto (MadoCaReplacement) both = { NULL };

  fixture->during_confirm = revoke_old;
  fresh = renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error);
  g_assert_no_error (error);
  ask_both (fixture, mado_certificate_get_serial (old), &both);
  g_assert_cmpint (both.fresh->state, ==, MADO_CA_STATE_ACTIVE);
  g_assert_cmpint (both.old->reason, ==, MADO_CA_REASON_KEY_COMPROMISE);
}

/* What may be replaced: this person's one certificate in force, nothing else. */
static void
test_refusals (CaFixture *fixture, gconstpointer unused)
{
  MadoCsrHolder other = ca_holder;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  const char *serial = mado_certificate_get_serial (old);

  other.birth = "319800218";
  g_assert_null (renew (fixture, 1, NULL, NULL, &error)); /* without naming it: a second one */
  expect_refusal (error, MADO_CA_FAILURE_DUPLICATE);
  g_clear_error (&error);
  g_assert_null (renew (fixture, 1, "4142", NULL, &error));
  expect_refusal (error, MADO_CA_FAILURE_BAD_CERT_ID);
  g_clear_error (&error);
  g_assert_null (renew (fixture, 1, serial, &other, &error));
  expect_refusal (error, MADO_CA_FAILURE_BAD_CERT_ID);
  g_clear_error (&error);
  g_assert_null (renew (fixture, 1, "no number", NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_BAD_REQUEST);
  g_clear_error (&error);

  /* A first try waits for its confirmation: a second one would make two. */
  mado_authority_set_fault (fixture->authority, 2, MADO_FAULT_SILENT_BEFORE);
  g_assert_null (renew (fixture, 1, serial, NULL, &error));
  g_clear_error (&error);
  g_assert_null (renew (fixture, 1, serial, NULL, &error));
  expect_refusal (error, MADO_CA_FAILURE_DUPLICATE);
  g_clear_error (&error);
  ca_clock_advance (fixture->clock, 31 * 60);
  g_assert_true (mado_authority_sweep (fixture->authority, &error));

  g_assert_true (
      mado_ca_revoke (MADO_CA (fixture->ca), serial, MADO_CA_REASON_CEASED, NULL, &error));
  g_assert_null (renew (fixture, 1, serial, NULL, &error));
  expect_refusal (error, MADO_CA_FAILURE_CERT_REVOKED);
}

static void
test_after_expiry (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);

  ca_clock_set (fixture->clock, mado_certificate_get_not_after (old) + 1);
  g_assert_null (renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error));
  expect_refusal (error, MADO_CA_FAILURE_CERT_REVOKED);
}

/* The last second still renews. */
static void
test_last_second (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) fresh = NULL;

  ca_clock_set (fixture->clock, mado_certificate_get_not_after (old));
  fresh = renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error);
  g_assert_no_error (error);
}

static void
test_waiting (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) old = ca_fixture_issue (fixture);
  g_autoptr (MadoCertificate) fresh = NULL;
  g_auto (MadoCaReplacement) both = { NULL };

  mado_authority_set_fault (fixture->authority, 1, MADO_FAULT_WAIT);
  g_assert_null (renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_WAITING);
  g_clear_error (&error);
  fresh = renew (fixture, 1, mado_certificate_get_serial (old), NULL, &error);
  g_assert_no_error (error);
  ask_both (fixture, mado_certificate_get_serial (old), &both);
  g_assert_cmpint (both.old->reason, ==, MADO_CA_REASON_SUPERSEDED);
}

/* A card that is lost: its serial is enough, and every reason that ends a certificate is kept. */
static void
test_reasons (CaFixture *fixture, gconstpointer unused)
{
  for (int reason = 0; reason <= 5; reason++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
      g_autoptr (MadoCaRecord) record = NULL;
      const char *serial = mado_certificate_get_serial (certificate);
      MadoCaRevocation first, second;

      ca_clock_advance (fixture->clock, 60);
      g_assert_true (mado_ca_revoke_recorded (MADO_CA (fixture->ca), serial, (MadoCaReason) reason,
                                              &first, NULL, &error));
      ca_clock_advance (fixture->clock, 60);
      g_assert_true (mado_ca_revoke_recorded (MADO_CA (fixture->ca), serial,
                                              MADO_CA_REASON_SUPERSEDED, &second, NULL, &error));
      g_assert_cmpint (first.reason, ==, reason);
      g_assert_cmpint (first.recorded_at, ==, CA_START + 120 * reason + 60);
      g_assert_cmpint (second.reason, ==, first.reason);
      g_assert_cmpint (second.recorded_at, ==, first.recorded_at);
      record = mado_ca_ask_serial (MADO_CA (fixture->ca), serial, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (record->state, ==, MADO_CA_STATE_REVOKED);
      g_assert_cmpint (record->reason, ==, reason);
      g_assert_cmpint (record->revoked_at, ==, first.recorded_at);
    }
}

static void
test_unknown_serial (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_ca_ask_serial (MADO_CA (fixture->ca), "4142", NULL, &error));
  expect_refusal (error, MADO_CA_FAILURE_BAD_CERT_ID);
  g_clear_error (&error);
  g_assert_null (mado_ca_ask_serial (MADO_CA (fixture->ca), "", NULL, &error));
  ASSERT_CA_ERROR (error, MADO_CA_ERROR_BAD_REQUEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/ca/renewal/one-act", test_renewal);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ca/renewal/%s", faults[i].name);

      g_test_add (path, CaFixture, GUINT_TO_POINTER (i), ca_fixture_set_up, test_fault,
                  ca_fixture_tear_down);
    }
  ADD ("/ca/renewal/refused-by-desk", test_refused_by_desk);
  ADD ("/ca/renewal/overdue", test_overdue);
  ADD ("/ca/renewal/restart", test_restart);
  ADD ("/ca/renewal/old-revoked-meanwhile", test_old_revoked_meanwhile);
  ADD ("/ca/renewal/refusals", test_refusals);
  ADD ("/ca/renewal/after-expiry", test_after_expiry);
  ADD ("/ca/renewal/last-second", test_last_second);
  ADD ("/ca/renewal/waiting", test_waiting);
  ADD ("/ca/revocation/reasons", test_reasons);
  ADD ("/ca/revocation/unknown-serial", test_unknown_serial);
#undef ADD
  return g_test_run ();
}
