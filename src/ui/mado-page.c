/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-page.h"

#include <glib/gi18n.h>

enum
{
  CHANGED,
  SAY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const struct
{
  const char *mark, *css;
} tones[] = {
  [MADO_TONE_NONE] = { "", NULL },         [MADO_TONE_OK] = { "●", "tone-ok" },
  [MADO_TONE_BUSY] = { "▶", "tone-busy" }, [MADO_TONE_WARN] = { "▲", "tone-warn" },
  [MADO_TONE_BAD] = { "■", "tone-bad" },
};

G_DEFINE_INTERFACE (MadoPage, mado_page, GTK_TYPE_WIDGET)

static void
mado_page_default_init (MadoPageInterface *iface)
{
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SAY] = g_signal_new ("say", MADO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

const char *
mado_tone_to_mark (MadoTone tone)
{
  return tones[tone].mark;
}

void
mado_tone_show (GtkLabel *label, MadoTone tone, const char *text)
{
  g_autofree char *marked = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (tones[i].css != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (label), tones[i].css);
  if (tones[tone].css != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), tones[tone].css);
  if (tone != MADO_TONE_NONE && text != NULL && *text != '\0')
    marked = g_strdup_printf ("%s %s", tones[tone].mark, text);
  gtk_label_set_text (label, marked != NULL ? marked : text);
}

MadoScreen
mado_page_get_screen (MadoPage *self)
{
  return MADO_PAGE_GET_IFACE (self)->screen;
}

char *
mado_page_get_title (MadoPage *self)
{
  return MADO_PAGE_GET_IFACE (self)->get_title (self);
}

MadoRun *
mado_page_get_run (MadoPage *self)
{
  MadoPageInterface *iface = MADO_PAGE_GET_IFACE (self);

  return iface->get_run != NULL ? iface->get_run (self) : NULL;
}

gboolean
mado_page_can (MadoPage *self, MadoAct act)
{
  return (mado_actions_get (act)->screens & mado_page_get_screen (self)) != 0
         && MADO_PAGE_GET_IFACE (self)->can (self, act);
}

void
mado_page_act (MadoPage *self, MadoAct act)
{
  MADO_PAGE_GET_IFACE (self)->act (self, act);
}

const char *
mado_page_get_label (MadoPage *self, MadoAct act)
{
  MadoPageInterface *iface = MADO_PAGE_GET_IFACE (self);
  const char *label = iface->get_label != NULL ? iface->get_label (self, act) : NULL;

  return label != NULL ? label : _ (mado_actions_get (act)->label);
}

char *
mado_page_get_note (MadoPage *self, MadoAct act)
{
  MadoPageInterface *iface = MADO_PAGE_GET_IFACE (self);

  return iface->get_note != NULL ? iface->get_note (self, act) : NULL;
}

void
mado_page_focus_first (MadoPage *self)
{
  MADO_PAGE_GET_IFACE (self)->focus_first (self);
}

void
mado_page_tick (MadoPage *self)
{
  MadoPageInterface *iface = MADO_PAGE_GET_IFACE (self);

  if (iface->tick != NULL)
    iface->tick (self);
}

void
mado_page_changed (MadoPage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mado_page_say (MadoPage *self, MadoTone tone, const char *text)
{
  g_signal_emit (self, signals[SAY], 0, (guint) tone, text);
}
