/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mado-lapse.h"

#define STAYS MADO_CERTIFICATE_STAYS
#define ENDS MADO_CERTIFICATE_ENDS
#define REPORT MADO_CERTIFICATE_REPORT_DUE
#define NONE MADO_CARD_EFFECT_NONE
#define FACE MADO_CARD_EFFECT_FACE
#define CONTINUES MADO_CARD_EFFECT_CONTINUES
#define VOID MADO_CARD_EFFECT_VOID
#define A1 MADO_REVOCATION_A1
#define REGISTER_JA "法第１２条・住基法第３０条の８第３項（異動等失効）"
#define MINOR_JA "住基規則第２１条の２（軽微な修正）"

/* clang-format off */
static const MadoLapseRow rows[MADO_N_EVENTS] = {
  /*                             id, title, title_ja                                      certificate  ground  card    minor  article, article_ja */
  [MADO_EVENT_MOVE_WITHIN]    = { "move_within", N_("Move within the municipality"), "転居",      ENDS,  A1, FACE,      FALSE, "LAW 12; JLAW 30-8(3); SEED Q10", REGISTER_JA },
  [MADO_EVENT_MOVE_OUT]       = { "move_out", N_("Move to another municipality"), "転出",         ENDS,  A1, CONTINUES, FALSE, "LAW 12; JLAW 30-8(3), 30-44(5)(6); JORD 30-20 no. 2", REGISTER_JA },
  [MADO_EVENT_MOVE_IN]        = { "move_in", N_("Move from another municipality"), "転入",        ENDS,  A1, CONTINUES, FALSE, "LAW 12; JLAW 30-8(3), 30-44(5)(6); JORD 30-20 no. 3", REGISTER_JA },
  [MADO_EVENT_MOVE_ABROAD]    = { "move_abroad", N_("Move abroad"), "国外転出",                   ENDS,  A1, VOID,      FALSE, "LAW 12; JLAW 30-8(3); JORD 30-20", REGISTER_JA },
  [MADO_EVENT_DEATH]          = { "death", N_("Death"), "死亡",                                   ENDS,  A1, VOID,      FALSE, "LAW 12; JLAW 30-8(3); JORD 30-20", REGISTER_JA },
  [MADO_EVENT_ERASED]         = { "erased", N_("Record erased by authority"), "職権消除",         ENDS,  A1, VOID,      FALSE, "LAW 12; JLAW 30-8(3); JORD 30-20", REGISTER_JA },
  [MADO_EVENT_NAME_CHANGE]    = { "name_change", N_("Change of name"), "氏名の変更",              ENDS,  A1, FACE,      FALSE, "LAW 12; JLAW 30-8(3); SEED Q11", REGISTER_JA },
  [MADO_EVENT_ALIAS_CHANGE]   = { "alias_change", N_("Change of the alias"), "通称の変更",        ENDS,  A1, FACE,      FALSE, "LAW 12; JORD 30-26(7)", "法第１２条・住基令第３０条の２６第７項（通称）" },
  [MADO_EVENT_BIRTH_CORRECTION] = { "birth_correction", N_("Correction of the birth date"), "生年月日の修正", ENDS, A1, FACE, FALSE, "LAW 12; JLAW 30-8(3)", REGISTER_JA },
  [MADO_EVENT_SEX_CORRECTION] = { "sex_correction", N_("Correction of the sex"), "性別の修正",    ENDS,  A1, FACE,      FALSE, "LAW 12; JLAW 30-8(3)", REGISTER_JA },
  [MADO_EVENT_UNCOMMON_CHARACTER] = { "uncommon_character", N_("Character rewritten away from the common form"), "常用平易でない文字への書換え", ENDS, A1, FACE, FALSE, "LAW 12; JREG 21-2 no. 1 does not cover it", "法第１２条（住基規則第２１条の２第１号に当たらない）" },
  [MADO_EVENT_RESIDENT_CODE]  = { "resident_code", N_("Change of the resident code"), "住民票コードの変更", STAYS, A1, VOID, FALSE, "LAW 7, 12; JORD 30-20 no. 7", "法第７条・第１２条・住基令第３０条の２０第７号" },
  [MADO_EVENT_HOUSEHOLD]      = { "household", N_("Change in the household"), "世帯の変更",       STAYS, A1, NONE,      FALSE, "LAW 7, 12", "法第７条・第１２条（記録事項でない）" },

  [MADO_EVENT_COMMON_CHARACTER] = { "common_character", N_("Character rewritten to the common form"), "常用平易な文字への書換え", STAYS, A1, FACE, TRUE, "JREG 21-2 no. 1", MINOR_JA },
  [MADO_EVENT_CHARACTER_IDENTIFICATION] = { "character_identification", N_("Identification of a character"), "文字の同定", STAYS, A1, FACE, TRUE, "JREG 21-2 no. 2", MINOR_JA },
  [MADO_EVENT_AREA_RENAMING]  = { "area_renaming", N_("Renaming of the area"), "行政区画・町・字の名称の変更", STAYS, A1, FACE, TRUE, "JREG 21-2 no. 3", MINOR_JA },
  [MADO_EVENT_LOT_RENUMBERING] = { "lot_renumbering", N_("Renumbering of the lot"), "地番の変更", STAYS, A1, FACE,      TRUE,  "JREG 21-2 no. 4", MINOR_JA },
  [MADO_EVENT_RESIDENCE_INDICATION] = { "residence_indication", N_("New indication of the residence"), "住居表示の実施・変更", STAYS, A1, FACE, TRUE, "JREG 21-2 no. 5", MINOR_JA },
  [MADO_EVENT_BUILDING_NAME]  = { "building_name", N_("Change of the building's name or lessor"), "建物の名称・貸主の変更", STAYS, A1, FACE, TRUE, "JREG 21-2 no. 6", MINOR_JA },
  [MADO_EVENT_OTHER_MINOR]    = { "other_minor", N_("Another minor correction set by the minister"), "総務大臣が定める軽微な修正", STAYS, A1, FACE, TRUE, "JREG 21-2 no. 7", MINOR_JA },

  [MADO_EVENT_CARD_LOST]      = { "card_lost", N_("Card lost"), "カードの紛失",                   REPORT, MADO_REVOCATION_V3, MADO_CARD_EFFECT_SUSPEND, FALSE, "LAW 10, 15", "法第１０条（漏えい等があった旨の届出）" },
  [MADO_EVENT_CARD_STOLEN]    = { "card_stolen", N_("Card stolen"), "カードの盗難",               REPORT, MADO_REVOCATION_V3, MADO_CARD_EFFECT_SUSPEND, FALSE, "LAW 10, 15", "法第１０条（漏えい等があった旨の届出）" },
  [MADO_EVENT_CARD_BROKEN]    = { "card_broken", N_("Card broken"), "カードのき損",               REPORT, MADO_REVOCATION_V4, MADO_CARD_EFFECT_REPLACE, FALSE, "LAW 10, 15; JORD 30-17", "法第１０条・住基令第３０条の１７（再交付）" },
  [MADO_EVENT_CARD_EXPIRED]   = { "card_expired", N_("Card expired"), "カードの有効期間の満了",   STAYS, MADO_REVOCATION_V1, VOID, FALSE, "LAW 15 does not list it; JORD 30-16", "法第１５条（掲げられていない）・住基令第３０条の１６（カードの有効期間）" },
  [MADO_EVENT_CARD_RETURNED]  = { "card_returned", N_("Card returned"), "カードの返納",           STAYS, MADO_REVOCATION_V1, VOID, FALSE, "LAW 15 does not list it; JORD 30-20", "法第１５条（掲げられていない）・住基令第３０条の２０" },
  [MADO_EVENT_STAY_ENDED]     = { "stay_ended", N_("End of the stay"), "在留期間の満了",          STAYS, A1, VOID,      FALSE, "LAW 5; JORD 30-30", "法第５条・住基令第３０条の３０" },
  [MADO_EVENT_PASSWORD_LOCKED] = { "password_locked", N_("Password locked"), "暗証番号のロック",  STAYS, MADO_REVOCATION_V1, NONE, FALSE, "SEED Q13; LAW 15 does not list it", "法第１５条（掲げられていない）" },
  [MADO_EVENT_PASSWORD_LEAKED] = { "password_leaked", N_("Key or password leaked"), "利用者署名符号・暗証番号の漏えい", REPORT, MADO_REVOCATION_V2, NONE, FALSE, "LAW 10", "法第１０条（漏えい等があった旨の届出）" },

  [MADO_EVENT_RECORD_ERROR]   = { "record_error", N_("Wrong content of the certificate"), "記録誤り等", ENDS, MADO_REVOCATION_A2, NONE, FALSE, "LAW 13, 15(1) no. 3, 15(2)", "法第１３条・第１５条第１項第３号・第２項（記録誤り等・通知）" },
  [MADO_EVENT_CA_COMPROMISE]  = { "ca_compromise", N_("Compromise of the authority's key"), "発行者署名符号の漏えい等", ENDS, MADO_REVOCATION_A3, NONE, FALSE, "LAW 14, 15(1) no. 4, 15(3)", "法第１４条・第１５条第１項第４号・第３項（公表）" },
  [MADO_EVENT_PERIOD_OVER]    = { "period_over", N_("End of the period"), "有効期間の満了",       ENDS,  MADO_REVOCATION_A4, NONE, FALSE, "LAW 5, 15(1) no. 5", "法第５条・第１５条第１項第５号（有効期間の満了）" },
};
/* clang-format on */

