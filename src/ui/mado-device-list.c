/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-device-list.h"

#include "mado-problem.h"

#include <glib/gi18n.h>

struct _MadoDeviceList
{
  GtkWidget parent_instance;
  MadoDesk *desk; /* owned */
  GtkLabel *labels[MADO_N_DEVICES];
};

G_DEFINE_FINAL_TYPE (MadoDeviceList, mado_device_list, GTK_TYPE_WIDGET)

static const char *const names[MADO_N_DEVICES] = {
  [MADO_DEVICE_READER] = N_ ("Card reader"), [MADO_DEVICE_CARD] = N_ ("Card"),
  [MADO_DEVICE_CA] = N_ ("Authority"),       [MADO_DEVICE_PRINTER] = N_ ("Printer"),
  [MADO_DEVICE_RECORD] = N_ ("Record"),
};

/* No card is what most hours of a reader look like, and nothing to be warned of. */
static gboolean
is_empty_slot (MadoDeviceKind kind, MadoLamp lamp)
{
  return kind == MADO_DEVICE_CARD && lamp == MADO_LAMP_WARN;
}

/* What each lamp means for each device. */
static const char *
state_word (MadoDeviceKind kind, MadoLamp lamp)
{
  static const char *const good[MADO_N_DEVICES] = {
    [MADO_DEVICE_READER] = N_ ("ready"),         [MADO_DEVICE_CARD] = N_ ("inserted"),
    [MADO_DEVICE_CA] = N_ ("answers"),           [MADO_DEVICE_PRINTER] = N_ ("ready"),
    [MADO_DEVICE_RECORD] = N_ ("being written"),
  };

  switch (lamp)
    {
    case MADO_LAMP_OK:
      return _ (good[kind]);
    case MADO_LAMP_WARN:
      return is_empty_slot (kind, lamp) ? _ ("none") : _ ("needs attention");
    case MADO_LAMP_BAD:
      return kind == MADO_DEVICE_CARD ? _ ("cannot be used") : _ ("does not work");
    case MADO_LAMP_UNKNOWN:
    default:
      return kind == MADO_DEVICE_CARD ? _ ("not known") : _ ("being checked");
    }
}

static MadoTone
tone_of (MadoDeviceKind kind, MadoLamp lamp)
{
  static const MadoTone tones[] = {
    [MADO_LAMP_UNKNOWN] = MADO_TONE_NONE,
    [MADO_LAMP_OK] = MADO_TONE_OK,
    [MADO_LAMP_WARN] = MADO_TONE_WARN,
    [MADO_LAMP_BAD] = MADO_TONE_BAD,
  };
  return is_empty_slot (kind, lamp) ? MADO_TONE_NONE : tones[lamp];
}

static char *
brief_text (MadoDesk *desk, MadoDeviceKind kind)
{
  const MadoDevice *device = mado_desk_get_device (desk, kind);

  if (device->detail != NULL && *device->detail != '\0' && kind == MADO_DEVICE_CA)
    return g_strdup_printf (_ ("%s  %s  %s s"), _ (names[kind]), state_word (kind, device->lamp),
                            device->detail);
  return g_strdup_printf ("%s  %s", _ (names[kind]), state_word (kind, device->lamp));
}

static char *
text_long (MadoDesk *desk, MadoDeviceKind kind)
{
  const MadoDevice *device = mado_desk_get_device (desk, kind);
  const char *mark = mado_tone_to_mark (tone_of (kind, device->lamp));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *brief = brief_text (desk, kind);

  g_string_append_printf (text, "%s %s", *mark != '\0' ? mark : "・", brief);
  if (device->detail != NULL && *device->detail != '\0' && kind != MADO_DEVICE_CA)
    g_string_append_printf (text, "  %s", device->detail);
  if (device->domain != 0)
    {
      g_autofree char *sentence = mado_problem_sentence (device->domain, device->code);

      g_string_append_printf (text, "\n%s", sentence);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show (MadoDeviceList *self, MadoDeviceKind kind)
{
  const MadoDevice *device = mado_desk_get_device (self->desk, kind);
  g_autofree char *text = brief_text (self->desk, kind);
  g_autofree char *tip = text_long (self->desk, kind);

  mado_tone_show (self->labels[kind], tone_of (kind, device->lamp), text);
  if (tone_of (kind, device->lamp) == MADO_TONE_NONE)
    {
      g_autofree char *plain = g_strconcat ("・ ", text, NULL);

      gtk_label_set_text (self->labels[kind], plain);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->labels[kind]), tip);
}

static void
device_changed_cb (MadoDesk *desk, guint kind, MadoDeviceList *self)
{
  show (self, (MadoDeviceKind) kind);
}

void
mado_device_list_set_desk (MadoDeviceList *self, MadoDesk *desk)
{
  g_return_if_fail (MADO_IS_DEVICE_LIST (self) && self->desk == NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "device-changed", G_CALLBACK (device_changed_cb), self, 0);
  for (guint kind = 0; kind < MADO_N_DEVICES; kind++)
    show (self, (MadoDeviceKind) kind);
}

static void
mado_device_list_dispose (GObject *object)
{
  MadoDeviceList *self = MADO_DEVICE_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_device_list_parent_class)->dispose (object);
}

static void
mado_device_list_class_init (MadoDeviceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_device_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "devices");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_device_list_init (MadoDeviceList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  for (guint kind = 0; kind < MADO_N_DEVICES; kind++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      self->labels[kind] = GTK_LABEL (label);
    }
}
