/* The keys of the questions "apply" and "revocation".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"

static const char *const card_statuses[] = { "in_force", "suspended", "void", NULL };
const char *const mado_decide_certificate_statuses[]
    = { "none", "in_force", "expired", "revoked", NULL };
static const char *const old_passwords[] = { "unknown", "verified", "forgotten", "locked", NULL };
static const char *const authorities[]
    = { "none", "same_household", "family_register", "guardian_certificate", NULL };
static const char *const matches[] = { "same", "spelling", "different", NULL };

/* clang-format off */
static const MadoDecideField applicant_fields[] = {
  { "birth_date", MADO_FIELD_BIRTH, MADO_AT (birth), TRUE, NULL, NULL, 0, 0, NULL, 0, NULL, "Of the applicant." },
  MADO_YES ("resident", resident, "In this municipality's basic resident register."),
  MADO_NO  ("foreign", foreign, "A foreign resident."),
  MADO_NO  ("adult_ward", adult_ward, "成年被後見人."),
  MADO_NO  ("open_case", open_case, "Another case of this person is running."),
  MADO_NO  ("namesake", namesake, "Somebody else with the same birth date and reading has a running case or a certificate here."),
  MADO_NO  ("open_inquiry", open_inquiry, "Another inquiry letter for the same procedure is under way; asked by `inquiry`."),
  MADO_NO  ("change_reported", change_reported, "A move, a death or another change has been reported and not carried out."),
  MADO_DAY ("moved_in_on", moved_in_on, "Moved to this municipality; for the warning after a recent move."),
  MADO_NO  ("on_hold", on_hold, "Something is doubtful (疑義)."),
  MADO_NO  ("hold_released", hold_released, "A supervisor has released the hold."),
  MADO_END
};

static const MadoDecideField card_fields[] = {
  MADO_YES ("present", card_present, "On the counter."),
  MADO_YES ("own", card_own, "The applicant's."),
  MADO_NO  ("photo", card_photo, "It bears a photo and so identifies its holder as `P06`."),
  MADO_YES ("photo_matches", card_photo_matches, "The photo is of the applicant."),
  MADO_NO  ("machine_checked", card_checked, "Its code was read with the check number: class 1 in `STRICT_2010`."),
  MADO_WORD ("status", card_status, card_statuses, "`in_force`", "What the resident network says of it."),
  MADO_DAY ("expires_on", card_expires_on, "Its last day."),
  MADO_YES ("holds_certificate", certificate_on_card, "There is a certificate on it; asked by `erase` and `copy`."),
  MADO_END
};

static const MadoDecideField certificate_fields[] = {
  MADO_WORD ("status", certificate_status, mado_decide_certificate_statuses,
             "by its last day; that not known: `none`, `in_force` for the procedures that need one; `revoked` for `erase`", "Of the applicant's last certificate."),
  MADO_DAY ("issued_on", issued_on, "Or its day of issue."),
  MADO_DAY ("last_valid_day", certificate_last_day, "`renew` and `reissue` need it."),
  MADO_END
};

static const MadoDecideField representative_fields[] = {
  MADO_WORD ("authority", authority, authorities, "`none`", "How the authority is shown."),
  MADO_DAY ("authority_issued_on", authority_issued_on, "Day of issue of family register or guardian's certificate."),
  MADO_PAPERS ("papers", representative_papers, "The representative's own."),
  MADO_END
};

static const MadoDecideField attorney_fields[] = {
  MADO_YES ("by_applicant", attorney_by_applicant, "The applicant has given it."),
  MADO_YES ("names_this_proxy", attorney_names_proxy, "It names the person who stands here."),
  MADO_YES ("for_this_procedure", attorney_for_procedure, "It is for this procedure."),
  MADO_YES ("dated", attorney_dated, "It bears a date."),
  MADO_END
};

static const MadoDecideField seal_fields[] = {
  MADO_DAY_NEEDED ("issued_on", seal_issued_on, "Its day of issue."),
  MADO_END
};

static const MadoDecideField proxy_fields[] = {
  MADO_THING ("power_of_attorney", attorney_given, attorney_fields, "false", "Handed in; `true` is a sound one."),
  MADO_THING ("seal_certificate", seal_given, seal_fields, "false", "Handed in."),
  MADO_PAPERS ("papers", proxy_papers, "The proxy's own."),
  MADO_COUNT_OF ("other_people", other_people, "0", 0, 1000, "For how many other people the same proxy came within the profile's days."),
  MADO_END
};

