/* mado-form-outside.h - what of a template reaches out of its own file, or would run
 *
 * Nothing of it is ever printed: pictures belong into the template as data.
 *
 * Layer: print.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** mado_form_find_outside: @svg: UTF-8.  Returns: (transfer full) (nullable): the first script or
 *   reference to another file or host, with its line; %NULL when there is none, and for a text that
 *   is no XML. */
char *mado_form_find_outside (const char *svg);

/** mado_form_hush_xml: libxml2 writes nothing on stderr from this thread any more; who parses asks
 * for its reason.  A drawing may bear an applicant's data. */
void mado_form_hush_xml (void);

G_END_DECLS
