/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-player-letter.h"

#include "mado-desk-inquiry.h"
#include "mado-player-print.h"
#include "mado-reply.h"

#define TRACKING "123-45-67890-1" /* 引受番号 of no real letter */

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

MadoSecret *
mado_player_copy_secret (const MadoSecret *secret)
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (secret, &n_bytes);
  MadoSecret *copy = mado_secret_new (n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    mado_secret_append (copy, bytes[i]);
  return copy;
}

/* --- the first visit --- */

static MadoInquiryView *
receive (MadoDesk *desk, const MadoScenario *scenario, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoCase) like = mado_case_new (scenario->procedure);
  MadoInquiryAgent *agent = NULL;

  if (scenario->comes == MADO_SCENARIO_PROXY)
    {
      like->applicant = MADO_APPLICANT_VOLUNTARY;
      agent = mado_inquiry_agent_new (scenario->agent->name, scenario->agent->address,
                                      scenario->agent->relation);
    }
  mado_desk_receive_inquiry_async (desk, scenario->procedure, mado_reply_route (like),
                                   mado_four_items_copy (scenario->register_items), agent, NULL,
                                   ready_cb, &result);
  return mado_desk_receive_inquiry_finish (desk, wait_for (&result), error);
}

static gboolean
say (MadoDesk *desk, gint64 inquiry_id, const MadoInquirySaid *said, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoInquiryView) view = NULL;

  mado_desk_say_inquiry_async (desk, inquiry_id, said, 0, NULL, ready_cb, &result);
  view = mado_desk_say_inquiry_finish (desk, wait_for (&result), error);
  return view != NULL;
}

char *
mado_player_send_letter (MadoDesk *desk, const MadoScenario *scenario, GError **error)
{
  const MadoInquirySaid print = { .word = MADO_LETTER_PRINT };
  const MadoInquirySaid mail = { .word = MADO_LETTER_MAIL, .tracking = TRACKING };
  g_autoptr (MadoInquiryView) view = receive (desk, scenario, error);

  if (view == NULL || !mado_player_print_letter (desk, view->inquiry->inquiry_id, error)
      || !say (desk, view->inquiry->inquiry_id, &print, error)
      || !say (desk, view->inquiry->inquiry_id, &mail, error))
    return NULL;
  return g_strdup (view->inquiry->number);
}
