/* mado-inquiry-page.h - the book of letters of inquiry (照会簿, ui.md S7)
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_INQUIRY_PAGE (mado_inquiry_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiryPage, mado_inquiry_page, MADO, INQUIRY_PAGE, GtkWidget)

/* Signals:
 *   "leave" (): to the counter home
 *   "open-run" (MadoRun *run): the reply is taken in this case */

void mado_inquiry_page_set_desk (MadoInquiryPage *self, MadoDesk *desk);

/** mado_inquiry_page_refresh: reads the book anew; what is overdue expires. */
void mado_inquiry_page_refresh (MadoInquiryPage *self);

G_END_DECLS
