/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-case-form.h"

#include "mado-case-fact.h"
#include "mado-clock.h"
#include "mado-counter.h"
#include "mado-procedure.h"

typedef struct
{
  MadoFormKind kind;
  const MadoCase *work;
  const MadoFourItems *items; /* nullable */
} Subject;

char *
mado_case_form_day (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);
  MadoWareki wareki = mado_wareki_from_date (date);

  return mado_wareki_format (&wareki, MADO_WAREKI_GREGORIAN);
}

char *
mado_case_form_moment (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);
  g_autofree char *day = mado_case_form_day (unix_s);
  gint64 minutes = (unix_s - mado_clock_instant (date, 0, 0, 0)) / 60;

  return g_strdup_printf ("%s%d時%02d分", day, (int) (minutes / 60), (int) (minutes % 60));
}

/* --- texts --- */

static char *
case_number (const Subject *subject)
{
  return mado_case_short_number (subject->work);
}

static char *
code (const Subject *subject)
{
  return subject->kind == MADO_FORM_CLAIM_SLIP
             ? g_strdup (subject->work->number)
             : g_strdup (mado_case_get_fact (subject->work, MADO_FACT_INQUIRY));
}

static char *
opened_on (const Subject *subject)
{
  return mado_case_form_day (subject->work->opened_at);
}

static char *
opened_at (const Subject *subject)
{
  return mado_case_form_moment (subject->work->opened_at);
}

static char *
name (const Subject *subject)
{
  return subject->items == NULL ? NULL : g_strdup (subject->items->name);
}

static char *
kana (const Subject *subject)
{
  return subject->items == NULL ? NULL : g_strdup (subject->items->kana);
}

static char *
alias (const Subject *subject)
{
  return subject->items == NULL ? NULL : g_strdup (subject->items->alias);
}

static char *
address (const Subject *subject)
{
  return subject->items == NULL ? NULL : g_strdup (subject->items->address);
}

static char *
birth_date (const Subject *subject)
{
  return subject->items == NULL
             ? NULL
             : mado_wareki_format (&subject->items->birth, MADO_WAREKI_GREGORIAN);
}

static char *
sex (const Subject *subject)
{
  if (subject->items == NULL)
    return NULL;
  return g_strdup (subject->items->sex == MADO_SEX_MALE     ? "男"
                   : subject->items->sex == MADO_SEX_FEMALE ? "女"
                                                            : "―");
}

static char *
agent_name (const Subject *subject)
{
  return subject->work->agent == NULL ? NULL : g_strdup (subject->work->agent->name);
}

static char *
agent_address (const Subject *subject)
{
  return subject->work->agent == NULL ? NULL : g_strdup (subject->work->agent->address);
}

static char *
agent_relation (const Subject *subject)
{
  return subject->work->agent == NULL ? NULL : g_strdup (subject->work->agent->relation);
}

static char *
agent_phone (const Subject *subject)
{
  return subject->work->agent == NULL ? NULL : g_strdup (subject->work->agent->phone);
}

static char *
agent_birth_date (const Subject *subject)
{
  guint birth = subject->work->agent == NULL ? 0 : subject->work->agent->birth;
  g_autoptr (GDate) date = NULL;
  MadoWareki wareki;

  if (birth == 0)
    return NULL;
  date = g_date_new_dmy ((GDateDay) (birth % 100), (GDateMonth) (birth / 100 % 100),
                         (GDateYear) (birth / 10000));
  wareki = mado_wareki_from_date (date);
  return mado_wareki_format (&wareki, MADO_WAREKI_GREGORIAN);
}

static char *
procedure (const Subject *subject)
{
  MadoProcedure found;

  return mado_procedure_find (subject->work->procedure, &found)
             ? g_strdup (mado_procedure_get (found)->title_ja)
             : NULL;
}

/* Blank until papers were looked at: the application is printed before. */
static char *
card_photo (const Subject *subject)
{
  if (subject->work->card_photo)
    return g_strdup ("あり");
  return subject->work->documents->len > 0 ? g_strdup ("なし") : NULL;
}

static char *
documents (const Subject *subject)
{
  return mado_counter_list_documents (subject->work);
}

static char *
inquiry_number (const Subject *subject)
{
  return g_strdup (mado_case_get_fact (subject->work, MADO_FACT_INQUIRY));
}

static char *
tries_left (const Subject *subject)
{
  const char *tries = mado_case_get_fact (subject->work, MADO_FACT_TRIES);

  return tries == NULL ? NULL : g_strdup_printf ("%s回", tries);
}

/* The moment of legal effect: what the CA recorded, not when it was applied for (LAW 11, 15). */
static char *
revoked_at (const Subject *subject)
{
  gint64 at = mado_case_get_fact_number (subject->work, MADO_FACT_REVOKED_AT);

  return at == 0 ? NULL : mado_case_form_moment (at);
}

static char *
reason_code (const Subject *subject)
{
  return g_strdup (mado_case_get_fact (
      subject->work, subject->kind == MADO_FORM_REVOCATION ? MADO_FACT_KIND : MADO_FACT_REASON));
}

static char *
old_serial (const Subject *subject)
{
  return subject->kind == MADO_FORM_REVOCATION
             ? g_strdup (mado_case_get_fact (subject->work, MADO_FACT_OLD_SERIAL))
             : NULL;
}

