/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-list-private.h"

const MadoFormList *
mado_form_list_get (MadoFormKind kind)
{
  g_assert ((guint) kind < MADO_FORM_N_KINDS);
  return &mado_form_lists[kind];
}

const MadoFormField *
mado_form_list_find (const MadoFormList *list, const char *id)
{
  for (gsize i = 0; i < list->n_fields; i++)
    if (g_str_equal (list->fields[i].id, id))
      return &list->fields[i];
  return NULL;
}

gboolean
mado_form_list_has_rows (const MadoFormList *list)
{
  for (gsize i = 0; i < list->n_fields; i++)
    if (list->fields[i].flags & MADO_FORM_FIELD_ROW)
      return TRUE;
  return FALSE;
}

gboolean
mado_form_kind_find (const char *name, MadoFormKind *kind)
{
  for (guint i = 0; i < MADO_FORM_N_KINDS; i++)
    if (g_str_equal (mado_form_lists[i].name, name))
      {
        *kind = (MadoFormKind) i;
        return TRUE;
      }
  return FALSE;
}
