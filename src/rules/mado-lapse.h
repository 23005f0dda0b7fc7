/* mado-lapse.h - what a change in the register, or a fate of the card, does to certificate and card
 *
 * Sources: LAW 12, 15; JLAW 30-8(3); JREG 21-2 (minor corrections); JORD 30-20 (when a card is
 * void: 30, 14 and 90 days after a move), 30-26(7) (alias), 30-30 (end of stay); notes 1.7, 5.3 and
 * correction 10.6.  Where towns disagree the profile decides ([certificate], [card]).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-revocation-rule.h"

G_BEGIN_DECLS

typedef enum
{
  /* The register: the four items, or the resident's record itself */
  MADO_EVENT_MOVE_WITHIN, /* 転居 */
  MADO_EVENT_MOVE_OUT,    /* 転出 */
  MADO_EVENT_MOVE_IN,     /* 転入 */
  MADO_EVENT_MOVE_ABROAD, /* 国外転出 */
  MADO_EVENT_DEATH,
  MADO_EVENT_ERASED, /* 職権消除 */
  MADO_EVENT_NAME_CHANGE,
  MADO_EVENT_ALIAS_CHANGE, /* 通称 */
  MADO_EVENT_BIRTH_CORRECTION,
  MADO_EVENT_SEX_CORRECTION,
  MADO_EVENT_UNCOMMON_CHARACTER, /* rewritten away from the common form */
  MADO_EVENT_RESIDENT_CODE,      /* 住民票コード */
  MADO_EVENT_HOUSEHOLD,          /* 世帯: none of the four items */
  /* Minor corrections, JREG 21-2 nos. 1 to 7 */
  MADO_EVENT_COMMON_CHARACTER,
  MADO_EVENT_CHARACTER_IDENTIFICATION,
  MADO_EVENT_AREA_RENAMING,
  MADO_EVENT_LOT_RENUMBERING,
  MADO_EVENT_RESIDENCE_INDICATION,
  MADO_EVENT_BUILDING_NAME,
  MADO_EVENT_OTHER_MINOR,
  /* The card */
  MADO_EVENT_CARD_LOST,
  MADO_EVENT_CARD_STOLEN,
  MADO_EVENT_CARD_BROKEN,
  MADO_EVENT_CARD_EXPIRED,
  MADO_EVENT_CARD_RETURNED,
  MADO_EVENT_STAY_ENDED, /* 在留期間の満了 */
  MADO_EVENT_PASSWORD_LOCKED,
  MADO_EVENT_PASSWORD_LEAKED,
  /* The authority */
  MADO_EVENT_RECORD_ERROR,
  MADO_EVENT_CA_COMPROMISE,
  MADO_EVENT_PERIOD_OVER,
  MADO_N_EVENTS,
} MadoRegisterEvent;

typedef enum
{
  MADO_CERTIFICATE_STAYS,
  MADO_CERTIFICATE_REPORT_DUE, /* in force until its holder reports, which is a duty: LAW 10 */
  MADO_CERTIFICATE_ENDS,
} MadoCertificateEffect;

typedef enum
{
  MADO_CARD_EFFECT_NONE,
  MADO_CARD_EFFECT_FACE,      /* stays; its face is written anew */
  MADO_CARD_EFFECT_CONTINUES, /* stays when it is presented in time, else void after card_last_day
                               */
  MADO_CARD_EFFECT_SUSPEND,   /* may be stopped by telephone */
  MADO_CARD_EFFECT_REPLACE,   /* unusable: a new card */
  MADO_CARD_EFFECT_VOID,
} MadoCardEffect;

typedef struct
{
  const char *id;       /* in import files and JSON: "move_within" */
  const char *title;    /* N_() */
  const char *title_ja; /* 転居 */
  MadoCertificateEffect certificate;
  MadoRevocationGround ground; /* when the certificate ends, or is reported */
  MadoCardEffect card;
  gboolean minor; /* JREG 21-2 */
  const char *article;
  const char *article_ja;
} MadoLapseRow;

/** What happened.  Dates that are not known are invalid. */
typedef struct
{
  MadoRegisterEvent event;
  GDate day; /* it takes effect; of a move out: the planned day; of a move in: of the notice */
  GDate moved_in_on; /* MOVE_OUT: when the new home was entered without a notice there */
} MadoLapseFacts;

typedef struct
{
  const MadoLapseRow *row;
  MadoCertificateEffect certificate;
  MadoRevocationGround ground; /* meaningful unless the certificate stays */
  int crl_reason;              /* for the authority; -1: none */
  gboolean minor;              /* a minor correction: nothing is sent to the governor */
  gboolean notify_holder, publish;
  gboolean
      stops_cases; /* open cases and inquiry letters of the person stop (notes 3.3, 9 no. 21) */
  MadoCardEffect card;
  GDate card_last_day; /* CONTINUES: the last day without the step that keeps it alive; else invalid
                        */
} MadoLapse;

/** mado_lapse_row: Returns: (transfer none): the row of @event. */
const MadoLapseRow *mado_lapse_row (MadoRegisterEvent event);

/** mado_lapse_find: Returns: whether @id names an event, which is then in @event. */
gboolean mado_lapse_find (const char *id, MadoRegisterEvent *event);

/** mado_lapse_facts_init: the event of @day, nothing else known. */
void mado_lapse_facts_init (MadoLapseFacts *self, MadoRegisterEvent event, const GDate *day);

/** mado_lapse_ask: @lapse: (out caller-allocates): what the event does under @profile. */
void mado_lapse_ask (const MadoOfficeProfile *profile, const MadoLapseFacts *facts,
                     MadoLapse *lapse);

/** mado_certificate_effect_name: Returns: "stays", "report_due" or "ends". */
const char *mado_certificate_effect_name (MadoCertificateEffect effect);

/** mado_card_effect_name: Returns: "stays", "face_update", "continues", "suspend", "replace" or
 * "void". */
const char *mado_card_effect_name (MadoCardEffect effect);

G_END_DECLS
