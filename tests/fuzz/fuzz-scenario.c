/* Any bytes as a scenario file: refused with a reason, or a scenario whose parts can all be used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-scenario.h"

static void
check_papers (const MadoScenario *scenario)
{
  for (guint i = 0; i < scenario->papers->len; i++)
    {
      const MadoScenarioPaper *paper = g_ptr_array_index (scenario->papers, i);
      guint day = paper->valid_to;

      g_assert_nonnull (paper->code);
      g_assert_true (day == 0
                     || g_date_valid_dmy ((GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                                          (GDateYear) (day / 10000)));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoScenario) scenario
      = mado_scenario_new_from_text ((const char *) bytes, n_bytes, &error);
  g_autoptr (MadoCertificateItems) items = NULL;

  if (scenario == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  g_assert_no_error (error);
  g_assert_true (mado_wareki_is_valid (&scenario->form->birth));
  g_assert_true (g_utf8_validate (scenario->form->name, -1, NULL));
  g_assert_cmpuint (mado_secret_get_length (scenario->password), >, 0);
  check_papers (scenario);
  items = mado_certificate_items_new (scenario->register_items, NULL, 0, NULL, 0);
  g_assert_true (mado_certificate_text_flags_fit (items->name->text, items->name->flags));
  return 0;
}
