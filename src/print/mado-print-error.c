/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-error.h"

G_DEFINE_QUARK (mado_print_error, mado_print_error)
