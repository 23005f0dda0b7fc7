/* mado-inquiry-page-private.h - the fields of the book of letters, and what its two files share
 *
 * mado-inquiry-page.c: list, scanning, what is shown.  mado-inquiry-page-acts.c: what the clerk
 * does, by key and menu.
 * Layer: ui, for these two files only.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-case-list.h"
#include "mado-desk-inquiry.h"
#include "mado-inquiry-page.h"

struct _MadoInquiryPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;                /* owned */
  MadoCaseList *list;            /* owned, nullable */
  GtkSingleSelection *selection; /* owned */
  MadoInquiryView *view_of;      /* owned, nullable: the letter that is shown whole */
  gboolean starting;

  GtkWidget *content;
  GtkEntry *scan;
  GtkDropDown *states;
  GtkLabel *counts, *whole;
  GtkColumnView *view;
};

/* The letter that is shown whole; nullable. */
const MadoInquiry *mado_inquiry_page_get_letter (MadoInquiryPage *self);

/* Finds a letter and shows it whole. */
void mado_inquiry_page_show_number (MadoInquiryPage *self, const char *number);

/* Reads list and counts anew. */
void mado_inquiry_page_show_list (MadoInquiryPage *self);

void mado_inquiry_page_say_problem (MadoInquiryPage *self, const GError *error);

/* mado-inquiry-page-acts.c */
void mado_inquiry_page_iface_init (MadoPageInterface *iface);