static const MadoDecideField reply_fields[] = {
  MADO_YES ("number_matches", reply_number_matches, "Number and person are those of the letter."),
  MADO_YES ("person_matches", reply_person_matches, "The expected person presents it."),
  MADO_NO  ("used", reply_used, "The letter has served an application before."),
  MADO_DAY ("mailed_on", mailed_on, "The letter's day of mailing, from which its last day is counted."),
  MADO_DAY ("due_on", reply_due_on, "Or the last day itself."),
  MADO_YES ("envelope_sealed", envelope_sealed, "Proxy: check 2."),
  MADO_YES ("password_concealed", password_concealed, "Proxy: check 2."),
  MADO_YES ("items_match", reply_items_match, "Check 3."),
  MADO_YES ("affirmed", reply_affirmed, "The applicant affirms the application: check 3."),
  MADO_YES ("dated", reply_dated, "Check 3."),
  MADO_YES ("seal_matches", reply_seal_matches, "Proxy: one seal on reply, power of attorney, seal certificate: check 3."),
  MADO_END
};

static const MadoDecideField form_fields[] = {
  MADO_YES ("complete", form_complete, "Every item is filled in."),
  MADO_WORD ("items", form_items, matches, "`same`", "Form against register."),
  MADO_NO  ("spelling_confirmed", spelling_confirmed, "The clerk has answered each difference of spelling."),
  MADO_COUNT_OF ("substitutes", substitutes, "0", 0, 300, "Substitute characters in name and address."),
  MADO_COUNT_OF ("substitutes_missing", substitutes_missing, "0", 0, 300, "Characters without a known substitute."),
  MADO_NO  ("substitutes_consented", substitutes_consented, "The applicant has agreed to them."),
  MADO_END
};

static const MadoDecideField fee_fields[] = {
  MADO_TEXT_OF ("waiver", waiver, "none", "Reason for a waiver; one of the profile's list."),
  MADO_NO ("supervisor_signed", supervisor_signed, "A supervisor has signed it."),
  MADO_END
};

#define PERSONS                                                                                    \
  MADO_OBJECT_OF ("applicant", applicant_fields, "The person whose certificate it is."),           \
  MADO_WORD ("comes", comes, mado_decide_comers, "`self`", "Who stands at the window."),           \
  MADO_THING ("card", card_present, card_fields, "present, own, in force, without photo", "The resident card; `false` when it is not here."), \
  MADO_OBJECT_OF ("certificate", certificate_fields, "The signature certificate."),                \
  MADO_PAPERS ("papers", papers, "The applicant's."),                                              \
  MADO_THING ("representative", representative_given, representative_fields, "nothing shown", "Read with `statutory_representative` only."), \
  MADO_THING ("proxy", proxy_given, proxy_fields, "nothing shown", "Read with `proxy` only."),     \
  MADO_THING ("reply", reply_given, reply_fields, "false", "The reply to the inquiry letter; `true` is a sound one."), \
  MADO_OBJECT_OF ("form", form_fields, "The application form.")

const MadoDecideField mado_decide_apply_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD ("procedure", procedure, mado_decide_procedures, "`issue`", "What is applied for."),
  MADO_WORD ("ground", ground, mado_decide_grounds, "none", "`revoke`, `report`: why."),
  MADO_WORD ("old_password", old_password, old_passwords, "`unknown`", "What is known of the password on the card; asked by `renew`, `change_password`, `unlock`."),
  MADO_COUNT_OF ("reprints", reprints, "0", 0, 1000, "`copy`: how often it was printed again before; beyond the first a second person confirms."),
  MADO_OBJECT_OF ("fee", fee_fields, "A waiver, if one is asked for."),
  PERSONS,
  MADO_END
};

const MadoDecideField mado_decide_revocation_fields[] = {
  MADO_COMMON (MADO_DAY_NEEDED),
  MADO_WORD_NEEDED ("ground", ground, mado_decide_grounds, "Why the certificate is revoked."),
  PERSONS,
  MADO_END
};
/* clang-format on */
