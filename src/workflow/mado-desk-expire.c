/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-expire.h"

#include "mado-desk-inquiry.h"
#include "mado-inquiry-word.h"

static gboolean
note_expired (const char *number, gpointer data, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("{\"inquiry\":\"%s\"}", number);

  return mado_deed_event (data, "inquiry.expire", "ok", NULL, NULL, detail, error);
}

gboolean
mado_deed_expire_all (MadoDeed *deed, guint *n_expired, GError **error)
{
  return mado_inquiry_expire_all (deed->db, deed->today, deed->now, note_expired, deed, n_expired,
                                  error);
}

gboolean
mado_deed_expire_one (MadoDeed *deed, MadoInquiry *inquiry, gboolean *expired, GError **error)
{
  const MadoInquirySaid said
      = { .word = MADO_LETTER_EXPIRE, .now = deed->now, .today = deed->today };

  *expired = mado_inquiry_is_overdue (inquiry, deed->today);
  return !*expired
         || (mado_inquiry_say (inquiry, deed->db, &said, error)
             && note_expired (inquiry->number, deed, error));
}

/* --- the nightly pass --- */

static gboolean
expire_all (MadoDeed *deed, GError **error)
{
  return mado_deed_expire_all (deed, deed->data, error);
}

void
mado_desk_expire_inquiries_async (MadoDesk *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  mado_desk_do (self, MADO_DEED_BY_CLOCK, expire_all, g_new0 (guint, 1), g_free,
                mado_desk_expire_inquiries_async, cancellable, callback, user_data);
}

gboolean
mado_desk_expire_inquiries_finish (MadoDesk *self, GAsyncResult *result, guint *n_expired,
                                   GError **error)
{
  const guint *n = mado_desk_did (self, result, mado_desk_expire_inquiries_async, error);

  if (n != NULL && n_expired != NULL)
    *n_expired = *n;
  return n != NULL;
}
