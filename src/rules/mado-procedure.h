/* mado-procedure.h - the list of the window's procedures
 *
 * A new procedure is one row here, one fee key, and its mark in the tables that apply to it.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_PROCEDURE_ISSUE,   /* 新規発行, LAW 3 */
  MADO_PROCEDURE_RENEW,   /* 更新: in the window; by law a revocation and an issue, LAW 6 */
  MADO_PROCEDURE_REISSUE, /* 失効して新規発行: outside the window */
  MADO_PROCEDURE_REVOKE,  /* 失効申請 (V1), LAW 9 */
  MADO_PROCEDURE_REPORT,  /* 漏えい等届出 (V2 to V4), LAW 10 */
  MADO_PROCEDURE_CHANGE_PASSWORD, /* 暗証番号変更, REG 7(2) */
  MADO_PROCEDURE_RESET_PASSWORD,  /* 暗証番号初期化 */
  MADO_PROCEDURE_UNLOCK,          /* ロック解除 */
  MADO_PROCEDURE_COPY,            /* 写し再交付 */
  MADO_PROCEDURE_STATUS,          /* 状態照会 */
  MADO_PROCEDURE_ERASE,           /* カードの証明書消去 */
  MADO_PROCEDURE_INQUIRY,         /* 照会依頼: visit 1 of a proxy or without a photo document */
  MADO_PROCEDURE_DISCLOSURE,      /* 開示請求, LAW 29 */
  MADO_PROCEDURE_CORRECTION,      /* 訂正等請求, LAW 31 */
  MADO_N_PROCEDURES,
} MadoProcedure;

/** The mark of one procedure in a rule's set of procedures. */
#define MADO_PROCEDURE_MARK(procedure) (1u << (procedure))

/** What concerns the card in the hand and nothing else: no proxy comes and no letter is sent for it
 * (domain.md 1.9). */
#define MADO_PROCEDURES_HOLDER_ONLY                                                                \
  (MADO_PROCEDURE_MARK (MADO_PROCEDURE_COPY) | MADO_PROCEDURE_MARK (MADO_PROCEDURE_STATUS)         \
   | MADO_PROCEDURE_MARK (MADO_PROCEDURE_ERASE))

typedef struct
{
  const char *id;         /* as stored, in fee keys and in JSON: "issue", "change_password" */
  const char *title;      /* N_() */
  const char *title_ja;   /* as printed on forms */
  const char *article;    /* "LAW 3" */
  const char *article_ja; /* 法第３条 */
} MadoProcedureRow;

/** mado_procedure_get: Returns: (transfer none): the row of @procedure. */
const MadoProcedureRow *mado_procedure_get (MadoProcedure procedure);

/** mado_procedure_find: Returns: whether @id names a procedure, which is then in @procedure. */
gboolean mado_procedure_find (const char *id, MadoProcedure *procedure);

G_END_DECLS
