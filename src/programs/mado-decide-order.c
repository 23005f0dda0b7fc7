/* Days of a question that cannot stand beside each other: each is the question's fault.
 * What a person could really bring (a reply before its letter, a certificate dated tomorrow) is a
 * reason of the rules instead.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"
#include "mado-validity.h"

#define BIRTH MADO_AT (birth)
#define DATE MADO_AT (date)
#define ISSUED MADO_AT (issued_on)
#define LAST MADO_AT (certificate_last_day)

typedef enum
{
  BEFORE,
  AFTER,
} Side;

/* A day at @place that lies on that side of the day at @than is a fault.  A question that does not
 * have the key is not asked. */
/* clang-format off */
static const struct
{
  const char *question; /* NULL: each that has the key */
  const char *place;
  gsize at;             /* in MadoDecideInput */
  Side side;
  const char *than;
  gsize than_at;
} orders[] = {
  { NULL,          "applicant.birth_date",       BIRTH,                       AFTER,  "date",                  DATE },
  { NULL,          "birth_date",                 BIRTH,                       AFTER,  "date",                  DATE },
  { NULL,          "applicant.moved_in_on",      MADO_AT (moved_in_on),       AFTER,  "date",                  DATE },
  { NULL,          "applicant.moved_in_on",      MADO_AT (moved_in_on),       BEFORE, "applicant.birth_date",  BIRTH },
  { NULL,          "certificate.issued_on",      ISSUED,                      AFTER,  "date",                  DATE },
  { NULL,          "certificate.last_valid_day", LAST,                        BEFORE, "certificate.issued_on", ISSUED },
  { NULL,          "reply.due_on",               MADO_AT (reply_due_on),      BEFORE, "reply.mailed_on",       MADO_AT (mailed_on) },
  { "renewal",     "issued_on",                  ISSUED,                      AFTER,  "date",                  DATE },
  { "retention",   "issued_on",                  ISSUED,                      AFTER,  "date",                  DATE },
  { "card_period", "issued_on",                  ISSUED,                      AFTER,  "date",                  DATE },
  { NULL,          "last_valid_day",             LAST,                        BEFORE, "issued_on",             ISSUED },
  { NULL,          "card_expires_on",            MADO_AT (card_expires_on),   BEFORE, "issued_on",             ISSUED },
  { NULL,          "stay_until",                 MADO_AT (stay_until),        BEFORE, "issued_on",             ISSUED },
  { NULL,          "revoked_on",                 MADO_AT (received_on),       AFTER,  "date",                  DATE },
  { NULL,          "disclosed_on",               MADO_AT (disclosed_on),      AFTER,  "date",                  DATE },
  { NULL,          "received_on",                MADO_AT (received_on),       AFTER,  "date",                  DATE },
};
/* clang-format on */

/* Returns: (transfer none) (nullable): what stands at "certificate.issued_on". */
static const MadoJsonNode *
find_node (const MadoJsonNode *node, const char *place)
{
  g_auto (GStrv) keys = g_strsplit (place, ".", -1);

  for (guint i = 0; keys[i] != NULL && node != NULL; i++)
    node = node->kind == MADO_JSON_OBJECT ? mado_json_node_get (node, keys[i]) : NULL;
  return node;
}

static gboolean
fail (const MadoJsonNode *node, const char *place, const char *key, const char *why, GError **error)
{
  g_autofree char *at = *place != '\0' ? g_strdup_printf ("%s.%s", place, key) : g_strdup (key);

  return mado_decide_fail (node, at, MADO_JSON_ERROR_VALUE, why, error);
}

static GDate
day_at (const MadoDecideInput *input, gsize at)
{
  GDate day;

  g_date_clear (&day, 1);
  if (at != BIRTH)
    return *(const GDate *) (gconstpointer) ((const char *) input + at);
  if (input->birth.year != 0)
    mado_wareki_to_date (&input->birth, &day);
  return day;
}

static gboolean
check_orders (const MadoAnswer *answer, const char *place, GError **error)
{
  const char *question = answer->input->question != NULL ? answer->input->question : "apply";

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      const MadoJsonNode *node = find_node (answer->node, orders[i].place);
      const GDate day = day_at (answer->input, orders[i].at);
      const GDate than = day_at (answer->input, orders[i].than_at);
      const gboolean after = orders[i].side == AFTER;
      g_autofree char *why
          = g_strdup_printf ("is %s the day of %s", after ? "after" : "before", orders[i].than);
      int order;

      if (node == NULL || !g_date_valid (&day) || !g_date_valid (&than)
          || (orders[i].question != NULL && !g_str_equal (orders[i].question, question)))
        continue;
      order = g_date_compare (&day, &than);
      if (after ? order > 0 : order < 0)
        return fail (node, place, orders[i].place, why, error);
    }
  return TRUE;
}

