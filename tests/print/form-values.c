/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-values.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "mado-form-variation.h"

MadoForm *
form_values_fill (MadoFormFonts *fonts, MadoFormKind kind, gboolean longest)
{
  GError *error = NULL;
  MadoForm *form = mado_form_new_from_resource (fonts, kind, &error);

  g_assert_no_error (error);
  mado_form_sample_fill (form, longest ? MADO_FORM_SAMPLE_HARDEST : MADO_FORM_SAMPLE_ORDINARY,
                         &error);
  g_assert_no_error (error);
  return form;
}

char *
form_values_run (const char *tool, GBytes *document, const char *const *options)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (document, &n_bytes);
  char *output = NULL;
  int fd, status;

  fd = g_file_open_tmp ("mado-form-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, bytes, (gssize) n_bytes, &error);
  g_assert_no_error (error);
  g_ptr_array_add (command, g_strdup (tool));
  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (command, g_strdup (options[i]));
  g_ptr_array_add (command, g_strdup (path));
  if (g_str_equal (tool, "pdftotext"))
    g_ptr_array_add (command, g_strdup ("-"));
  g_ptr_array_add (command, NULL);
  g_spawn_sync (NULL, (char **) command->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_ptr_array_set_free_func (command, g_free);
  return output;
}

char *
form_values_squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !mado_form_variation_is_selector (c))
        g_string_append_unichar (squeezed, c);
    }
  return g_string_free (squeezed, FALSE);
}
