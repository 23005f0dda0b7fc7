/* pch-glib.h - the system headers that every layer reads, compiled once a library
 *
 * Only headers of the system, and only those which the layer reads anyway: a layer sees no other
 * layer by it.  A source still includes what it uses; `meson setup -Db_pch=false` shows what one
 * forgot.   SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>
