/* mado-card-holder.h - whose card it is, as far as the card and the desk's own record know
 *
 * A juki card is one person's for its ten years (JORD 30-14; domain.md 1.3, 7.3): one that bears,
 * or bore, another person's certificate was taken for the wrong one at the window.  Told apart by
 * the birth date: it never changes, a name may.
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"
#include "mado-case.h"

G_BEGIN_DECLS

/**
 * mado_card_holder_check:
 *
 * Any thread.  Returns: %FALSE with %MADO_CARD_ERROR_DIFFERENT_CARD if the certificate on the card
 *   is of somebody else than the form of @work is. */
gboolean mado_card_holder_check (const MadoCardState *state, const MadoCase *work, GError **error);

/**
 * mado_card_holder_check_record:
 *
 * On the database's worker: the same by the last case that @work's card went through;
 * %MADO_DB_ERROR, too. */
gboolean mado_card_holder_check_record (MadoDb *db, const MadoCase *work, GError **error);

G_END_DECLS
