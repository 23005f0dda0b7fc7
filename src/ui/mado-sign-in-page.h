/* mado-sign-in-page.h - who works at this counter now
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_SIGN_IN_PAGE (mado_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoSignInPage, mado_sign_in_page, MADO, SIGN_IN_PAGE, GtkWidget)

/* Signal "signed-in" (): the desk has an operator. */

void mado_sign_in_page_set_desk (MadoSignInPage *self, MadoDesk *desk);

/** mado_sign_in_page_ready: the desk is open: shows who may sign in. */
void mado_sign_in_page_ready (MadoSignInPage *self);

/** mado_sign_in_page_failed: the desk cannot be opened: says why, nothing can be done here. */
void mado_sign_in_page_failed (MadoSignInPage *self, const GError *error);

G_END_DECLS
