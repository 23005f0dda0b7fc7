/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-inquiry-private.h"

static const char *const purposes[MADO_N_LETTER_PURPOSES] = {
  [MADO_LETTER_FOR_ISSUE] = "issue",
  [MADO_LETTER_FOR_RENEW] = "renew",
  [MADO_LETTER_FOR_REVOKE] = "revoke",
  [MADO_LETTER_FOR_PASSWORD] = "password",
};

static const char *const routes[MADO_N_LETTER_ROUTES] = {
  [MADO_LETTER_BY_PROXY] = "proxy",
  [MADO_LETTER_NO_PHOTO_ID] = "no-photo-id",
};

static const char *const mail_classes[MADO_N_LETTER_MAILS] = {
  [MADO_LETTER_MAIL_NONE] = NULL, /* SQL NULL */
  [MADO_LETTER_MAIL_NO_FORWARD] = "no-forward",
  [MADO_LETTER_MAIL_SIMPLE_REGISTERED] = "simple-registered",
  [MADO_LETTER_MAIL_REGISTERED] = "registered",
};

/* clang-format off */
static const struct { const char *procedure; MadoLetterPurpose purpose; } procedures[] = {
  { "issue",           MADO_LETTER_FOR_ISSUE    },
  { "renew",           MADO_LETTER_FOR_RENEW    },
  { "reissue",         MADO_LETTER_FOR_RENEW    },
  { "revoke",          MADO_LETTER_FOR_REVOKE   },
  { "report",          MADO_LETTER_FOR_REVOKE   },
  { "change_password", MADO_LETTER_FOR_PASSWORD },
  { "reset_password",  MADO_LETTER_FOR_PASSWORD },
  { "unlock",          MADO_LETTER_FOR_PASSWORD },
};
/* clang-format on */

const char *
mado_inquiry_purpose_of (const char *procedure, MadoLetterPurpose *purpose)
{
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    if (g_strcmp0 (procedures[i].procedure, procedure) == 0)
      {
        *purpose = procedures[i].purpose;
        return procedures[i].procedure;
      }
  return NULL;
}

const char *
mado_inquiry_purpose_to_string (MadoLetterPurpose purpose)
{
  return purposes[purpose];
}

const char *
mado_inquiry_route_to_string (MadoLetterRoute route)
{
  return routes[route];
}

const char *
mado_letter_mail_to_string (MadoLetterMail mail_class)
{
  return mail_classes[mail_class];
}

/* A stored word is one of the table's: the database checks that. */
static guint
find (const char *const *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  g_assert_not_reached ();
}

MadoLetterState
mado_inquiry_state_from_string (const char *name)
{
  MadoLetterState state;

  if (!mado_letter_state_find (name, &state))
    g_assert_not_reached ();
  return state;
}

MadoLetterPurpose
mado_inquiry_purpose_from_string (const char *name)
{
  return (MadoLetterPurpose) find (purposes, MADO_N_LETTER_PURPOSES, name);
}

MadoLetterRoute
mado_inquiry_route_from_string (const char *name)
{
  return (MadoLetterRoute) find (routes, MADO_N_LETTER_ROUTES, name);
}

MadoLetterMail
mado_letter_mail_from_string (const char *name)
{
  return (MadoLetterMail) find (mail_classes, MADO_N_LETTER_MAILS, name);
}

MadoInquiryAgent *
mado_inquiry_agent_new (const char *name, const char *address, const char *relation)
{
  MadoInquiryAgent *self = g_new0 (MadoInquiryAgent, 1);

  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->relation = g_strdup (relation);
  return self;
}

void
mado_inquiry_agent_free (MadoInquiryAgent *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->relation);
  g_free (self);
}

MadoInquiry *
mado_inquiry_new (MadoLetterPurpose purpose, MadoLetterRoute route, MadoFourItems *person,
                  MadoInquiryAgent *agent)
{
  MadoInquiry *self = g_new0 (MadoInquiry, 1);

  g_assert (agent == NULL || route == MADO_LETTER_BY_PROXY);
  self->purpose = purpose;
  self->route = route;
  self->person = person;
  self->agent = agent;
  return self;
}

void
mado_inquiry_free (MadoInquiry *self)
{
  g_free (self->number);
  g_free (self->received_by);
  g_free (self->tracking);
  g_free (self->reason);
  g_clear_pointer (&self->person, mado_four_items_free);
  g_clear_pointer (&self->agent, mado_inquiry_agent_free);
  g_free (self);
}
