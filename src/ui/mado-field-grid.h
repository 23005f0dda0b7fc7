/* mado-field-grid.h - entry fields made from a table
 *
 * Enter goes to the next field and never submits; a date is echoed in full beside its field; width
 * and kana are put right when a field is left.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-clock.h"
#include "mado-wareki.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_FIELD_NAME,      /* full-width, kanji as given */
  MADO_FIELD_KANA,      /* full-width katakana */
  MADO_FIELD_ADDRESS,   /* full-width, dashes of house numbers */
  MADO_FIELD_DATE,      /* era or Gregorian, see mado-wareki.h */
  MADO_FIELD_PAST_DATE, /* the same of a day that has come: a birth, the issue of a paper */
  MADO_FIELD_DIGITS,    /* half-width */
  MADO_FIELD_SERIAL,    /* a certificate's number: hexadecimal, upper case */
  MADO_FIELD_CHOICE,    /* one of a few */
} MadoFieldKind;

typedef struct
{
  guint value;       /* 1.. */
  const char *label; /* N_() */
} MadoChoice;

typedef struct
{
  const char *id;
  const char *label; /* N_() */
  MadoFieldKind kind;
  int width; /* characters that are visible */
  int most;  /* characters; 0: no limit */
  gboolean required;
  const char *hint;          /* N_(), nullable: shown while the field is empty */
  const MadoChoice *choices; /* CHOICE only: ends with label NULL */
} MadoField;

#define MADO_TYPE_FIELD_GRID (mado_field_grid_get_type ())
G_DECLARE_FINAL_TYPE (MadoFieldGrid, mado_field_grid, MADO, FIELD_GRID, GtkWidget)

/* Signals:
 *   "changed" (): a value changed by the person
 *   "finished" (): Enter in the last field
 *   "reveal" (char *id): this field is folded and will have the focus: unfold it */

/** mado_field_grid_set_fields: builds the rows; once. @fields: (array length=n_fields): static */
void mado_field_grid_set_fields (MadoFieldGrid *self, const MadoField *fields, guint n_fields,
                                 MadoClock *clock);

/** mado_field_grid_get_text: Returns: (transfer full): normalised as the kind asks; "" when empty.
 */
char *mado_field_grid_get_text (MadoFieldGrid *self, const char *id);
void mado_field_grid_set_text (MadoFieldGrid *self, const char *id, const char *text);

/** mado_field_grid_get_date: Returns: whether the field holds a date, which is then in @date. */
gboolean mado_field_grid_get_date (MadoFieldGrid *self, const char *id, MadoWareki *date);
void mado_field_grid_set_date (MadoFieldGrid *self, const char *id, const MadoWareki *date);

/** mado_field_grid_get_choice: Returns: the chosen value, 0 for none. */
guint mado_field_grid_get_choice (MadoFieldGrid *self, const char *id);
void mado_field_grid_set_choice (MadoFieldGrid *self, const char *id, guint value);

/** mado_field_grid_set_visible: hides a field that does not apply; it is neither required nor read.
 */
void mado_field_grid_set_visible (MadoFieldGrid *self, const char *id, gboolean visible);

/** mado_field_grid_set_folded: hides a field that applies all the same: it is required, read and
 *   come to by Enter. */
void mado_field_grid_set_folded (MadoFieldGrid *self, const char *id, gboolean folded);

/** mado_field_grid_is_open: Returns: whether the field is required and empty, or not readable. */
gboolean mado_field_grid_is_open (MadoFieldGrid *self, const char *id);

/** mado_field_grid_describe: Returns: (transfer full) (nullable): what stands in the field, in
 *   words; %NULL when it is empty or does not apply. */
char *mado_field_grid_describe (MadoFieldGrid *self, const char *id);

/** mado_field_grid_count_open: Returns: how many required fields are empty or not readable. */
guint mado_field_grid_count_open (MadoFieldGrid *self);

/** mado_field_grid_check: marks what is wrong and goes to the first such field.
 * Returns: whether nothing is. */
gboolean mado_field_grid_check (MadoFieldGrid *self);

/** mado_field_grid_focus: goes to the field, or the first one behind it that applies. */
void mado_field_grid_focus (MadoFieldGrid *self, const char *id);

/** mado_field_grid_focus_first: goes to the first empty field. */
void mado_field_grid_focus_first (MadoFieldGrid *self);

G_END_DECLS
