/* The questions about days: period, renewal, retention, disclosure, age, hours, dated papers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"
#include "mado-hours.h"
#include "mado-period.h"
#include "mado-renewal.h"
#include "mado-retention.h"
#include "mado-validity.h"

#define MONTHS 12 /* of a year */

static const char *const retention_kinds[] = { "application", "other", "log", NULL };
static const char *const paper_kinds[]
    = { "seal_certificate", "family_register", "guardian_certificate", NULL };

/* clang-format off */
const MadoDecideField mado_decide_period_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_DAY_NEEDED ("issued_on", issued_on, "The day of issue."),
  MADO_DAY ("card_expires_on", card_expires_on, "The card's last day; ends the certificate where the profile says so."),
  MADO_END
};

const MadoDecideField mado_decide_card_period_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_DAY_NEEDED ("issued_on", issued_on, "The card's day of issue."),
  MADO_DAY ("stay_until", stay_until, "A foreign resident's end of stay, which ends the card."),
  MADO_END
};

const MadoDecideField mado_decide_renewal_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_DAY ("last_valid_day", certificate_last_day, "Of the certificate; or give `issued_on`."),
  MADO_DAY ("issued_on", issued_on, "Of the certificate; its last day is computed."),
  MADO_DAY ("card_expires_on", card_expires_on, "The card's last day; ends the certificate where the profile says so."),
  MADO_END
};

const MadoDecideField mado_decide_resume_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_DAY_NEEDED ("revoked_on", received_on, "The day on which the old certificate was revoked."),
  MADO_END
};

const MadoDecideField mado_decide_retention_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_WORD ("kind", retention_kind, retention_kinds, "`application`", "Application and papers of an issue; any other paper; the record of operations."),
  MADO_DAY ("last_valid_day", certificate_last_day, "`application`: the certificate's planned last day, also when it was revoked; or give `issued_on`."),
  MADO_DAY ("issued_on", issued_on, "`application`: the day of issue."),
  MADO_DAY ("received_on", received_on, "`other`, `log`: the day of receipt or creation."),
  MADO_END
};

const MadoDecideField mado_decide_disclosure_fields[] = {
  MADO_COMMON (MADO_DAY),
  MADO_DAY_NEEDED ("received_on", received_on, "The day of receipt."),
  MADO_END
};

const MadoDecideField mado_decide_age_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  { "birth_date", MADO_FIELD_BIRTH, MADO_AT (birth), TRUE, NULL, NULL, 0, 0, NULL, 0, NULL, "Of the person." },
  MADO_END
};

const MadoDecideField mado_decide_hours_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_END
};

const MadoDecideField mado_decide_paper_date_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD ("kind", paper_kind, paper_kinds, "`seal_certificate`", "Which paper."),
  MADO_DAY_NEEDED ("issued_on", issued_on, "Its day of issue."),
  MADO_END
};
/* clang-format on */

static void
say_instant (JsonObject *out, const char *key, const GDate *last)
{
  g_autofree char *text
      = g_strdup_printf ("%04u-%02u-%02uT23:59:59+09:00", (guint) g_date_get_year (last),
                         (guint) g_date_get_month (last), (guint) g_date_get_day (last));

  json_object_set_string_member (out, key, text);
}

gboolean
mado_answer_period (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoOfficeProfile *profile = answer->profile;
  GDate last, opens, keep, effective;

  mado_validity_last_day (&input->issued_on, profile->validity_years, &last);
  mado_retention_application_until (profile, &last, &keep);
  effective = last;
  if (g_date_valid (&input->card_expires_on) && g_date_compare (&input->card_expires_on, &last) < 0)
    {
      mado_answer_add (answer, MADO_REASON_CARD_ENDS_FIRST, NULL);
      mado_validity_bound (profile->card_end_ends, &input->card_expires_on, &effective);
    }
  mado_validity_window_opens (&effective, profile->window_months, profile->window_offset_days,
                              &opens);
  mado_answer_date (answer->out, "valid_from", &input->issued_on);
  mado_answer_date (answer->out, "last_valid_day", &effective);
  say_instant (answer->out, "valid_until", &effective);
  mado_answer_date (answer->out, "renewal_opens_on", &opens);
  mado_answer_date (answer->out, "renewal_closes_on", &effective);
  mado_answer_date (answer->out, "keep_papers_until", &keep);
  mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "PERIOD",
                      "{years} years counted from the day of issue itself.",
                      "有効期間は発行の日から起算して{years}年です。", "LAW 5; Civil Code 143",
                      "法第５条（有効期間）・民法第１４３条");
  if (!g_date_valid (&input->date))
    return TRUE;
  json_object_set_int_member (answer->out, "days_left",
                              mado_validity_days_left (&effective, &input->date));
  if (g_date_compare (&input->date, &effective) > 0
      || g_date_compare (&input->date, &input->issued_on) < 0)
    mado_answer_add (answer, MADO_REASON_NO_CERTIFICATE, NULL);
  return TRUE;
}

