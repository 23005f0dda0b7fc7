/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk and the authority talk CMP in process: what each side may conclude after each message
 * went well, went wrong or went missing. */
#include "config.h"

#include "ca-fixture.h"

static void
test_issue (CaFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = ca_fixture_issue (fixture);
  g_autoptr (MadoCaRecord) record = ca_fixture_ask (fixture, 0, 1);

  g_assert_cmpuint (fixture->n_confirms, ==, 1);
  g_assert_true (mado_certificate_equal (certificate, fixture->written));
  g_assert_true (mado_certificate_equal (certificate, record->certificate));
  g_assert_cmpint (record->state, ==, MADO_CA_STATE_ACTIVE);
  g_assert_cmpint (record->reason, ==, -1);
  g_assert_true (mado_certificate_is_issued_by (
      certificate, mado_ca_get_ca_certificate (MADO_CA (fixture->ca))));
}

static void
test_ask_nothing (CaFixture *fixture, gconstpointer unused)
{
  g_assert_null (ca_fixture_ask (fixture, 1, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, CaFixture, NULL, ca_fixture_set_up, test, ca_fixture_tear_down)
  ADD ("/ca/cmp/issue", test_issue);
  ADD ("/ca/cmp/ask-nothing", test_ask_nothing);
#undef ADD
  return g_test_run ();
}