/* No certificate is longer than the profile says, and none was issued after today. */
static gboolean
check_length (const MadoAnswer *answer, const char *place, const char *key, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const guint years = answer->profile->validity_years;
  const MadoJsonNode *node = find_node (answer->node, key);
  const gboolean issued = g_date_valid (&input->issued_on);
  const GDate *from = issued ? &input->issued_on : &input->date;
  g_autofree char *why = NULL;
  GDate longest;

  if (node == NULL || !g_date_valid (&input->certificate_last_day) || !g_date_valid (from))
    return TRUE;
  mado_validity_last_day (from, years, &longest);
  if (g_date_compare (&input->certificate_last_day, &longest) <= 0)
    return TRUE;
  why = g_strdup_printf (
      "a certificate is valid for %u years, so from %s to %04u-%02u-%02u at most", years,
      issued ? "its day of issue" : "today", (guint) g_date_get_year (&longest),
      (guint) g_date_get_month (&longest), (guint) g_date_get_day (&longest));
  return fail (node, place, key, why, error);
}

/* What is said of the last certificate, against its own days. */
static gboolean
check_status (const MadoAnswer *answer, const char *place, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoJsonNode *node = find_node (answer->node, "certificate.status");
  const gboolean issued = g_date_valid (&input->issued_on);
  const char *status;
  GDate last = input->certificate_last_day;

  if (node == NULL || input->certificate_status < 0)
    return TRUE;
  status = mado_decide_certificate_statuses[input->certificate_status];
  if (g_str_equal (status, "none") && input->certificate_on_card
      && find_node (answer->node, "card.holds_certificate") != NULL)
    return fail (node, place, "certificate.status", "there is none, so the card holds none", error);
  if (!g_date_valid (&last) && issued)
    mado_validity_last_day (&input->issued_on, answer->profile->validity_years, &last);
  if (!g_date_valid (&last))
    return TRUE;
  if (g_str_equal (status, "none"))
    return fail (node, place, "certificate.status",
                 "there is none, so it has no day of issue and no last day", error);
  if (g_str_equal (status, "expired") && g_date_compare (&last, &input->date) >= 0)
    return fail (node, place, "certificate.status", "its last day is not over", error);
  return TRUE;
}

#define STAY_CODE "X01" /* the only document whose last day is computed */

/* A key that nobody would read is refused as a misspelt one is. */
static gboolean
check_stay (const MadoDecidePaper *paper, const MadoJsonNode *node, const char *place,
            const char *key, GError **error)
{
  g_autofree char *status = g_strdup_printf ("%s.stay_status", key);
  g_autofree char *until = g_strdup_printf ("%s.stay_until", key);

  if (paper->stay_status >= 0 && g_strcmp0 (paper->code, STAY_CODE) != 0)
    return fail (find_node (node, "stay_status"), place, status,
                 "is read with the code " STAY_CODE " only", error);
  if (g_date_valid (&paper->stay_until) && paper->stay_status < 0)
    return fail (find_node (node, "stay_until"), place, until, "is read with stay_status only",
                 error);
  return TRUE;
}

/* Whoever has the resident card with them has it on the counter. */
static gboolean
is_card_away (const MadoDecideInput *input, const MadoDecidePaper *paper, const MadoJsonNode *asked)
{
  const gboolean is_card
      = g_strcmp0 (paper->code, "P06") == 0 || g_strcmp0 (paper->code, "B07") == 0;

  return is_card && !input->card_present && find_node (asked, "card") != NULL;
}

static gboolean
check_paper (const MadoDecidePaper *paper, const MadoJsonNode *node, const char *place,
             const char *key, GError **error)
{
  g_autofree char *at = g_strdup_printf ("%s.expires_on", key);

  if (!check_stay (paper, node, place, key, error))
    return FALSE;
  if (!g_date_valid (&paper->issued_on) || !g_date_valid (&paper->expires_on)
      || g_date_compare (&paper->issued_on, &paper->expires_on) <= 0)
    return TRUE;
  return fail (find_node (node, "expires_on"), place, at, "is before the day of issued_on", error);
}