/* clang-format off */
static const struct
{
  const char *id;
  char *(*get) (const Subject *subject); /* NULL: not known */
} texts[] = {
  { "case-number",        case_number      },
  { "qr",                 code             },
  { "applied-on",         opened_on        },
  { "received-on",        opened_on        },
  { "requested-on",       opened_on        },
  { "received-at",        opened_at        },
  { "name",               name             },
  { "kana",               kana             },
  { "alias",              alias            },
  { "address",            address          },
  { "birth-date",         birth_date       },
  { "sex",                sex              },
  { "proxy-name",         agent_name       },
  { "proxy-address",      agent_address    },
  { "proxy-relation",     agent_relation   },
  { "proxy-phone",        agent_phone      },
  { "agent-name",         agent_name       },
  { "agent-address",      agent_address    },
  { "agent-birth-date",   agent_birth_date },
  { "procedure",          procedure        },
  { "request",            procedure        },
  { "card-photo",         card_photo       },
  { "documents",          documents        },
  { "inquiry-number",     inquiry_number   },
  { "tries-left",         tries_left       },
  { "revoked-at",         revoked_at       },
  { "reason-code",        reason_code      },
  { "certificate-serial", old_serial       },
};

/* A box is ticked when the case is of the procedure, or the fact "kind" has the value. */
static const struct
{
  const char *id;
  const char *procedure; /* NULL: any */
  const char *kind;      /* NULL: any; of MADO_FACT_KIND */
} ticks[] = {
  { "kind-new",        "issue",           NULL               },
  { "kind-renew",      "renew",           NULL               },
  { "kind-reissue",    "reissue",         NULL               },
  { "kind-request",    NULL,              "V1"               },
  { "kind-report",     NULL,              "V2"               },
  { "kind-report",     NULL,              "V3"               },
  { "kind-report",     NULL,              "V4"               },
  { "reason-unneeded", NULL,              "V1"               },
  { "reason-leaked",   NULL,              "V2"               },
  { "reason-lost",     NULL,              "V3"               },
  { "reason-broken",   NULL,              "V4"               },
  { "kind-change",     "change_password", NULL               },
  { "kind-reset",      "reset_password",  NULL               },
  { "kind-unlock",     "unlock",          NULL               },
  { "kind-change",     NULL,              "change"           },
  { "kind-reset",      NULL,              "reset"            },
  { "kind-unlock",     NULL,              "unlock"           },
};
/* clang-format on */

static gboolean
set_texts (MadoForm *form, const Subject *subject, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      if (!mado_form_has_field (form, texts[i].id))
        continue;
      text = texts[i].get (subject);
      if (text != NULL && *text != '\0' && !mado_form_set (form, texts[i].id, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tick (MadoForm *form, const char *id, gboolean ticked, GError **error)
{
  return !ticked || !mado_form_has_field (form, id)
         || mado_form_set (form, id, MADO_FORM_CHECK, error);
}

static gboolean
is_renewal_as_reissue (const MadoCase *work)
{
  return g_strcmp0 (mado_case_get_fact (work, MADO_FACT_KIND), "revoke-and-issue") == 0;
}

static gboolean
is_ticked (const MadoCase *work, const char *wanted_procedure, const char *wanted_kind)
{
  if (wanted_kind != NULL)
    return g_strcmp0 (mado_case_get_fact (work, MADO_FACT_KIND), wanted_kind) == 0;
  if (is_renewal_as_reissue (work))
    return g_str_equal (wanted_procedure, "reissue");
  return g_str_equal (work->procedure, wanted_procedure);
}

static gboolean
set_ticks (MadoForm *form, const Subject *subject, GError **error)
{
  const MadoCase *work = subject->work;
  gboolean revokes = subject->kind == MADO_FORM_REVOCATION;
  gboolean brought = mado_case_has_fact (work, MADO_FACT_CARD_BROUGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (ticks); i++)
    if (!tick (form, ticks[i].id, is_ticked (work, ticks[i].procedure, ticks[i].kind), error))
      return FALSE;
  return tick (form, "proxy-statutory", work->applicant == MADO_APPLICANT_STATUTORY, error)
         && tick (form, "proxy-voluntary", work->applicant == MADO_APPLICANT_VOLUNTARY, error)
         && tick (form, "agent", work->agent != NULL && *work->agent->name != '\0', error)
         && tick (form, "card-brought", revokes && brought, error)
         && tick (form, "card-absent", revokes && !brought, error);
}

/* What the applicant wrote and signed for stands as written; all else follows the register. */
static const MadoFourItems *
choose_items (MadoFormKind kind, const MadoCase *work)
{
  gboolean written = kind == MADO_FORM_APPLICATION || kind == MADO_FORM_REVOCATION
                     || kind == MADO_FORM_PASSWORD_REQUEST || kind == MADO_FORM_RECEIPT;

  gboolean mailed = kind == MADO_FORM_INQUIRY || kind == MADO_FORM_EXPIRY_NOTICE;

  if (written || (work->register_items == NULL && !mailed))
    return work->form;
  return work->register_items; /* a letter without a registered address is not printed */
}

gboolean
mado_case_form_fill (MadoForm *form, MadoFormKind kind, const MadoCase *work, GError **error)
{
  const Subject subject = { kind, work, choose_items (kind, work) };

  return set_texts (form, &subject, error) && set_ticks (form, &subject, error);
}