const MadoLapseRow *
mado_lapse_row (MadoRegisterEvent event)
{
  g_return_val_if_fail (event < MADO_N_EVENTS, NULL);
  return &rows[event];
}

gboolean
mado_lapse_find (const char *id, MadoRegisterEvent *event)
{
  for (guint i = 0; i < MADO_N_EVENTS; i++)
    if (g_str_equal (rows[i].id, id))
      {
        *event = (MadoRegisterEvent) i;
        return TRUE;
      }
  return FALSE;
}

void
mado_lapse_facts_init (MadoLapseFacts *self, MadoRegisterEvent event, const GDate *day)
{
  *self = (MadoLapseFacts){ .event = event, .day = *day };
  g_date_clear (&self->moved_in_on, 1);
}

/* Whether the office counts @row among the minor corrections, which leave the certificate alone. */
static gboolean
is_minor (const MadoOfficeProfile *profile, MadoRegisterEvent event)
{
  if (event == MADO_EVENT_RESIDENCE_INDICATION && profile->residence_indication_ends)
    return FALSE;
  return rows[event].minor
         && g_strv_contains ((const char *const *) profile->minor_corrections, rows[event].id);
}

static MadoCertificateEffect
certificate_effect (const MadoOfficeProfile *profile, MadoRegisterEvent event)
{
  if (rows[event].minor)
    return is_minor (profile, event) ? MADO_CERTIFICATE_STAYS : MADO_CERTIFICATE_ENDS;
  if ((event == MADO_EVENT_CARD_EXPIRED || event == MADO_EVENT_STAY_ENDED)
      && profile->card_end_ends) /* the stay's end ends the card: JORD 30-30 */
    return MADO_CERTIFICATE_ENDS;
  return rows[event].certificate;
}