/* The card has a life of its own: ten years, a window that opens a day later, the end of stay. */
gboolean
mado_answer_card_period (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoOfficeProfile *profile = answer->profile;
  GDate last, opens;

  if (profile->card_first_day_counts)
    mado_validity_last_day (&input->issued_on, profile->card_years, &last);
  else
    mado_period_last_day_after (&input->issued_on, profile->card_years * MONTHS, &last);
  if (g_date_valid (&input->stay_until) && g_date_compare (&input->stay_until, &last) < 0)
    last = input->stay_until;
  mado_validity_window_opens (&last, profile->card_window_months, profile->card_window_offset_days,
                              &opens);
  mado_answer_date (answer->out, "last_valid_day", &last);
  mado_answer_date (answer->out, "renewal_opens_on", &opens);
  mado_answer_ground (
      answer, MADO_VERDICT_ACCEPT, "CARD_PERIOD",
      "{card} years, or until the end of stay; the certificate has a period of its own.",
      "カードの有効期間は{card}年（外国人住民は在留期間の満了まで）です。",
      "JORD 30-16, 30-18, 30-30; LAW 5",
      "住基令第３０条の１６・第３０条の１８・第３０条の３０・法第５条");
  if (g_date_valid (&input->date) && g_date_compare (&input->date, &last) > 0)
    mado_answer_add (answer, MADO_REASON_CARD_EXPIRED, NULL);
  return TRUE;
}

/* The last day as given, or three years from the day of issue. */
static gboolean
find_last_day (MadoAnswer *answer, GDate *last, GError **error)
{
  const MadoDecideInput *input = answer->input;

  if (g_date_valid (&input->certificate_last_day))
    *last = input->certificate_last_day;
  else if (g_date_valid (&input->issued_on))
    mado_validity_last_day (&input->issued_on, answer->profile->validity_years, last);
  else
    return mado_decide_fail (answer->node, NULL, MADO_JSON_ERROR_KEY,
                             "the key \"last_valid_day\" or \"issued_on\" is missing", error);
  return TRUE;
}

/* Nothing is renewed where no certificates are issued any more. */
static gboolean
is_served (MadoAnswer *answer)
{
  const MadoDecideInput *input = answer->input;
  MadoReason reason;

  if (mado_hours_service (answer->profile, &input->date, (guint) input->minute, &reason))
    return TRUE;
  mado_answer_add (answer, reason, NULL);
  return FALSE;
}

static void
say_renewal (MadoAnswer *answer, const MadoRenewal *renewal, const GDate *last)
{
  JsonObject *out = answer->out;

  json_object_set_string_member (out, "state", mado_renewal_state_name (renewal->state));
  json_object_set_string_member (out, "procedure",
                                 mado_procedure_get (mado_renewal_procedure (renewal->state))->id);
  mado_answer_date (out, "last_valid_day", last);
  mado_answer_date (out, "renewal_opens_on", &renewal->opens);
  mado_answer_date (out, "renewal_closes_on", last);
  mado_answer_date (out, "new_last_valid_day", &renewal->new_last_day);
  json_object_set_int_member (out, "days_left", renewal->days_left);
  json_object_set_int_member (out, "lost_days", renewal->lost_days);
  json_object_set_int_member (out, "lost_months", renewal->lost_months);
  json_object_set_int_member (out, "lost_days_beyond_months", renewal->lost_days_beyond_months);
  json_object_set_boolean_member (out, "old_password_needed",
                                  answer->profile->old_password_at_renewal);
}

