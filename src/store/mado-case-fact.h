/* mado-case-fact.h - small facts that only some procedures keep of a case
 *
 * Each is a name and a text.  What every case has is a column of its own (mado-case.h); a fact is
 * what one procedure asks.  The list below is the whole of it: name, form of the value, who sets
 * it.  Layer: store.  Threads: a value.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"

G_BEGIN_DECLS

/* Which kind of the procedure: revocation "V1".."V4" (domain.md 1.6); password form "change",
 * "reset", "unlock"; renewal "renew" or "revoke-and-issue". */
#define MADO_FACT_KIND "kind"
/* Serial, hexadecimal, of the certificate that the case ends, renews, or asks about. */
#define MADO_FACT_OLD_SERIAL "old-serial"
/* YYYYMMDD: when the register's items were compared with the form. */
#define MADO_FACT_COMPARED_ON "compared-on"
/* Last valid day of that certificate, YYYYMMDD. */
#define MADO_FACT_OLD_LAST_DAY "old-last-day"
/* SHA-256 of that certificate's key, hexadecimal. */
#define MADO_FACT_OLD_SPKI "old-spki"
/* "1": that certificate was read from the card that lies in the reader. */
#define MADO_FACT_ON_CARD "on-card"
/* Unix seconds: when the CA recorded the revocation; the reception time is opened_at. */
#define MADO_FACT_REVOKED_AT "revoked-at"
/* CRLReason that the CA recorded with it: the first one given. */
#define MADO_FACT_REVOKED_REASON "revoked-reason"
/* Serial as typed from the copy (写し), and as read from the card (revocation). */
#define MADO_FACT_COPY_SERIAL "copy-serial"
#define MADO_FACT_CARD_SERIAL "card-serial"
/* How the certificate was found: "copy", "card", "records". */
#define MADO_FACT_FOUND_BY "found-by"
/* Holder's name as that certificate has it. */
#define MADO_FACT_OLD_NAME "old-name"
/* What was typed before a dangerous act: the last digits of the serial. */
#define MADO_FACT_TYPED "typed"
/* YYYYMMDD: when the leak, loss or damage happened, as the holder says (LAW 10). */
#define MADO_FACT_HAPPENED_ON "happened-on"
/* "1": the resident brought the card (revocation). */
#define MADO_FACT_CARD_BROUGHT "card-brought"
/* Tries left for the password as the card said before anything was done, "0".."15". */
#define MADO_FACT_TRIES "tries"
/* "1": the unlock leaves the password as it is (the office's profile when the card was read). */
#define MADO_FACT_KEEPS_PASSWORD "keeps-password"
/* Letter number of the inquiry that the case uses. */
#define MADO_FACT_INQUIRY "inquiry"
/* Code of the reason why the case was refused or held (MadoReason). */
#define MADO_FACT_REASON "reason"
/* Operator who confirmed as second person, and what: "proxy:jiro". */
#define MADO_FACT_SECOND "second"
/* How often the copy of the certificate was printed again before this case. */
#define MADO_FACT_REPRINTS "reprints"
/* Characters that stand as 〓 on a printed paper, to be put right by hand. */
#define MADO_FACT_BY_HAND "by-hand"
/* Row that a parked or held case returns to. */
#define MADO_FACT_RETURN "return"
/* Status of the certificate as the CA told: "active", "revoked", "expired", "unknown". */
#define MADO_FACT_STATUS "status"
/* Warnings that were answered, ids parted by blanks. */
#define MADO_FACT_ANSWERED "answered"
/* Names and addresses of other people born on the same day whose names are read the same, who have
 * a running case or a certificate in force: for the screen. */
#define MADO_FACT_NAMESAKES "namesakes"
/* YYYYMMDD: the day of the power of attorney's seal certificate. */
#define MADO_FACT_SEAL_ISSUED "seal-issued"
/* "1": power of attorney with the registered seal is there. */
#define MADO_FACT_POWER "power-of-attorney"
/* What was answered to each of the nine checks of the reply: nine digits (mado-reply.h). */
#define MADO_FACT_REPLY "reply"
/* "1": the slip with the sealed password was opened and is not destroyed yet. */
#define MADO_FACT_SLIP "open-slip"
/* For how many other people the same proxy asked for letters within the profile's days. */
#define MADO_FACT_AGENT_PEOPLE "agent-people"
/* YYYYMMDD: when the applicant moved to this municipality, where it is not long ago. */
#define MADO_FACT_MOVED_IN "moved-in"
/* Why the fee is waived: a code of the profile's list. */
#define MADO_FACT_WAIVER "waiver"
/* A change of resident data that met the running case: its kind ("death") and number; the row where
 * it met it, and the case goes on should the change turn out to be another person's. */
#define MADO_FACT_CHANGE "change"
#define MADO_FACT_CHANGE_ID "change-id"
#define MADO_FACT_CHANGE_AT "change-at"

/** mado_case_get_fact: Returns: (transfer none) (nullable): the value, %NULL when there is none. */
const char *mado_case_get_fact (const MadoCase *self, const char *name);

/** mado_case_set_fact: @value: (nullable): %NULL and "" take the fact away. */
void mado_case_set_fact (MadoCase *self, const char *name, const char *value);

/** mado_case_get_fact_number: Returns: the value as a number, 0 when there is none. */
gint64 mado_case_get_fact_number (const MadoCase *self, const char *name);
void mado_case_set_fact_number (MadoCase *self, const char *name, gint64 value);

/** mado_case_has_fact: whether it is there and not "0". */
gboolean mado_case_has_fact (const MadoCase *self, const char *name);

G_END_DECLS
