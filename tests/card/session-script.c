/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "session-script.h"

#include "mado-bytes.h"

#include <string.h>

const guint8 session_script_diversification[10] = { 0x4A, 0x4B, 1, 2, 3, 4, 5, 6, 7, 8 };

char cert_head[600], cert_update_1[600], cert_update_2[600], cert_read_1[600];
char cert_read_2[600], cert_clear_1[600], cert_clear_2[600], cert_read_2_wrong[600];
char template_1[600], template_2[600], template_clear_1[600], template_clear_2[600];

gboolean
session_script_keys (guint8 kvn, const guint8 *card, MadoScp03Keys *keys, gpointer data,
                     GError **error)
{
  guint8 master[16];

  memset (master, kvn, sizeof master);
  g_autoptr (MadoSecret) secret = mado_secret_new_take (master, sizeof master);
  g_assert_cmpmem (card, 10, session_script_diversification, 10);
  if (data != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no keys");
      return FALSE;
    }
  mado_scp03_diversify (secret, card, keys);
  return TRUE;
}

GBytes *
session_script_certificate (void)
{
  guint8 bytes[N_CERTIFICATE] = { 0x30, 0x82, 0x01, 0x00 };

  for (gsize i = 4; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 7);
  return g_bytes_new (bytes, sizeof bytes);
}

void
session_script_card_keys (guint8 kvn, MadoScp03Keys *keys)
{
  g_assert_true (session_script_keys (kvn, session_script_diversification, keys, NULL, NULL));
}

void
session_script_fill (void)
{
  static const struct
  {
    char *text;
    const char *before;
    gsize from, to;
    const char *after;
  } parts[] = {
    { cert_update_1, "P 00D60004E0", 4, 228, "" }, { cert_update_2, "P 00D600E420", 228, 260, "" },
    { cert_head, "P 00D6000004", 0, 4, "" },       { cert_read_1, "", 0, 239, "9000" },
    { cert_read_2, "", 239, 260, "9000" },         { cert_clear_1, "", 0, 256, "9000" },
    { cert_clear_2, "", 256, 260, "9000" },        { cert_read_2_wrong, "", 238, 259, "9000" },
  };
  g_autoptr (GBytes) certificate = session_script_certificate ();
  const guint8 *bytes = g_bytes_get_data (certificate, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *hex = mado_bytes_to_hex (bytes + parts[i].from, parts[i].to - parts[i].from);
      g_snprintf (parts[i].text, 600, "%s%s%s", parts[i].before, hex, parts[i].after);
    }
  g_strlcpy (template_1, TEMPLATE, 2 * 239 + 1);
  g_strlcat (template_1, "9000", 600);
  g_strlcpy (template_2, &TEMPLATE[2 * 239], 600);
  g_strlcat (template_2, "9000", 600);
  g_strlcpy (template_clear_1, TEMPLATE, 2 * 256 + 1);
  g_strlcat (template_clear_1, "9000", 600);
  g_strlcpy (template_clear_2, &TEMPLATE[2 * 256], 600);
  g_strlcat (template_clear_2, "9000", 600);
}
