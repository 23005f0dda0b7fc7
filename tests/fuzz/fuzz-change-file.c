/* Any bytes as a file of resident changes: refused with a reason, or rows that are whole, in order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-change-reader.h"
#include "mado-search.h"

static void
check_change (const MadoChange *change)
{
  guint8 digest[MADO_CHANGE_DIGEST];

  g_assert_nonnull (change->kind);
  g_assert_true (g_utf8_validate (change->name, -1, NULL) && change->name[0] != '\0');
  g_assert_true (g_utf8_validate (change->kana, -1, NULL) && change->kana[0] != '\0');
  g_assert_true (g_date_valid_dmy ((GDateDay) (change->birth % 100),
                                   (GDateMonth) (change->birth / 100 % 100),
                                   (GDateYear) (change->birth / 10000)));
  mado_change_digest (change, digest);
}

/* What a file names may also be typed into the search: there is an expression, or nothing to find.
 */
static void
check_search (const char *text)
{
  g_autofree char *exact = mado_search_expression (text, FALSE);
  g_autofree char *loose = mado_search_expression (text, TRUE);

  g_assert_cmpint (exact != NULL, ==, loose != NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GBytes) held = g_bytes_new (bytes, n_bytes);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (held);
  g_autoptr (MadoChangeReader) reader = mado_change_reader_new (stream, 20261126);
  g_autoptr (GError) error = NULL;
  guint64 line = 1;

  for (;;)
    {
      g_autoptr (MadoChange) change = NULL;
      MadoChangeFault fault;

      if (!mado_change_reader_next (reader, &change, &fault, &error))
        {
          g_assert_true (error->domain == MADO_CHANGE_ERROR && line == 1);
          return 0;
        }
      if (change == NULL && fault == MADO_CHANGE_FAULT_NONE)
        break;
      g_assert_cmpuint (mado_change_reader_get_line (reader), >, line);
      line = mado_change_reader_get_line (reader);
      if (change == NULL)
        continue;
      check_change (change);
      check_search (change->name);
    }
  g_assert_cmpuint (mado_change_reader_get_position (reader), ==, n_bytes);
  return 0;
}
