/* Every key of a profile: section, key, type, where it goes, what it may be.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-office-profile-private.h"
#include "mado-revocation-rule.h"

#define AT(member) G_STRUCT_OFFSET (MadoOfficeProfile, member)
#define FEE(procedure) (AT (fee_yen) + (procedure) * sizeof (guint))
#define LEGAL_YEARS 10 /* REG 44: never shorter */
#define LEGAL_DAYS 30  /* LAW 30: never longer */
#define CRL_MAX 5      /* RFC 5280 5.3.1; 6 would be a hold, which LAW 15 does not know */
#define CRL(ground) (AT (crl_reason) + MADO_REVOCATION_##ground * sizeof (guint))

/* By MadoMailClass. */
static const char *const mail_classes[] = { "ordinary", "simple_registered", "registered", NULL };

/* The ids of mado-lapse.c that JREG 21-2 lists. */
static const char *const minor_events[] = { "common_character",     "character_identification",
                                            "area_renaming",        "lot_renumbering",
                                            "residence_indication", "building_name",
                                            "other_minor",          NULL };

/* clang-format off */
const MadoProfileField mado_office_profile_fields[] = {
  { "office",        "prefecture",                              MADO_PROFILE_TEXT,       AT (prefecture) },
  { "office",        "municipality",                            MADO_PROFILE_TEXT,       AT (municipality) },
  { "office",        "department",                              MADO_PROFILE_TEXT,       AT (department) },
  { "office",        "prefecture_roman",                        MADO_PROFILE_TEXT,       AT (prefecture_roman) },
  { "office",        "municipality_roman",                      MADO_PROFILE_TEXT,       AT (municipality_roman) },
  { "office",        "addressee",                               MADO_PROFILE_TEXT,       AT (addressee) },
  { "office",        "window_id",                               MADO_PROFILE_TEXT,       AT (window_id) },
  { "office",        "contact",                                 MADO_PROFILE_TEXT,       AT (contact) },
  { "forms",         "application_title",                       MADO_PROFILE_TEXT,       AT (application_title) },
  { "forms",         "application_number",                      MADO_PROFILE_TEXT,       AT (application_number) },
  { "forms",         "copy_title",                              MADO_PROFILE_TEXT,       AT (copy_title) },
  { "forms",         "receipt_title",                           MADO_PROFILE_TEXT,       AT (receipt_title) },
  { "forms",         "receipt_purpose",                         MADO_PROFILE_TEXT,       AT (receipt_purpose) },
  { "forms",         "receipt_income",                          MADO_PROFILE_TEXT,       AT (receipt_income) },
  { "service",       "first_issue_day",                         MADO_PROFILE_DATE,       AT (first_issue_day) },
  { "service",       "last_issue_day",                          MADO_PROFILE_OPEN_DATE,  AT (last_issue_day) },
  { "service",       "last_issue_time",                         MADO_PROFILE_TIME,       AT (last_issue_time) },
  { "service",       "foreign_from",                            MADO_PROFILE_DATE,       AT (foreign_from) },
  { "certificate",   "validity_years",                          MADO_PROFILE_NUMBER,     AT (validity_years), 1, 10 },
  { "certificate",   "window_months",                           MADO_PROFILE_NUMBER,     AT (window_months), 1, 12 },
  { "certificate",   "window_offset_days",                      MADO_PROFILE_NUMBER,     AT (window_offset_days), 0, 1 },
  { "certificate",   "card_end_ends_certificate",               MADO_PROFILE_SWITCH,     AT (card_end_ends) },
  { "certificate",   "residence_indication_ends_certificate",   MADO_PROFILE_SWITCH,     AT (residence_indication_ends) },
  { "certificate",   "minor_corrections",                       MADO_PROFILE_WORDS,      AT (minor_corrections), .choices = minor_events },
  { "card",          "validity_years",                          MADO_PROFILE_NUMBER,     AT (card_years), 1, 20 },
  { "card",          "first_day_counts",                        MADO_PROFILE_SWITCH,     AT (card_first_day_counts) },
  { "card",          "window_months",                           MADO_PROFILE_NUMBER,     AT (card_window_months), 1, 12 },
  { "card",          "window_offset_days",                      MADO_PROFILE_NUMBER,     AT (card_window_offset_days), 0, 1 },
  { "card",          "continued_from",                          MADO_PROFILE_DATE,       AT (card_continued_from) },
  { "card",          "move_days",                               MADO_PROFILE_NUMBER,     AT (card_move_days), 1, 365 },
  { "card",          "notice_days",                             MADO_PROFILE_NUMBER,     AT (card_notice_days), 1, 365 },
  { "card",          "present_days",                            MADO_PROFILE_NUMBER,     AT (card_present_days), 1, 365 },
  { "password",      "min",                                     MADO_PROFILE_NUMBER,     AT (password_min), 4, 16 },
  { "password",      "max",                                     MADO_PROFILE_NUMBER,     AT (password_max), 4, 16 },
  { "password",      "tries",                                   MADO_PROFILE_NUMBER,     AT (password_tries), 1, 15 },
  { "password",      "card_pin_digits",                         MADO_PROFILE_NUMBER,     AT (card_pin_digits), 4, 8 },
  { "password",      "card_pin_tries",                          MADO_PROFILE_NUMBER,     AT (card_pin_tries), 1, 15 },
  { "password",      "mixed",                                   MADO_PROFILE_SWITCH,     AT (password_mixed) },
  { "password",      "unlock_keeps_password",                   MADO_PROFILE_SWITCH,     AT (unlock_keeps_password) },
  { "password",      "old_at_renewal",                          MADO_PROFILE_SWITCH,     AT (old_password_at_renewal) },
  { "fee",           "issue_yen",                               MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_ISSUE), 0, 9999 },
  { "fee",           "renew_yen",                               MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_RENEW), 0, 9999 },
  { "fee",           "reissue_yen",                             MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_REISSUE), 0, 9999 },
  { "fee",           "revoke_yen",                              MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_REVOKE), 0, 9999 },
  { "fee",           "report_yen",                              MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_REPORT), 0, 9999 },
  { "fee",           "change_password_yen",                     MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_CHANGE_PASSWORD), 0, 9999 },
  { "fee",           "reset_password_yen",                      MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_RESET_PASSWORD), 0, 9999 },
  { "fee",           "unlock_yen",                              MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_UNLOCK), 0, 9999 },
  { "fee",           "copy_yen",                                MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_COPY), 0, 9999 },
  { "fee",           "status_yen",                              MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_STATUS), 0, 9999 },
  { "fee",           "erase_yen",                               MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_ERASE), 0, 9999 },
  { "fee",           "inquiry_yen",                             MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_INQUIRY), 0, 9999 },
  { "fee",           "disclosure_yen",                          MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_DISCLOSURE), 0, 9999 },
  { "fee",           "correction_yen",                          MADO_PROFILE_NUMBER,     FEE (MADO_PROCEDURE_CORRECTION), 0, 9999 },
  { "fee",           "free_until",                              MADO_PROFILE_OPEN_DATE,  AT (fee_free_until) },
  { "fee",           "waiver_reasons",                          MADO_PROFILE_WORDS,      AT (fee_waiver_reasons) },
  { "fee",           "account",                                 MADO_PROFILE_TEXT,       AT (fee_account) },
  { "hours",         "counter_open",                            MADO_PROFILE_TIME,       AT (counter_open) },
  { "hours",         "counter_close",                           MADO_PROFILE_TIME,       AT (counter_close) },
  { "hours",         "ca_open",                                 MADO_PROFILE_TIME,       AT (ca_open) },
  { "hours",         "ca_close",                                MADO_PROFILE_TIME,       AT (ca_close) },
  { "hours",         "breaks",                                  MADO_PROFILE_TIMES,      AT (breaks) },
  { "hours",         "closed_weekdays",                         MADO_PROFILE_WEEKDAYS,   AT (closed_weekdays) },
  { "hours",         "closed_days",                             MADO_PROFILE_DAYS,       AT (closed_days) },
  { "hours",         "close_on_holidays",                       MADO_PROFILE_SWITCH,     AT (close_on_holidays) },
  { "hours",         "ca_closed_weekdays",                      MADO_PROFILE_WEEKDAYS,   AT (ca_closed_weekdays) },
  { "hours",         "ca_stops",                                MADO_PROFILE_DAYS,       AT (ca_stops) },
  { "hours",         "procedure_minutes",                       MADO_PROFILE_NUMBER,     AT (procedure_minutes), 1, 240 },
  { "persons",       "self_age",                                MADO_PROFILE_NUMBER,     AT (self_age), 1, 30 },
  { "persons",       "adult_age",                               MADO_PROFILE_NUMBER,     AT (adult_age), 1, 30 },
  { "persons",       "household_age",                           MADO_PROFILE_NUMBER,     AT (household_age), 0, 30 },
  { "persons",       "minor_allowed",                           MADO_PROFILE_SWITCH,     AT (minor_allowed) },
  { "persons",       "ward_allowed",                            MADO_PROFILE_SWITCH,     AT (ward_allowed) },
  { "persons",       "proxy_allowed",                           MADO_PROFILE_SWITCH,     AT (proxy_allowed) },
  { "persons",       "representative_same_day",                 MADO_PROFILE_SWITCH,     AT (representative_same_day) },
  { "persons",       "representative_needs_photo_paper",        MADO_PROFILE_SWITCH,     AT (representative_needs_photo_paper) },
  { "persons",       "paper_months",                            MADO_PROFILE_NUMBER,     AT (paper_months), 1, 12 },
  { "persons",       "seal_certificate_months",                 MADO_PROFILE_NUMBER,     AT (seal_certificate_months), 1, 12 },
  { "identity",      "strict_from",                             MADO_PROFILE_OPEN_DATE,  AT (strict_from) },
  { "identity",      "notice_from",                             MADO_PROFILE_OPEN_DATE,  AT (notice_from) },
  { "warnings",      "recent_move_days",                        MADO_PROFILE_NUMBER,     AT (recent_move_days), 0, 365 },
  { "warnings",      "proxy_repeat_days",                       MADO_PROFILE_NUMBER,     AT (proxy_repeat_days), 0, 730 },
  { "warnings",      "proxy_repeat_people",                     MADO_PROFILE_NUMBER,     AT (proxy_repeat_people), 0, 100 },
  { "inquiry",       "days",                                    MADO_PROFILE_NUMBER,     AT (inquiry_days), MADO_INQUIRY_DAYS_MIN, MADO_INQUIRY_DAYS_MAX },
  { "inquiry",       "mail_class",                              MADO_PROFILE_CHOICE,     AT (mail_class), .choices = mail_classes },
  { "inquiry",       "no_forwarding",                           MADO_PROFILE_SWITCH,     AT (mail_no_forwarding) },
  { "second_person", "clean",                                   MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_CLEAN * sizeof (gboolean) },
  { "second_person", "representative",                          MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_REPRESENTATIVE * sizeof (gboolean) },
  { "second_person", "proxy",                                   MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_PROXY * sizeof (gboolean) },
  { "second_person", "inquiry",                                 MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_INQUIRY * sizeof (gboolean) },
  { "second_person", "unlock",                                  MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_UNLOCK * sizeof (gboolean) },
  { "second_person", "waiver",                                  MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_WAIVER * sizeof (gboolean) },
  { "second_person", "correction",                              MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_CORRECTION * sizeof (gboolean) },
  { "second_person", "hold",                                    MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_HOLD * sizeof (gboolean) },
  { "second_person", "reprint",                                 MADO_PROFILE_SWITCH,     AT (second_person) + MADO_SECOND_REPRINT * sizeof (gboolean) },
  { "retention",     "application_years",                       MADO_PROFILE_NUMBER,     AT (application_years), LEGAL_YEARS, 100 },
  { "retention",     "other_years",                             MADO_PROFILE_NUMBER,     AT (other_years), LEGAL_YEARS, 100 },
  { "retention",     "log_years",                               MADO_PROFILE_NUMBER,     AT (log_years), 1, 100 },
  { "retention",     "disclosure_days",                         MADO_PROFILE_NUMBER,     AT (disclosure_days), 1, LEGAL_DAYS },
  { "crl",           "V1",                                      MADO_PROFILE_NUMBER,     CRL (V1), 0, CRL_MAX },
  { "crl",           "V2",                                      MADO_PROFILE_NUMBER,     CRL (V2), 0, CRL_MAX },
  { "crl",           "V3",                                      MADO_PROFILE_NUMBER,     CRL (V3), 0, CRL_MAX },
  { "crl",           "V4",                                      MADO_PROFILE_NUMBER,     CRL (V4), 0, CRL_MAX },
  { "crl",           "V5",                                      MADO_PROFILE_NUMBER,     CRL (V5), 0, CRL_MAX },
  { "crl",           "A1",                                      MADO_PROFILE_NUMBER,     CRL (A1), 0, CRL_MAX },
  { "crl",           "A2",                                      MADO_PROFILE_NUMBER,     CRL (A2), 0, CRL_MAX },
  { "crl",           "A3",                                      MADO_PROFILE_NUMBER,     CRL (A3), 0, CRL_MAX },
};
/* clang-format on */

const gsize mado_office_profile_n_fields = G_N_ELEMENTS (mado_office_profile_fields);

const char *
mado_mail_class_name (MadoMailClass mail_class)
{
  return mail_class < MADO_N_MAIL_CLASSES ? mail_classes[mail_class] : "";
}
