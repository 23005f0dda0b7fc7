/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-inquiry-word.h"

#include "mado-inquiry-check.h"
#include "mado-query.h"

G_DEFINE_QUARK (mado_inquiry_error, mado_inquiry_error)

/* clang-format off */
/* Which procedures an application of each purpose may be. */
static const struct { MadoLetterPurpose purpose; const char *procedure; } served[] = {
  { MADO_LETTER_FOR_ISSUE,    "issue"           },
  { MADO_LETTER_FOR_ISSUE,    "reissue"         },
  { MADO_LETTER_FOR_RENEW,    "renew"           },
  { MADO_LETTER_FOR_RENEW,    "reissue"         },
  { MADO_LETTER_FOR_RENEW,    "issue"           }, /* it ended meanwhile: a first issue (1.5) */
  { MADO_LETTER_FOR_REVOKE,   "revoke"          },
  { MADO_LETTER_FOR_REVOKE,   "report"          },
  { MADO_LETTER_FOR_PASSWORD, "password"        },
  { MADO_LETTER_FOR_PASSWORD, "change_password" },
  { MADO_LETTER_FOR_PASSWORD, "reset_password"  },
  { MADO_LETTER_FOR_PASSWORD, "unlock"          },
};
/* clang-format on */

gboolean
mado_inquiry_is_overdue (const MadoInquiry *self, guint today)
{
  gboolean waits = self->state == MADO_LETTER_MAILED || self->state == MADO_LETTER_RETURNED
                   || (self->state == MADO_LETTER_REJECTED && self->closed_at == 0);

  return waits && self->due_on != 0 && self->due_on < today;
}

/* --- guards: each answers whether it holds --- */

typedef gboolean (*Guard) (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said,
                           gboolean *holds, GError **error);

static gboolean
is_in_time (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
            GError **error)
{
  *holds = said->today <= self->due_on;
  return TRUE;
}

static gboolean
is_overdue (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
            GError **error)
{
  *holds = said->today > self->due_on;
  return TRUE;
}

static gboolean
has_number (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
            GError **error)
{
  *holds = g_strcmp0 (said->number, self->number) == 0;
  return TRUE;
}

static gboolean
is_expected_person (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said,
                    gboolean *holds, GError **error)
{
  *holds = said->presenter;
  return TRUE;
}

static gboolean
has_mail (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
          GError **error)
{
  gboolean has_tracking = said->tracking != NULL && said->tracking[0] != '\0';

  *holds = said->mail_class == MADO_LETTER_MAIL_NO_FORWARD
           || (said->mail_class != MADO_LETTER_MAIL_NONE && has_tracking);
  return TRUE;
}

static gboolean
has_due (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
         GError **error)
{
  *holds = said->due_on > said->today;
  return TRUE;
}

static gboolean
is_address_checked (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said,
                    gboolean *holds, GError **error)
{
  *holds = said->address_checked;
  return TRUE;
}

static gboolean
are_checks_passed (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said,
                   gboolean *holds, GError **error)
{
  return mado_inquiry_checks_are_passed (self, db, holds, error);
}

static gboolean
has_second_person (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said,
                   gboolean *holds, GError **error)
{
  *holds = !said->needs_second_person || said->has_second_person;
  return TRUE;
}

static gboolean
has_reason (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
            GError **error)
{
  *holds = said->reason != NULL && said->reason[0] != '\0';
  return TRUE;
}

static gboolean
is_curable (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
            GError **error)
{
  *holds = self->curable && self->closed_at == 0;
  return TRUE;
}

static gboolean
serves (MadoLetterPurpose purpose, const char *procedure)
{
  for (gsize i = 0; i < G_N_ELEMENTS (served); i++)
    if (served[i].purpose == purpose && g_str_equal (served[i].procedure, procedure))
      return TRUE;
  return FALSE;
}

/* As the rows of the second visit (mado-counter-inquiry.c) know the applicant. */
static gboolean
is_letters_person (MadoQuery *query, const MadoPersonKey *key)
{
  return mado_query_get_integer (query, "birth") == key->birth
         && mado_person_match (key, mado_query_get_text (query, "name"),
                               mado_query_get_text (query, "kana"))
                == MADO_PERSON_SAME;
}

static gboolean
fits_case (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, gboolean *holds,
           GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/case-fits", error);
  g_autoptr (MadoPersonKey) key = mado_person_key_new_of (self->person);
  gboolean has_row = query != NULL, fits = FALSE;

  if (query != NULL)
    mado_query_bind_integer (query, "case_id", said->case_id);
  while (has_row && !fits)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      fits = has_row && is_letters_person (query, key)
             && serves (self->purpose, mado_query_get_text (query, "procedure"));
    }
  if (query != NULL)
    *holds = fits;
  return query != NULL;
}