gboolean
mado_answer_renewal (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  g_autofree char *lost = NULL;
  MadoRenewal renewal;
  guint fee;
  GDate last;

  if (!find_last_day (answer, &last, error))
    return FALSE;
  mado_validity_bound (answer->profile->card_end_ends, &input->card_expires_on, &last);
  mado_renewal_ask (answer->profile, &last, &input->date, &renewal);
  fee = mado_office_profile_fee (answer->profile, mado_renewal_procedure (renewal.state),
                                 &input->date);
  json_object_set_int_member (answer->out, "fee_yen", fee);
  say_renewal (answer, &renewal, &last);
  if (!is_served (answer))
    json_object_set_null_member (answer->out, "procedure");
  if (renewal.state == MADO_RENEWAL_TOO_EARLY)
    mado_answer_add (answer, MADO_REASON_RENEWAL_TOO_EARLY, NULL);
  if (renewal.state == MADO_RENEWAL_OVER)
    mado_answer_add (answer, MADO_REASON_RENEWAL_OVER, NULL);
  else if (renewal.state == MADO_RENEWAL_OPEN)
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "RENEWAL_OPEN", "The renewal window is open.",
                        "更新できる期間です。", "SEED Q7",
                        "総務省案内Ｑ７（有効期間が終わる日の３か月前から）");
  lost = g_strdup_printf ("%u", renewal.lost_days);
  if (renewal.lost_days > 0)
    mado_answer_add (answer, MADO_REASON_LOST_DAYS, lost);
  return TRUE;
}

gboolean
mado_answer_resume (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const gboolean same_day = mado_renewal_may_resume (&input->received_on, &input->date);
  const MadoProcedure procedure = same_day ? MADO_PROCEDURE_RENEW : MADO_PROCEDURE_ISSUE;

  json_object_set_string_member (answer->out, "procedure", mado_procedure_get (procedure)->id);
  json_object_set_int_member (
      answer->out, "fee_yen",
      same_day ? 0 : mado_office_profile_fee (answer->profile, procedure, &input->date));
  json_object_set_boolean_member (answer->out, "new_identity_check", !same_day);
  if (!is_served (answer))
    json_object_set_null_member (answer->out, "procedure");
  if (same_day)
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "RESUME",
                        "The renewal is finished the same day, without a fee or a new check.",
                        "同じ日のうちは、手数料及び再度の本人確認なしで発行できます。",
                        "LAW 6; office practice", "法第６条・窓口設定（失効済・未発行の扱い）");
  else
    mado_answer_ground (answer, MADO_VERDICT_REFUSE, "RESUME_LATE",
                        "The day is over: this is a first issue now.",
                        "日が変わったため、新規発行として申請してください。",
                        "LAW 6; office practice", "法第６条・窓口設定（失効済・未発行の扱い）");
  return TRUE;
}

static void
judge_retention (MadoAnswer *answer, const GDate *until, const char *source, const char *source_ja)
{
  const GDate *date = &answer->input->date;
  gboolean over = g_date_valid (date) && g_date_compare (date, until) > 0;

  mado_answer_date (answer->out, "keep_until", until);
  if (g_date_valid (date))
    json_object_set_boolean_member (answer->out, "may_be_destroyed", over);
  if (g_date_valid (date) && !over)
    mado_answer_ground (answer, MADO_VERDICT_REFUSE, "KEEP", "The paper must still be kept.",
                        "保存期間が終わっていないため、廃棄できません。", source, source_ja);
  else
    mado_answer_ground (
        answer, MADO_VERDICT_ACCEPT, "RETENTION",
        "The time of keeping is over with this day; a paper is destroyed on a supervisor's word.",
        "保存期間はこの日までです。廃棄は責任者の確認の上で行います。", source, source_ja);
}

static gboolean
need_received_on (MadoAnswer *answer, GError **error)
{
  return g_date_valid (&answer->input->received_on)
         || mado_decide_fail (answer->node, NULL, MADO_JSON_ERROR_KEY,
                              "the key \"received_on\" is missing", error);
}

gboolean
mado_answer_retention (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  gboolean application = g_str_equal (retention_kinds[input->retention_kind], "application");
  GDate last, until;

  if (application)
    {
      if (!find_last_day (answer, &last, error))
        return FALSE;
      mado_retention_application_until (answer->profile, &last, &until);
      judge_retention (answer, &until, "REG 44 item 1", "規則第４４条第１号（書類の保存）");
      return TRUE;
    }
  if (!need_received_on (answer, error))
    return FALSE;
  if (g_str_equal (retention_kinds[input->retention_kind], "log"))
    {
      mado_retention_log_until (answer->profile, &input->received_on, &until);
      judge_retention (answer, &until, "office profile", "窓口設定（操作記録の保存）");
      return TRUE;
    }
  mado_retention_other_until (answer->profile, &input->received_on, &until);
  judge_retention (answer, &until, "REG 44 item 6", "規則第４４条第６号（書類の保存）");
  return TRUE;
}

