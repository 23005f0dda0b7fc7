/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-case-item.h"

#include <gio/gio.h>

struct _MadoCaseItem
{
  GObject parent_instance;
  MadoListRow *row; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (MadoCaseItem, mado_case_item, G_TYPE_OBJECT)

enum
{
  PROP_LOADED = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

const MadoListRow *
mado_case_item_get_row (MadoCaseItem *self)
{
  return self->row;
}

void
mado_case_item_take_row (MadoCaseItem *self, MadoListRow *row)
{
  g_clear_pointer (&self->row, mado_list_row_free);
  self->row = row;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
mado_case_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, MADO_CASE_ITEM (object)->row != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_case_item_finalize (GObject *object)
{
  g_clear_pointer (&MADO_CASE_ITEM (object)->row, mado_list_row_free);
  G_OBJECT_CLASS (mado_case_item_parent_class)->finalize (object);
}

static void
mado_case_item_class_init (MadoCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = mado_case_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = mado_case_item_finalize;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
mado_case_item_init (MadoCaseItem *self)
{
}

MadoCaseItem *
mado_case_item_new (void)
{
  return g_object_new (MADO_TYPE_CASE_ITEM, NULL);
}