static gboolean
check_papers (const MadoAnswer *answer, const char *place, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const struct
  {
    const char *key;
    const GArray *papers;
  } lists[] = { { "papers", input->papers },
                { "representative.papers", input->representative_papers },
                { "proxy.papers", input->proxy_papers } };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < lists[i].papers->len; k++)
      {
        const MadoJsonNode *list = find_node (answer->node, lists[i].key);
        g_autofree char *key = g_strdup_printf ("%s[%u]", lists[i].key, k);

        const MadoDecidePaper *paper = &g_array_index (lists[i].papers, MadoDecidePaper, k);
        const MadoJsonNode *node = g_ptr_array_index (list->children, k);

        if (!check_paper (paper, node, place, key, error))
          return FALSE;
        if (lists[i].papers == input->papers && is_card_away (input, paper, answer->node))
          return fail (node, place, key, "the card is not here", error);
      }
  return check_paper (&input->paper, find_node (answer->node, "document"), place, "document",
                      error);
}

/* An office lets a reply come for ten to ninety days (notes 9 no. 3), whatever its profile said on
 * the day of mailing. */
static gboolean
check_reply (const MadoAnswer *answer, const char *place, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoJsonNode *node = find_node (answer->node, "reply.due_on");
  int days;

  if (node == NULL || !g_date_valid (&input->reply_due_on) || !g_date_valid (&input->mailed_on))
    return TRUE;
  days = g_date_days_between (&input->mailed_on, &input->reply_due_on);
  return (days >= MADO_INQUIRY_DAYS_MIN && days <= MADO_INQUIRY_DAYS_MAX)
         || fail (node, place, "reply.due_on", "is not 10 to 90 days after the day of mailing",
                  error);
}

gboolean
mado_decide_check_order (const MadoAnswer *answer, const char *place, GError **error)
{
  return check_orders (answer, place, error)
         && check_length (answer, place, "certificate.last_valid_day", error)
         && check_length (answer, place, "last_valid_day", error)
         && check_status (answer, place, error) && check_reply (answer, place, error)
         && check_papers (answer, place, error);
}

/* A key that nobody would read is refused as a misspelt one is. */
static gboolean
check_agents (const MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const gboolean asks_of_a_person = g_strcmp0 (input->question, "revocation") != 0;
  const MadoJsonNode *representative = mado_json_node_get (answer->node, "representative");
  const MadoJsonNode *proxy = mado_json_node_get (answer->node, "proxy");
  const MadoJsonNode *applicant = mado_json_node_get (answer->node, "applicant");

  if (input->representative_given && input->comes != MADO_COMES_STATUTORY)
    return mado_decide_fail (representative, "representative", MADO_JSON_ERROR_KEY,
                             "is read with \"comes\": \"statutory_representative\" only", error);
  if (input->proxy_given && input->comes != MADO_COMES_PROXY)
    return mado_decide_fail (proxy, "proxy", MADO_JSON_ERROR_KEY,
                             "is read with \"comes\": \"proxy\" only", error);
  if (asks_of_a_person && (applicant == NULL || applicant->kind == MADO_JSON_NULL))
    return mado_decide_fail (answer->node, NULL, MADO_JSON_ERROR_KEY,
                             "the key \"applicant\" is missing", error);
  return TRUE;
}

/* What a letter or a correction is asked for is read with that procedure only. */
static gboolean
check_purpose (const MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoJsonNode *purpose = mado_json_node_get (answer->node, "purpose");
  const MadoJsonNode *disclosed_on = mado_json_node_get (answer->node, "disclosed_on");

  if (input->purpose >= 0 && input->procedure != MADO_PROCEDURE_INQUIRY)
    return mado_decide_fail (purpose, "purpose", MADO_JSON_ERROR_KEY,
                             "is read with \"procedure\": \"inquiry\" only", error);
  if (input->purpose == MADO_PROCEDURE_INQUIRY)
    return mado_decide_fail (purpose, "purpose", MADO_JSON_ERROR_VALUE,
                             "a letter serves another procedure", error);
  if (g_date_valid (&input->disclosed_on) && input->procedure != MADO_PROCEDURE_CORRECTION)
    return mado_decide_fail (disclosed_on, "disclosed_on", MADO_JSON_ERROR_KEY,
                             "is read with \"procedure\": \"correction\" only", error);
  if (g_date_valid (&input->disclosed_on) && !input->disclosed)
    return mado_decide_fail (disclosed_on, "disclosed_on", MADO_JSON_ERROR_VALUE,
                             "nothing was disclosed", error);
  return TRUE;
}

gboolean
mado_decide_check_read (const MadoAnswer *answer, GError **error)
{
  return check_agents (answer, error) && check_purpose (answer, error);
}