gboolean
mado_answer_disclosure (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  GDate by, keep;
  gboolean late;

  mado_retention_answer_by (answer->profile, &input->received_on, &by);
  mado_retention_other_until (answer->profile, &input->received_on, &keep);
  late = g_date_valid (&input->date) && g_date_compare (&input->date, &by) > 0;
  mado_answer_date (answer->out, "answer_by", &by);
  mado_answer_date (answer->out, "keep_papers_until", &keep);
  mado_answer_ground (
      answer, late ? MADO_VERDICT_REFUSE : MADO_VERDICT_ACCEPT, late ? "LATE" : "DISCLOSURE",
      late ? "The time for the answer is over."
           : "The answer is due within {answer} days, the day of receipt counting.",
      late ? "開示の期限を過ぎています。" : "受け付けた日から起算して{answer}日以内に開示します。",
      "LAW 29, 30", "法第２９条・第３０条（開示の期限）");
  return TRUE;
}

gboolean
mado_answer_age (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const MadoOfficeProfile *profile = answer->profile;
  GDate birth, self, adult;
  guint age;

  mado_wareki_to_date (&input->birth, &birth);
  age = mado_age_on (&birth, &input->date);
  mado_age_reached_on (&birth, profile->self_age, &self);
  mado_age_reached_on (&birth, profile->adult_age, &adult);
  json_object_set_int_member (answer->out, "age", age);
  mado_answer_date (answer->out, "applies_alone_from", &self);
  mado_answer_date (answer->out, "adult_from", &adult);
  json_object_set_boolean_member (answer->out, "representative_possible", age < profile->adult_age);
  if (age < profile->self_age)
    mado_answer_add (answer, MADO_REASON_UNDER_AGE, NULL);
  mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "AGE",
                      "An age is reached with the end of the day before the birthday.",
                      "年齢は誕生日の前日の終了時に加算されます。",
                      "Act on counting ages; Civil Code 143",
                      "年齢計算ニ関スル法律・民法第１４３条");
  return TRUE;
}

gboolean
mado_answer_hours (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  guint minute = (guint) input->minute;
  MadoReason counter, ca;
  gboolean open, works;
  GDate next;

  open = mado_hours_counter (answer->profile, &input->date, minute, &counter);
  works = mado_hours_ca (answer->profile, &input->date, minute, &ca);
  mado_hours_next_day (answer->profile, &input->date, &next);
  json_object_set_boolean_member (answer->out, "counter_open", open);
  json_object_set_boolean_member (answer->out, "ca_open", works);
  mado_answer_date (answer->out, "next_day", &next);
  if (!open)
    mado_answer_add (answer, counter, NULL);
  if (ca != MADO_N_REASONS)
    mado_answer_add (answer, ca, NULL);
  if (answer->verdict == MADO_VERDICT_ACCEPT)
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "OPEN", "Counter and authority work.",
                        "窓口・認証局とも受付時間内です。", "office profile",
                        "窓口設定（受付時間）");
  return TRUE;
}

gboolean
mado_answer_paper_date (MadoAnswer *answer, GError **error)
{
  const MadoDecideInput *input = answer->input;
  const gboolean seal = g_str_equal (paper_kinds[input->paper_kind], "seal_certificate");
  const guint months
      = seal ? answer->profile->seal_certificate_months : answer->profile->paper_months;
  GDate last;

  mado_period_last_day_after (&input->issued_on, months, &last);
  mado_answer_date (answer->out, "good_until", &last);
  if (g_date_compare (&input->date, &input->issued_on) < 0)
    mado_answer_add (answer, seal ? MADO_REASON_SEAL_CERTIFICATE_DATE : MADO_REASON_AUTHORITY_DATE,
                     NULL);
  else if (g_date_compare (&input->date, &last) > 0)
    mado_answer_add (answer, seal ? MADO_REASON_SEAL_CERTIFICATE_OLD : MADO_REASON_AUTHORITY_OLD,
                     NULL);
  else
    mado_answer_ground (answer, MADO_VERDICT_ACCEPT, "IN_TIME",
                        "The paper is recent enough, counted from the day after its issue.",
                        "発行の翌日から起算して期間内の書類です。", "Civil Code 140, 143; SEED Q5",
                        "民法第１４０条・第１４３条（期間の計算）");
  return TRUE;
}
