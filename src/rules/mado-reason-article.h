/* mado-reason-article.h - which article says so, by the form that lies on the counter
 *
 * The identity check, the proxy's papers and the form are ordered once for the issue and again for
 * the revocation, the report, the disclosure and the correction; the refusal names the one of its
 * own procedure.  Work on passwords has no article: the ministry's page says it.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-procedure.h"
#include "mado-reason.h"

G_BEGIN_DECLS

typedef struct
{
  const char *article;    /* "REG 6(2)" */
  const char *article_ja; /* 規則第６条第２項（…） */
} MadoReasonArticle;

/**
 * mado_reason_article:
 * @procedure: that the reason is given in
 *
 * Returns: its source; the one of mado_reason_get() where the procedures do not differ. */
MadoReasonArticle mado_reason_article (MadoReason reason, MadoProcedure procedure);

/** mado_reason_article_in: the same for @id, as a case has it; an unknown one is a first issue. */
MadoReasonArticle mado_reason_article_in (MadoReason reason, const char *id);

G_END_DECLS
