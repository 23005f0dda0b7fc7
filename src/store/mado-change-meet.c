/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what a change means for the cases, certificates and letters of its person that were found */
#include "config.h"

#include "mado-change-private.h"

#include "mado-clock.h"
#include "mado-query.h"

/* --- what the rule says of what was found --- */

/* As they were stored: normalised. */
static MadoFourItems *
take_items (MadoQuery *query)
{
  MadoFourItems *items = g_new0 (MadoFourItems, 1);
  gint64 birth = mado_query_get_integer (query, "birth");

  items->name = g_strdup (mado_query_get_text (query, "name"));
  items->kana = g_strdup (mado_query_get_text (query, "kana"));
  items->alias = g_strdup (mado_query_get_text (query, "alias"));
  items->address = g_strdup (mado_query_get_text (query, "address"));
  items->birth = (MadoWareki){ .era = (MadoEra) mado_query_get_integer (query, "birth_era"),
                               .year = (guint16) (birth / 10000),
                               .month = (guint8) (birth / 100 % 100),
                               .day = (guint8) (birth % 100) };
  items->sex = (MadoSex) mado_query_get_integer (query, "sex");
  return items;
}

static guint
day_of (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);

  return g_date_get_year (date) * 10000u + (guint) g_date_get_month (date) * 100u
         + g_date_get_day (date);
}

/* Asks the rule.  @query: a row of what was found, its day as unix seconds in @at, or as YYYYMMDD
 * in compared_on where there is one. */
static MadoChangeMeeting
ask (const MadoMeet *self, MadoQuery *query, const char *at, gboolean has_compared_on)
{
  MadoChangeFound found = { 0 };
  MadoChangeMeeting meeting;

  found.drawn_up_on = has_compared_on && !mado_query_is_null (query, "compared_on")
                          ? (guint) mado_query_get_integer (query, "compared_on")
                          : day_of (mado_query_get_integer (query, at));
  if (!mado_query_is_null (query, "name"))
    found.items = take_items (query);
  meeting = self->verdict->rule (self->change, &found);
  g_clear_pointer (&found.items, mado_four_items_free);
  return meeting;
}

/* @case_meets, @certificate_meets: (out) */
static gboolean
ask_of_case (const MadoMeet *self, const MadoMeeting *one, MadoChangeMeeting *case_meets,
             MadoChangeMeeting *certificate_meets, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  gboolean has_row;

  *case_meets = *certificate_meets = MADO_CHANGE_MET;
  if (self->verdict->rule == NULL)
    return TRUE;
  query = mado_query_new (self->db, "change/found-case", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", one->id);
  mado_query_bind_text (query, "serial", one->serial);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  if (one->serial != NULL)
    *certificate_meets = ask (self, query, "not_before", FALSE);
  if (one->runs)
    *case_meets = ask (self, query, "opened_at", TRUE);
  return TRUE;
}

static gboolean
ask_of_inquiry (const MadoMeet *self, const MadoMeeting *one, MadoChangeMeeting *meets,
                GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  gboolean has_row;

  *meets = MADO_CHANGE_MET;
  if (self->verdict->rule == NULL)
    return TRUE;
  query = mado_query_new (self->db, "change/found-inquiry", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", one->id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *meets = ask (self, query, "received_at", FALSE);
  return TRUE;
}

/* --- what is kept of it --- */

static gboolean
insert_certificate (const MadoMeet *self, const MadoMeeting *one, MadoChangeRevocationState state,
                    GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "change/insert-certificate", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_id", self->met->change_id);
  mado_query_bind_text (query, "serial", one->serial);
  mado_query_bind_text (query, "state", mado_change_revocation_state_to_string (state));
  mado_query_bind_integer (query, "changed_at", self->now);
  mado_query_bind_text (query, "changed_by", self->operator_id);
  return mado_query_run (query, error);
}

/* What need not be compared is noted of the person alone who is that for sure. */
static gboolean
meet_certificate (const MadoMeet *self, const MadoMeeting *one, MadoChangeMeeting meets,
                  GError **error)
{
  gboolean ends = self->verdict->ends && meets != MADO_CHANGE_NOT_MET;
  MadoChangeRevocationState state = MADO_CHANGE_REVOCATION_NOTED;

  if (one->serial == NULL || (!self->verdict->ends && !self->verdict->minor)
      || (!ends && !one->sure))
    return TRUE;
  if (ends)
    state = one->sure && meets == MADO_CHANGE_MET ? MADO_CHANGE_REVOCATION_PENDING
                                                  : MADO_CHANGE_REVOCATION_DOUBTFUL;
  if (ends || self->verdict->minor)
    self->met->n_certificates++;
  else
    self->met->n_noted++;
  return insert_certificate (self, one, state, error);
}

static gboolean
add_stop (const MadoMeet *self, const char *query_name, const char *key, const MadoMeeting *one,
          MadoChangeMeeting meets, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, query_name, error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "change_id", self->met->change_id);
  mado_query_bind_integer (query, key, one->id);
  mado_query_bind_integer (query, "sure", one->sure && meets == MADO_CHANGE_MET);
  return mado_query_run (query, error);
}

gboolean
mado_meet_cases (const MadoMeet *self, const GArray *cases, GError **error)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const MadoMeeting *one = &g_array_index (cases, MadoMeeting, i);
      MadoChangeMeeting case_meets, certificate_meets;

      if (one->serial == NULL && !one->runs)
        continue;
      if (!ask_of_case (self, one, &case_meets, &certificate_meets, error)
          || !meet_certificate (self, one, certificate_meets, error))
        return FALSE;
      if (!one->runs || !self->verdict->stops || case_meets == MADO_CHANGE_NOT_MET)
        continue;
      if (!add_stop (self, "change/insert-case", "case_id", one, case_meets, error))
        return FALSE;
      self->met->n_cases++;
    }
  return TRUE;
}

gboolean
mado_meet_inquiries (const MadoMeet *self, const GArray *inquiries, GError **error)
{
  for (guint i = 0; self->verdict->stops && i < inquiries->len; i++)
    {
      const MadoMeeting *one = &g_array_index (inquiries, MadoMeeting, i);
      MadoChangeMeeting meets;

      if (!ask_of_inquiry (self, one, &meets, error))
        return FALSE;
      if (meets == MADO_CHANGE_NOT_MET)
        continue;
      if (!add_stop (self, "change/insert-inquiry", "inquiry_id", one, meets, error))
        return FALSE;
      self->met->n_inquiries++;
    }
  return TRUE;
}
