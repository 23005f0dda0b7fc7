/* mado-card-error.h - what can be wrong with a card, by what the operator does next
 *
 * Layer: card.  The reader's own troubles (no card, pulled, busy) are in %MADO_READER_ERROR and
 * come through this layer unchanged.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_CARD_ERROR (mado_card_error_quark ())
GQuark mado_card_error_quark (void);

typedef enum
{
  MADO_CARD_ERROR_PIN_WRONG,   /* the resident tries again; the tries left are an out-parameter */
  MADO_CARD_ERROR_PIN_BLOCKED, /* no tries left: only unlocking or resetting helps */
  MADO_CARD_ERROR_PIN_NOT_SET, /* the resident must choose a password first */
  MADO_CARD_ERROR_PIN_SET,     /* there is one already: change or reset it instead */
  MADO_CARD_ERROR_FOREIGN,     /* not a card of this procedure: give it back */
  MADO_CARD_ERROR_MY_NUMBER_CARD, /* an individual number card: the other procedure */
  MADO_CARD_ERROR_BLANK,          /* a card that was never prepared for the application */
  MADO_CARD_ERROR_LOCKED,         /* application or card locked: another card */
  MADO_CARD_ERROR_TERMINATED,     /* ended for ever: another card */
  MADO_CARD_ERROR_DIFFERENT_CARD, /* not the card (or not the key) of this case: put that one in */
  MADO_CARD_ERROR_KEYS_REFUSED,   /* card and desk do not share a key: wrong key set, tell the chief
                                   */
  MADO_CARD_ERROR_KEYS_BLOCKED,   /* too many failed authentications: another card */
  MADO_CARD_ERROR_SESSION_OVER,   /* the protected session broke: open the card again */
  MADO_CARD_ERROR_NOT_ALLOWED,    /* the card's access rule forbids it in this state */
  MADO_CARD_ERROR_NOT_FOUND,      /* a file or a key that should be there is not */
  MADO_CARD_ERROR_NO_KEY,         /* no key pair on the card yet */
  MADO_CARD_ERROR_NO_CERTIFICATE, /* none on the card, or one whose writing was never finished */
  MADO_CARD_ERROR_TOO_LONG,       /* does not fit the card's file */
  MADO_CARD_ERROR_READ_BACK,      /* what was written is not what the card gives back */
  MADO_CARD_ERROR_DEFECT,         /* the card reports a failing memory: another card */
  MADO_CARD_ERROR_UNSURE,         /* changed or not: nobody knows. Look at the card; never repeat */
  MADO_CARD_ERROR_PROTOCOL,       /* an answer that the card's profile does not allow */
} MadoCardError;

G_END_DECLS
