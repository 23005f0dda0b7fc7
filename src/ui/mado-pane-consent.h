/* mado-pane-consent.h - the characters that the certificate writes otherwise
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE_CONSENT (mado_pane_consent_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaneConsent, mado_pane_consent, MADO, PANE_CONSENT, GtkWidget)

GtkWidget *mado_pane_consent_new (void);

G_END_DECLS