/* clang-format off */
/* By bit; the first that does not hold is the answer.  NULL: the record sees to it. */
static const struct { const char *name; Guard check; MadoInquiryError code; } guards[MADO_N_LETTER_GUARDS] = {
  { "request",         NULL,               MADO_INQUIRY_ERROR_OPEN          }, /* see mado_inquiry_insert() */
  { "in-time",         is_in_time,         MADO_INQUIRY_ERROR_OVERDUE       },
  { "overdue",         is_overdue,         MADO_INQUIRY_ERROR_NOT_OVERDUE   },
  { "number",          has_number,         MADO_INQUIRY_ERROR_NUMBER        },
  { "presenter",       is_expected_person, MADO_INQUIRY_ERROR_PRESENTER     },
  { "address",         NULL,               MADO_INQUIRY_ERROR_ADDRESS       }, /* a letter has no other */
  { "address-checked", is_address_checked, MADO_INQUIRY_ERROR_ADDRESS       },
  { "mail",            has_mail,           MADO_INQUIRY_ERROR_MAIL          },
  { "due",             has_due,            MADO_INQUIRY_ERROR_DUE           },
  { "checks",          are_checks_passed,  MADO_INQUIRY_ERROR_CHECKS        },
  { "second-person",   has_second_person,  MADO_INQUIRY_ERROR_SECOND_PERSON },
  { "reason",          has_reason,         MADO_INQUIRY_ERROR_REASON        },
  { "curable",         is_curable,         MADO_INQUIRY_ERROR_FINAL         },
  { "case",            fits_case,          MADO_INQUIRY_ERROR_CASE          },
};
/* clang-format on */

const char *
mado_inquiry_guard_to_string (MadoLetterGuard guard)
{
  return guards[g_bit_nth_lsf (guard, -1)].name;
}

static gboolean
check_guards (const MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, guint wanted,
              GError **error)
{
  for (guint i = 0; i < MADO_N_LETTER_GUARDS; i++)
    {
      gboolean holds;

      if ((wanted >> i & 1) == 0 || guards[i].check == NULL)
        continue;
      if (!guards[i].check (self, db, said, &holds, error))
        return FALSE;
      if (holds)
        continue;
      g_set_error (error, MADO_INQUIRY_ERROR, (int) guards[i].code, "%s: %s does not hold",
                   mado_letter_word_to_string (said->word), guards[i].name);
      return FALSE;
    }
  return TRUE;
}

/* --- effects --- */

static gboolean
ends (MadoLetterState state, gboolean curable)
{
  return state == MADO_LETTER_CONSUMED || state == MADO_LETTER_EXPIRED
         || state == MADO_LETTER_WITHDRAWN || state == MADO_LETTER_VOID
         || (state == MADO_LETTER_REJECTED && !curable);
}

static void
note_mail (MadoInquiry *self, const MadoInquirySaid *said)
{
  self->mailed_at = said->now;
  self->mail_class = said->mail_class;
  self->due_on = said->due_on;
  g_free (self->tracking);
  self->tracking = g_strdup (said->tracking);
}

static void
note_word (MadoInquiry *self, const MadoInquirySaid *said)
{
  if (said->word == MADO_LETTER_PRINT)
    {
      self->letters++;
      self->printed_at = said->now;
    }
  else if (said->word == MADO_LETTER_MAIL)
    note_mail (self, said);
  else if (said->word == MADO_LETTER_RETURN)
    self->returned_at = said->now;
  else if (said->word == MADO_LETTER_REPLY)
    {
      self->presentations++;
      self->replied_at = said->now;
    }
  else if (said->word == MADO_LETTER_VERIFY)
    self->verified_at = said->now;
  else if (said->word == MADO_LETTER_CONSUME)
    self->case_id = said->case_id;
}

static void
enter (MadoInquiry *self, MadoLetterState next, const MadoInquirySaid *said)
{
  note_word (self, said);
  self->state = next;
  self->entered_at = said->now;
  self->curable = said->word == MADO_LETTER_REJECT && said->curable && said->today <= self->due_on;
  g_free (self->reason);
  self->reason = g_strdup (said->reason);
  self->closed_at = ends (next, self->curable) ? said->now : 0;
}

gboolean
mado_inquiry_say (MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said, GError **error)
{
  MadoLetterState next;
  guint wanted;

  if (!mado_letter_next (self->state, said->word, &next, &wanted))
    {
      g_set_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NEVER, "%s is not possible in %s",
                   mado_letter_word_to_string (said->word),
                   mado_letter_state_to_string (self->state));
      return FALSE;
    }
  if (!check_guards (self, db, said, wanted, error))
    return FALSE;
  enter (self, next, said);
  return mado_inquiry_update (self, db, error);
}

/* --- the nightly pass --- */

static GPtrArray *
list_overdue (MadoDb *db, guint today, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/overdue", error);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "today", today);
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&numbers);
      g_ptr_array_add (numbers, g_strdup (mado_query_get_text (query, "number")));
    }
}

static gboolean
end_overdue (MadoDb *db, guint today, gint64 now, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/expire", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "today", today);
  mado_query_bind_integer (query, "now", now);
  return mado_query_run (query, error);
}

gboolean
mado_inquiry_expire_all (MadoDb *db, guint today, gint64 now, MadoInquiryExpired expired,
                         gpointer data, guint *n_expired, GError **error)
{
  g_autoptr (GPtrArray) numbers = list_overdue (db, today, error);

  if (numbers == NULL || !end_overdue (db, today, now, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    if (!expired (g_ptr_array_index (numbers, i), data, error))
      return FALSE;
  *n_expired = numbers->len;
  return TRUE;
}
