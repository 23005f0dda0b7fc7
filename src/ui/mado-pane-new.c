/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-new.h"

#include "mado-pane-compare.h"
#include "mado-pane-consent.h"
#include "mado-pane-end.h"
#include "mado-pane-ground.h"
#include "mado-pane-found.h"
#include "mado-pane-identity.h"
#include "mado-pane-loss.h"
#include "mado-pane-progress.h"
#include "mado-pane-reception.h"
#include "mado-pane-revocation.h"
#include "mado-pane-reply.h"

GtkWidget *
mado_pane_new (MadoWorkKind kind)
{
  switch (kind)
    {
    case MADO_WORK_RECEPTION:
    case MADO_WORK_REVIEW:
      return mado_pane_reception_new ();
    case MADO_WORK_REPLY:
      return mado_pane_reply_new ();
    case MADO_WORK_IDENTITY:
      return mado_pane_identity_new ();
    case MADO_WORK_COMPARE:
      return mado_pane_compare_new ();
    case MADO_WORK_CONSENT:
      return mado_pane_consent_new ();
    case MADO_WORK_LOSS:
      return mado_pane_loss_new ();
    case MADO_WORK_GROUND:
      return mado_pane_ground_new ();
    case MADO_WORK_REVOCATION:
      return mado_pane_revocation_new ();
    case MADO_WORK_FOUND:
      return mado_pane_found_new ();
    case MADO_WORK_END:
      return mado_pane_end_new ();
    case MADO_WORK_PROGRESS:
    case MADO_WORK_HAND:
    case MADO_N_WORKS:
    default:
      return mado_pane_progress_new ();
    }
}