static void
set_after (GDate *last, const GDate *day, guint n_days)
{
  *last = *day;
  g_date_add_days (last, n_days);
}

/* JORD 30-20 nos. 2, 3: thirty days from the planned day, fourteen from moving in without a notice;
 * ninety from the notice without the card.  The day itself does not count (民法 140). */
static void
ask_continued_use (const MadoOfficeProfile *profile, const MadoLapseFacts *facts, MadoLapse *lapse)
{
  GDate sooner;

  if (g_date_compare (&facts->day, &profile->card_continued_from) < 0)
    {
      lapse->card = MADO_CARD_EFFECT_VOID; /* no card followed its holder before that day */
      return;
    }
  set_after (&lapse->card_last_day, &facts->day,
             facts->event == MADO_EVENT_MOVE_IN ? profile->card_present_days
                                                : profile->card_move_days);
  if (facts->event != MADO_EVENT_MOVE_OUT || !g_date_valid (&facts->moved_in_on))
    return;
  set_after (&sooner, &facts->moved_in_on, profile->card_notice_days);
  if (g_date_compare (&sooner, &lapse->card_last_day) < 0)
    lapse->card_last_day = sooner;
}

void
mado_lapse_ask (const MadoOfficeProfile *profile, const MadoLapseFacts *facts, MadoLapse *lapse)
{
  const MadoLapseRow *row = &rows[facts->event];
  const MadoRevocationRow *ground = mado_revocation_get (row->ground);

  *lapse = (MadoLapse){ .row = row, .ground = row->ground, .crl_reason = -1, .card = row->card };
  g_date_clear (&lapse->card_last_day, 1);
  lapse->minor = is_minor (profile, facts->event);
  lapse->certificate = certificate_effect (profile, facts->event);
  if (lapse->certificate != MADO_CERTIFICATE_STAYS)
    {
      lapse->crl_reason = mado_revocation_crl_reason (profile, row->ground);
      lapse->notify_holder = ground->notify_holder;
      lapse->publish = ground->publish;
      lapse->stops_cases = row->ground != MADO_REVOCATION_A4;
    }
  if (lapse->card == MADO_CARD_EFFECT_VOID)
    lapse->stops_cases = TRUE;
  if (lapse->card == MADO_CARD_EFFECT_CONTINUES)
    ask_continued_use (profile, facts, lapse);
}

const char *
mado_certificate_effect_name (MadoCertificateEffect effect)
{
  static const char *const names[] = { "stays", "report_due", "ends" };

  return effect < G_N_ELEMENTS (names) ? names[effect] : "";
}

const char *
mado_card_effect_name (MadoCardEffect effect)
{
  static const char *const names[]
      = { "stays", "face_update", "continues", "suspend", "replace", "void" };

  return effect < G_N_ELEMENTS (names) ? names[effect] : "";
}
