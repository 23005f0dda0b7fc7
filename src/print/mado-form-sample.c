/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-sample.h"

#include "mado-form-private.h"
#define RESOURCE "/jp/madoguchi/forms/sample.ini"
#define YES "yes"
#define ROW_NUMBER "#"
#define ROWS_ON_LAST_PAGE 3

/* The file is part of the program: that it cannot be read is the programmer's mistake. */
static GKeyFile *
get_values (void)
{
  static GKeyFile *values; /* read once, never freed */

  if (g_once_init_enter (&values))
    {
      GKeyFile *file = g_key_file_new ();
      g_autoptr (GBytes) text = NULL;

      mado_form_register_resource ();
      text = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert (text != NULL && g_key_file_load_from_bytes (file, text, G_KEY_FILE_NONE, NULL));
      g_once_init_leave (&values, file);
    }
  return values;
}

/* The first group that has the key wins. */
static char *
look_up (const char *form, const char *part, const char *id, MadoFormSample sample)
{
  const struct
  {
    const char *group, *suffix;
  } places[] = { { form, ".hardest" }, { "any", ".hardest" }, { form, "" }, { "any", "" } };
  gsize i = sample == MADO_FORM_SAMPLE_HARDEST ? 0 : 2;
  char *value = NULL;

  for (; value == NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *group = g_strconcat (places[i].group, part, places[i].suffix, NULL);

      value = g_key_file_get_string (get_values (), group, id, NULL);
    }
  return value;
}

static const char *
as_tick (const MadoFormField *field, const char *value)
{
  gboolean ticks = (field->flags & (MADO_FORM_FIELD_CHECK | MADO_FORM_FIELD_PART)) != 0;

  return ticks && g_strcmp0 (value, YES) == 0 ? MADO_FORM_CHECK : value;
}

static char *
get_value (const MadoFormList *list, const MadoFormField *field, MadoFormSample sample)
{
  g_autofree char *value = NULL;

  if (field->flags & (MADO_FORM_FIELD_ROW | MADO_FORM_FIELD_PAGE))
    return NULL;
  value = look_up (list->name, "", field->id, sample);
  return value == NULL || *value == '\0' ? NULL : g_strdup (as_tick (field, value));
}

static char *
get_cell (const MadoFormList *list, const char *id, guint row, MadoFormSample sample)
{
  g_autofree char *all = look_up (list->name, ".row", id, sample);
  g_auto (GStrv) turns = NULL;
  const char *cell;

  if (all == NULL)
    return NULL;
  turns = g_strsplit (all, ";", -1);
  cell = turns[row % g_strv_length (turns)];
  return g_str_equal (cell, ROW_NUMBER) ? g_strdup_printf ("%u", row + 1) : g_strdup (cell);
}

static gboolean
add_row (MadoForm *form, guint row, MadoFormSample sample, GError **error)
{
  const MadoFormList *list = form->template->list;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (MadoFormValue));

  for (gsize i = 0; i < list->n_fields; i++)
    {
      const MadoFormField *field = &list->fields[i];
      char *text
          = field->flags & MADO_FORM_FIELD_ROW ? get_cell (list, field->id, row, sample) : NULL;
      const MadoFormValue value = { field->id, text };

      if (text == NULL)
        continue;
      g_ptr_array_add (texts, text);
      g_array_append_val (values, value);
    }
  return mado_form_add_row (form, (const MadoFormValue *) (gpointer) values->data, values->len,
                            error);
}

static gboolean
add_rows (MadoForm *form, MadoFormSample sample, GError **error)
{
  guint n_rows = 2 * mado_form_get_rows_per_page (form);

  if (n_rows > 0)
    n_rows += ROWS_ON_LAST_PAGE;
  for (guint i = 0; i < n_rows; i++)
    if (!add_row (form, i, sample, error))
      return FALSE;
  return TRUE;
}

gboolean
mado_form_sample_fill (MadoForm *form, MadoFormSample sample, GError **error)
{
  const MadoFormList *list = form->template->list;

  for (gsize i = 0; i < list->n_fields; i++)
    {
      const MadoFormField *field = &list->fields[i];
      g_autofree char *text = get_value (list, field, sample);
      const MadoFormValue value = { field->id, text };

      if (text != NULL && !mado_form_fill (form, &value, 1, error))
        return FALSE;
    }
  return add_rows (form, sample, error);
}
