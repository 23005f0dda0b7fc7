/* mado-form-list-private.h - the tables of all forms, for the functions that search them
 *
 * Layer: print, not for others.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-list.h"

G_BEGIN_DECLS

extern const MadoFormList mado_form_lists[MADO_FORM_N_KINDS];

G_END_DECLS
