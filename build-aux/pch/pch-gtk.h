/* pch-gtk.h - GTK and libadwaita for src/ui and its tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>
