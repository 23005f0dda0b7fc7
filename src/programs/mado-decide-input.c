/* The defaults of a question and the words that several questions share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-decide-input.h"

#define TEN 600 /* minutes: an hour at which counter and authority work */

const char *const mado_decide_procedures[]
    = { "issue",           "renew",          "reissue",    "revoke",     "report",
        "change_password", "reset_password", "unlock",     "copy",       "status",
        "erase",           "inquiry",        "disclosure", "correction", NULL };
const char *const mado_decide_rule_sets[] = { "STATUTE_2004", "STRICT_2010", NULL };
const char *const mado_decide_grounds[]
    = { "V1", "V2", "V3", "V4", "V5", "A1", "A2", "A3", "A4", NULL };
const char *const mado_decide_comers[] = { "self", "statutory_representative", "proxy", NULL };
static const char *const stay_statuses[] = { "permanent", "special_permanent", "other", NULL };

#define PAPER(member) G_STRUCT_OFFSET (MadoDecidePaper, member)

const MadoDecideField mado_decide_paper_fields[] = {
  { .key = "code",
    .type = MADO_FIELD_STRING,
    .offset = PAPER (code),
    .needed = TRUE,
    .help = "Of the document: `A01`; see the list of documents." },
  { .key = "issued_on",
    .type = MADO_FIELD_DATE,
    .offset = PAPER (issued_on),
    .usual = "not known",
    .help = "Its day of issue; `A02` needs it." },
  { .key = "expires_on",
    .type = MADO_FIELD_DATE,
    .offset = PAPER (expires_on),
    .usual = "not known",
    .help = "Its last day; a document marked `expires` does not count without it." },
  { .key = "name_matches",
    .type = MADO_FIELD_BOOLEAN,
    .offset = PAPER (name_matches),
    .usual = "true",
    .help = "The name is the registered one." },
  { .key = "address_matches",
    .type = MADO_FIELD_BOOLEAN,
    .offset = PAPER (address_matches),
    .usual = "true",
    .help = "The address is the registered one; asked of documents marked `address`." },
  { .key = "photo_matches",
    .type = MADO_FIELD_BOOLEAN,
    .offset = PAPER (photo_matches),
    .usual = "true",
    .help = "The photo is of this person; asked of documents marked `photo`." },
  { .key = "machine_checked",
    .type = MADO_FIELD_BOOLEAN,
    .offset = PAPER (machine_checked),
    .usual = "false",
    .help
    = "Chip read with its PIN, or printed code read: class 1 in `STRICT_2010` for `A01`, `P06`." },
  { .key = "stay_status",
    .type = MADO_FIELD_CHOICE,
    .offset = PAPER (stay_status),
    .usual = "not given",
    .choices = stay_statuses,
    .help = "`X01` without `expires_on`: whose it is, so that its last day is computed." },
  { .key = "stay_until",
    .type = MADO_FIELD_DATE,
    .offset = PAPER (stay_until),
    .usual = "not known",
    .help = "With `stay_status`: end of stay, or first day of the next confirmation." },
  { .key = NULL }
};

void
mado_decide_paper_init (gpointer paper)
{
  MadoDecidePaper *self = paper;

  *self = (MadoDecidePaper){
    .name_matches = TRUE, .address_matches = TRUE, .photo_matches = TRUE, .stay_status = -1
  };
  g_date_clear (&self->issued_on, 1);
  g_date_clear (&self->expires_on, 1);
  g_date_clear (&self->stay_until, 1);
}

static void
set_yes (MadoDecideInput *self)
{
  gboolean *const yes[] = { &self->resident,
                            &self->card_present,
                            &self->card_own,
                            &self->card_photo_matches,
                            &self->certificate_on_card,
                            &self->attorney_by_applicant,
                            &self->attorney_names_proxy,
                            &self->attorney_for_procedure,
                            &self->attorney_dated,
                            &self->reply_number_matches,
                            &self->reply_person_matches,
                            &self->envelope_sealed,
                            &self->password_concealed,
                            &self->reply_items_match,
                            &self->reply_affirmed,
                            &self->reply_dated,
                            &self->reply_seal_matches,
                            &self->form_complete,
                            &self->card_valid,
                            &self->registered_address,
                            &self->mail_number,
                            &self->checks_done,
                            &self->case_accepted,
                            &self->disclosed };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    *yes[i] = TRUE;
}

static void
set_unknown (MadoDecideInput *self)
{
  GDate *const dates[] = { &self->date,
                           &self->moved_in_on,
                           &self->card_expires_on,
                           &self->certificate_last_day,
                           &self->issued_on,
                           &self->authority_issued_on,
                           &self->seal_issued_on,
                           &self->reply_due_on,
                           &self->mailed_on,
                           &self->event_moved_in_on,
                           &self->received_on,
                           &self->disclosed_on,
                           &self->stay_until };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_date_clear (dates[i], 1);
}

void
mado_decide_input_init (MadoDecideInput *self)
{
  *self = (MadoDecideInput){ .minute = TEN,
                             .rule_set = -1,
                             .ground = -1,
                             .purpose = -1,
                             .certificate_status = -1,
                             .sex = -1,
                             .tries_left = -1 };
  set_yes (self);
  set_unknown (self);
  self->papers = g_array_new (FALSE, TRUE, sizeof (MadoDecidePaper));
  self->representative_papers = g_array_new (FALSE, TRUE, sizeof (MadoDecidePaper));
  self->proxy_papers = g_array_new (FALSE, TRUE, sizeof (MadoDecidePaper));
  self->name_substitutes = g_array_new (FALSE, TRUE, sizeof (MadoDecideSubstitute));
  self->address_substitutes = g_array_new (FALSE, TRUE, sizeof (MadoDecideSubstitute));
  mado_decide_paper_init (&self->paper);
}

void
mado_decide_input_clear (MadoDecideInput *self)
{
  g_array_unref (self->papers);
  g_array_unref (self->representative_papers);
  g_array_unref (self->proxy_papers);
  g_array_unref (self->name_substitutes);
  g_array_unref (self->address_substitutes);
}
