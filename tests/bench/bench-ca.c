/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Certificates a second, whole CMP transactions in one process, durable; beside it what one RSA
 * signature and one commit of the same disk cost in this run. */
#include "config.h"

#include "ca-fixture.h"

#define N 200

static GBytes *
csr_of (guint i)
{
  g_autoptr (GString) name = g_string_new ("山田　");
  MadoCsrHolder holder = ca_holder;

  for (guint place = 10000; place > 0; place /= 10)
    g_string_append_unichar (name, 0xFF10 + i / place % 10); /* full-width: JIS X 0208 */
  holder.name = name->str;
  holder.name_flags = "00000000";
  return ca_fixture_csr (0, NULL, &holder);
}

/* Issues and takes back, so that one key serves all. */
static double
issue_many (CaFixture *fixture)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gint64 spent = 0;

  for (guint i = 0; i < N; i++)
    g_ptr_array_add (requests, csr_of (0));
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoCertificate) certificate = NULL;
      gint64 begun = g_get_monotonic_time ();

      certificate = ca_fixture_request (fixture, g_ptr_array_index (requests, i), &error);
      spent += g_get_monotonic_time () - begun;
      g_assert_no_error (error);
      g_assert_true (mado_ca_revoke (MADO_CA (fixture->ca),
                                     mado_certificate_get_serial (certificate),
                                     MADO_CA_REASON_CEASED, NULL, NULL));
    }
  return N * (double) G_USEC_PER_SEC / (double) spent;
}

static double
sign_many (void)
{
  guint8 info[51] = { 0x30 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (info, sizeof info);
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < N; i++)
    g_bytes_unref (ca_fixture_sign (0, bytes));
  return N * (double) G_USEC_PER_SEC / (double) (g_get_monotonic_time () - begun);
}

int
main (void)
{
  CaFixture fixture = { NULL };
  double issued, crl_ms, signs;
  gint64 begun;

  ca_fixture_set_up (&fixture, NULL);
  issued = issue_many (&fixture);
  begun = g_get_monotonic_time ();
  g_bytes_unref (mado_authority_make_crl (fixture.authority, NULL, NULL));
  crl_ms = (double) (g_get_monotonic_time () - begun) / 1000;
  signs = sign_many ();
  g_print ("{ \"cmp_enrolments_per_s\": %.0f, \"rsa2048_signatures_per_s\": %.0f, "
           "\"crl_of_%d_ms\": %.1f }\n",
           issued, signs, N, crl_ms);
  ca_fixture_tear_down (&fixture, NULL);
  return 0;
}
