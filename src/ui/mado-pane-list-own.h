/* mado-pane-list-own.h - the tables of the procedures whose rows are told in other words
 *
 * Layer: ui, for mado-pane-list*.c only.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane-list.h"

extern const MadoPaneRows mado_pane_list_revoke; /* mado-pane-list-revoke.c */
extern const MadoPaneRows mado_pane_list_report;
