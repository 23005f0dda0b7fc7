/* mado-dialog.h - the one way to ask the clerk something
 *
 * A screen reader says heading and button of an AdwMessageDialog, but its body only when it is the
 * description too.  The default button is the safe one; Esc is the safe one.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * mado_dialog_new:
 * @safe: label of the button that changes nothing ("Close", "Go on with the case")
 *
 * Returns: (transfer none): a dialog that is not shown yet; its safe response is "safe". */
AdwMessageDialog *mado_dialog_new (GtkWindow *parent, const char *heading, const char *body,
                                   const char *safe);

/** mado_dialog_add_act: adds the button with the response "act"; @destructive marks it. */
void mado_dialog_add_act (AdwMessageDialog *self, const char *label, gboolean destructive);

/** mado_dialog_tell: shows @body with a close button. */
void mado_dialog_tell (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
