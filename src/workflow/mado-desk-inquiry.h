/* mado-desk-inquiry.h - letters of inquiry at the desk: each word is state + event in one
 * transaction
 *
 * A letter whose last day is over expires when it is touched, and the call fails with
 * %MADO_INQUIRY_ERROR_OVERDUE; what is not possible is refused and recorded ("denied").
 *
 *   mado_desk_receive_inquiry_async (desk, "issue", MADO_LETTER_BY_PROXY, person, agent, NULL,
 * received_cb, page); MadoInquirySaid said = { .word = MADO_LETTER_MAIL, .mail_class =
 * MADO_LETTER_MAIL_NO_FORWARD }; mado_desk_say_inquiry_async (desk, view->inquiry->inquiry_id,
 * &said, 0, NULL, said_cb, page);
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-inquiry-check.h"
#include "mado-inquiry-word.h"

G_BEGIN_DECLS

/* A letter with what was recorded of the reply that was shown last. */
typedef struct
{
  MadoInquiry *inquiry;            /* owned */
  MadoLetterChecked *checks;       /* owned: MADO_N_LETTER_CHECKS */
  gint64 deeds[MADO_N_SLIP_DEEDS]; /* when, 0: not yet */
  guint agent_persons;             /* for how many others that proxy asked in 90 days: a warning */
} MadoInquiryView;

void mado_inquiry_view_free (MadoInquiryView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoInquiryView, mado_inquiry_view_free)

/**
 * mado_desk_receive_inquiry_async:
 * @procedure: what the applicant will come for: "unlock"; one that asks for a letter
 * @person: (transfer full): as the register has the applicant
 * @agent: (transfer full) (nullable): with %MADO_LETTER_BY_PROXY
 *
 * Takes the request and gives it a number.
 * Errors: %MADO_INQUIRY_ERROR_OPEN, whose message is the number of the person's open letter for the
 * same purpose; %MADO_DESK_ERROR_NOT_SIGNED_IN; %MADO_DB_ERROR. */
void mado_desk_receive_inquiry_async (MadoDesk *self, const char *procedure, MadoLetterRoute route,
                                      MadoFourItems *person, MadoInquiryAgent *agent,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
/** Returns: (transfer full) */
MadoInquiryView *mado_desk_receive_inquiry_finish (MadoDesk *self, GAsyncResult *result,
                                                   GError **error);

/**
 * mado_desk_find_inquiry_async:
 * @number: as typed or scanned
 *
 * Errors: %MADO_INQUIRY_ERROR_NUMBER when the check digit is wrong or there is no such letter.  An
 * overdue letter expires and is returned expired; for look-up it is returned as it stands. */
void mado_desk_find_inquiry_async (MadoDesk *self, const char *number, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
MadoInquiryView *mado_desk_find_inquiry_finish (MadoDesk *self, GAsyncResult *result,
                                                GError **error);

/**
 * mado_desk_say_inquiry_async:
 * @said: the word and what it needs; texts are copied.  now and today are filled in; number is
 *   taken as typed; mail class NONE and due_on 0 mean the office's
 * @approval_id: of a confirmed approval "inquiry" of this letter, used up by it; 0: none
 *
 * Errors: %MADO_INQUIRY_ERROR, %MADO_APPROVAL_ERROR, %MADO_DB_ERROR. */
void mado_desk_say_inquiry_async (MadoDesk *self, gint64 inquiry_id, const MadoInquirySaid *said,
                                  gint64 approval_id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
MadoInquiryView *mado_desk_say_inquiry_finish (MadoDesk *self, GAsyncResult *result,
                                               GError **error);

/** mado_desk_check_inquiry_async: records one of the nine checks. */
void mado_desk_check_inquiry_async (MadoDesk *self, gint64 inquiry_id, MadoLetterCheck check,
                                    gboolean passed, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
MadoInquiryView *mado_desk_check_inquiry_finish (MadoDesk *self, GAsyncResult *result,
                                                 GError **error);

/** mado_desk_note_slip_async: records what was done with the sealed password slip. */
void mado_desk_note_slip_async (MadoDesk *self, gint64 inquiry_id, MadoSlipDeed deed,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/** Returns: (transfer full) */
MadoInquiryView *mado_desk_note_slip_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/** mado_desk_expire_inquiries_async: the nightly pass, in one transaction; also when nobody is
 *   signed in. */
void mado_desk_expire_inquiries_async (MadoDesk *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
/** @n_expired: (out) (optional) */
gboolean mado_desk_expire_inquiries_finish (MadoDesk *self, GAsyncResult *result, guint *n_expired,
                                            GError **error);

/** mado_desk_count_inquiries_async: for the home screen. */
void mado_desk_count_inquiries_async (MadoDesk *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_desk_count_inquiries_finish (MadoDesk *self, GAsyncResult *result,
                                           MadoInquiryCounts *counts, GError **error);

G_END_DECLS
