/* avahi-answer.h - says on a private bus that Avahi runs, and announces nothing
 *
 * ippeveprinter of CUPS 2.4 ends at once where libavahi-client finds no server, even when told
 * not to announce itself.  The real avahi-daemon wants root and all network interfaces.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AvahiAnswer AvahiAnswer;

/** Starts a bus with its socket in @folder and answers on it, in a thread of its own. */
AvahiAnswer *avahi_answer_new (const char *folder);
void avahi_answer_free (AvahiAnswer *self);

/** For DBUS_SYSTEM_BUS_ADDRESS of the child. */
const char *avahi_answer_get_address (AvahiAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvahiAnswer, avahi_answer_free)

G_END_DECLS
