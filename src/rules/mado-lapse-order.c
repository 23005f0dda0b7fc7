/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-lapse-order.h"

/* What a change means for what was drawn up on its day or later. */
typedef enum
{
  ALWAYS, /* no change in the register's data: days are not compared */
  PASSED, /* the register had it */
  DATA,   /* the new data tell */
  ASK,    /* nothing tells: whoever is dead or gone had no reason to apply */
} Earlier;

/* clang-format off */
static const Earlier earlier[MADO_N_EVENTS] = {
  [MADO_EVENT_MOVE_WITHIN]              = DATA,
  [MADO_EVENT_MOVE_OUT]                 = ASK,
  [MADO_EVENT_MOVE_IN]                  = PASSED,
  [MADO_EVENT_MOVE_ABROAD]              = ASK,
  [MADO_EVENT_DEATH]                    = ASK,
  [MADO_EVENT_ERASED]                   = ASK,
  [MADO_EVENT_NAME_CHANGE]              = DATA,
  [MADO_EVENT_ALIAS_CHANGE]             = DATA,
  [MADO_EVENT_BIRTH_CORRECTION]         = DATA,
  [MADO_EVENT_SEX_CORRECTION]           = DATA,
  [MADO_EVENT_UNCOMMON_CHARACTER]       = DATA,
  [MADO_EVENT_RESIDENT_CODE]            = ASK, /* the card is void: which one was it? */
  [MADO_EVENT_HOUSEHOLD]                = PASSED,
  [MADO_EVENT_COMMON_CHARACTER]         = DATA,
  [MADO_EVENT_CHARACTER_IDENTIFICATION] = DATA,
  [MADO_EVENT_AREA_RENAMING]            = DATA,
  [MADO_EVENT_LOT_RENUMBERING]          = DATA,
  [MADO_EVENT_RESIDENCE_INDICATION]     = DATA,
  [MADO_EVENT_BUILDING_NAME]            = DATA,
  [MADO_EVENT_OTHER_MINOR]              = DATA,
  /* The card's and the authority's events are ALWAYS. */
};

static const MadoLapseOrder by_data[MADO_N_NEW_ITEMS] = {
  [MADO_NEW_ITEMS_NONE]      = MADO_LAPSE_ASK,
  [MADO_NEW_ITEMS_SAME]      = MADO_LAPSE_BEFORE,
  [MADO_NEW_ITEMS_DIFFERENT] = MADO_LAPSE_ASK,
};
/* clang-format on */

static gboolean
is_of_spelling (MadoRegisterEvent event)
{
  return event == MADO_EVENT_UNCOMMON_CHARACTER || event == MADO_EVENT_COMMON_CHARACTER
         || event == MADO_EVENT_CHARACTER_IDENTIFICATION;
}

static void
replace_text (char **text, const char *fresh)
{
  if (fresh == NULL)
    return;
  g_free (*text);
  *text = g_strdup (fresh);
}

/* @known as it would be after the change. */
static MadoFourItems *
apply (const MadoFourItems *known, const MadoNewData *fresh)
{
  MadoFourItems *items = mado_four_items_copy (known);
  guint birth = known->birth.year * 10000u + known->birth.month * 100u + known->birth.day;

  replace_text (&items->name, fresh->name);
  replace_text (&items->address, fresh->address);
  if (fresh->birth != 0 && fresh->birth != birth) /* the era is not the day's, but the register's */
    items->birth
        = (MadoWareki){ known->birth.era, (guint16) (fresh->birth / 10000),
                        (guint8) (fresh->birth / 100 % 100), (guint8) (fresh->birth % 100) };
  if (fresh->sex != 0)
    items->sex = (MadoSex) fresh->sex;
  return items;
}

/* How far what is known may be from the new data and still be them. */
static MadoTextMatch
limit_of (MadoRegisterEvent event, const MadoNewData *fresh)
{
  if (is_of_spelling (event))
    return MADO_TEXT_SAME;
  return fresh->name != NULL && fresh->old_name != NULL
                 && mado_text_compare (fresh->old_name, fresh->name) != MADO_TEXT_DIFFERENT
             ? MADO_TEXT_SAME
             : MADO_TEXT_SPELLING;
}

MadoNewItems
mado_lapse_compare_new (MadoRegisterEvent event, const MadoNewData *fresh,
                        const MadoFourItems *known)
{
  g_autoptr (MadoFourItems) items = NULL;
  MadoTextMatch matches[MADO_N_ITEMS], worst;

  if (known == NULL
      || (fresh->name == NULL && fresh->alias == NULL && fresh->address == NULL && fresh->birth == 0
          && fresh->sex == 0))
    return MADO_NEW_ITEMS_NONE;
  items = apply (known, fresh);
  worst = mado_four_items_compare (items, known, matches);
  if (fresh->alias != NULL)
    worst = MAX (worst, known->alias != NULL ? mado_text_compare (fresh->alias, known->alias)
                                             : MADO_TEXT_DIFFERENT);
  return worst <= limit_of (event, fresh) ? MADO_NEW_ITEMS_SAME : MADO_NEW_ITEMS_DIFFERENT;
}

MadoLapseOrder
mado_lapse_order (MadoRegisterEvent event, const GDate *changed_on, const GDate *drawn_up_on,
                  MadoNewItems fresh)
{
  g_return_val_if_fail (event < MADO_N_EVENTS && fresh < MADO_N_NEW_ITEMS, MADO_LAPSE_ASK);
  if (earlier[event] == ALWAYS || !g_date_valid (drawn_up_on)
      || g_date_compare (changed_on, drawn_up_on) > 0)
    return MADO_LAPSE_MEETS;
  if (earlier[event] == DATA)
    return by_data[fresh];
  return earlier[event] == PASSED ? MADO_LAPSE_BEFORE : MADO_LAPSE_ASK;
}

void
mado_lapse_apply_order (MadoLapse *lapse, MadoLapseOrder order)
{
  if (order != MADO_LAPSE_BEFORE)
    return;
  lapse->certificate = MADO_CERTIFICATE_STAYS;
  lapse->crl_reason = -1;
  lapse->notify_holder = lapse->publish = lapse->stops_cases = FALSE;
}

const char *
mado_lapse_order_name (MadoLapseOrder order)
{
  static const char *const names[MADO_N_LAPSE_ORDERS] = { "meets", "before", "compare" };

  return order < MADO_N_LAPSE_ORDERS ? names[order] : "";
}
