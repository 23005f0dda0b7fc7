/* mado-decision.h - what the rules say of one application, with every reason
 *
 * Layer: rules.  Threads: a value; one thread at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reason.h"

G_BEGIN_DECLS

typedef struct
{
  MadoReason reason;
  char *detail; /* owned (nullable): a document's code or a date; never personal data */
} MadoFinding;

typedef struct
{
  MadoVerdict verdict;  /* the worst of the findings; ACCEPT when there is none */
  GPtrArray *findings;  /* owned; of MadoFinding, in the order they were found, none twice */
  char *identified_by;  /* owned (nullable): codes of the papers that identify, "A01 B01" */
  guint fee_yen;        /* what is due when it is accepted */
  guint second_matters; /* bits of MadoSecondMatter that a second person confirms; 0: none */
  GDate last_valid_day; /* of a certificate issued today; invalid: does not apply */
} MadoDecision;

MadoDecision *mado_decision_new (void);
void mado_decision_free (MadoDecision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDecision, mado_decision_free)

/** mado_decision_add: @detail: (nullable): copied.  The verdict never gets better by it. */
void mado_decision_add (MadoDecision *self, MadoReason reason, const char *detail);

/** mado_decision_has: Returns: whether @reason was found. */
gboolean mado_decision_has (const MadoDecision *self, MadoReason reason);

/** mado_decision_main_reason: Returns: (transfer none) (nullable): the first finding that makes the
 * verdict. */
const MadoFinding *mado_decision_main_reason (const MadoDecision *self);

G_END_DECLS
