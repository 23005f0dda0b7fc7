/* mado-retention.h - until when papers are kept, until when a request is answered
 *
 * Sources: REG 44 item 1 (application, papers, copies: ten years from the day after the
 * certificate's planned last day, also when it was revoked before), item 6 (all other papers: ten
 * years counting the day of receipt), LAW 29, 30 and ORD 16 to 18 (disclosure within thirty days,
 * the day of receipt counting), corrections 10.3 and 10.8.  Nothing is ever purged by the clock
 * alone.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

G_BEGIN_DECLS

/** mado_retention_application_until: @planned_last: the certificate's last valid day as issued.
 * @until: (out caller-allocates): the last day on which the papers must be kept. */
void mado_retention_application_until (const MadoOfficeProfile *profile, const GDate *planned_last,
                                       GDate *until);

/** mado_retention_other_until: @received: the day of receipt or creation. */
void mado_retention_other_until (const MadoOfficeProfile *profile, const GDate *received,
                                 GDate *until);

/** mado_retention_log_until: @written: the day of an entry of the record. */
void mado_retention_log_until (const MadoOfficeProfile *profile, const GDate *written,
                               GDate *until);

/** mado_retention_answer_by: @received: the day a request for disclosure came in.
 * @by: (out caller-allocates): the last day for the answer. */
void mado_retention_answer_by (const MadoOfficeProfile *profile, const GDate *received, GDate *by);

G_END_DECLS
