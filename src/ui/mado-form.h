/* mado-form.h - entry fields made from a table
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
  MADO_FIELD_NAME,    /* full-width, kanji as given */
  MADO_FIELD_KANA,    /* full-width katakana */
  MADO_FIELD_ADDRESS, /* full-width, dashes of house numbers */
  MADO_FIELD_DATE,    /* era or Gregorian, see mado-wareki.h */
  MADO_FIELD_DIGITS,  /* half-width */
  MADO_FIELD_CHOICE,  /* one of a few */
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

#define MADO_TYPE_FORM (mado_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoForm, mado_form, MADO, FORM, GtkWidget)

/* Signals:
 *   "changed" (): a value changed by the person
 *   "finished" (): Enter in the last field */

/** mado_form_set_fields: builds the rows; once. @fields: (array length=n_fields): static */
void mado_form_set_fields (MadoForm *self, const MadoField *fields, guint n_fields,
                           MadoClock *clock);

/** mado_form_get_text: Returns: (transfer full): normalised as the kind asks; "" when empty. */
char *mado_form_get_text (MadoForm *self, const char *id);
void mado_form_set_text (MadoForm *self, const char *id, const char *text);

/** mado_form_get_date: Returns: whether the field holds a date, which is then in @date. */
gboolean mado_form_get_date (MadoForm *self, const char *id, MadoWareki *date);
void mado_form_set_date (MadoForm *self, const char *id, const MadoWareki *date);

/** mado_form_get_choice: Returns: the chosen value, 0 for none. */
guint mado_form_get_choice (MadoForm *self, const char *id);
void mado_form_set_choice (MadoForm *self, const char *id, guint value);

/** mado_form_count_open: Returns: how many required fields are empty or not readable. */
guint mado_form_count_open (MadoForm *self);

/** mado_form_check: marks what is wrong and goes to the first such field.
 * Returns: whether nothing is. */
gboolean mado_form_check (MadoForm *self);

/** mado_form_focus_first: goes to the first empty field. */
void mado_form_focus_first (MadoForm *self);

G_END_DECLS
