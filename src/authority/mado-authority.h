/* mado-authority.h - the prefecture's certification authority: policy, profile, records
 *
 * Layer: authority (includes base/, db/ and OpenSSL; the tower never includes it).  Threads: any;
 * an authority has a worker of its own that owns keys, database and CMP transactions, and each
 * call waits for it.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-clock.h"

G_BEGIN_DECLS

#define MADO_AUTHORITY_ERROR (mado_authority_error_quark ())
GQuark mado_authority_error_quark (void);
typedef enum
{
  MADO_AUTHORITY_ERROR_FILES,   /* the directory exists already, is missing or lacks a file */
  MADO_AUTHORITY_ERROR_KEYS,    /* OpenSSL could not make or use a key */
  MADO_AUTHORITY_ERROR_NOT_CMP, /* the bytes are no PKIMessage that could be answered */
  MADO_AUTHORITY_ERROR_SILENCE, /* a fault for tests: this message gets no answer */
  MADO_AUTHORITY_ERROR_UNKNOWN, /* no such municipality */
} MadoAuthorityError;

/* Policy and CPS of the certificates (card.md 4.4: never the real hierarchy's names). */
#define MADO_AUTHORITY_POLICY "1.2.392.200149.8.5.1.0.10"
#define MADO_AUTHORITY_CPS "http://cps.jpki-test.invalid/cps.html"
#define MADO_AUTHORITY_OCSP "http://ocsp.jpki-test.invalid/"

/** MadoAuthorityPlace: romanised names as they stand in a subject. */
typedef struct
{
  const char *prefecture;   /* "Hokkaido-ken" */
  const char *municipality; /* "Kutchan-cho" */
} MadoAuthorityPlace;

/* A desk's certificate, made for training and tests. */
typedef struct
{
  const char *municipality;
  int valid_days;           /* 0: five years */
  gboolean without_purpose; /* leaves id-kp-cmcRA out */
} MadoAuthorityRa;

/* How many faults of which kind the next messages suffer; for tests only. */
typedef enum
{
  MADO_FAULT_NONE,
  MADO_FAULT_SILENT_BEFORE, /* the request is lost: nothing happens */
  MADO_FAULT_SILENT_AFTER,  /* it is carried out, the answer is lost */
  MADO_FAULT_TWICE,         /* the request arrives twice; the second answer is returned */
  MADO_FAULT_REPLAY,        /* the previous answer comes again instead of the right one */
  MADO_FAULT_ERROR,         /* refused: the system is not available */
  MADO_FAULT_WRONG_SIGNER,  /* protected by a stranger's key */
  MADO_FAULT_OTHER_SIGNER,  /* protected by a key that the CA certified for something else */
  MADO_FAULT_GARBAGE,       /* bytes that are no CMP message */
  MADO_FAULT_WAIT,          /* "waiting", and once more at the first poll */
  MADO_FAULT_WRONG_KEY,     /* the certificate is for another key */
  MADO_FAULT_WRONG_SEX,     /* the certificate says another sex than the request */
} MadoFault;

#define MADO_TYPE_AUTHORITY (mado_authority_get_type ())
G_DECLARE_FINAL_TYPE (MadoAuthority, mado_authority, MADO, AUTHORITY, GObject)

/**
 * mado_authority_create:
 * @dir: must not exist, or be empty
 *
 * Makes ca.crt ca.key (RSA 2048, profile of card.md 4.2 under O=JPKI-TEST), cmp.crt cmp.key (the
 * CMP signer), ra.crt ra.key (a desk of @place) and authority.db.  Keys are PEM, mode 0600.
 * Returns: %FALSE with %MADO_AUTHORITY_ERROR or %MADO_DB_ERROR; nothing that was there before is
 *   touched. */
gboolean mado_authority_create (const char *dir, const MadoAuthorityPlace *place, MadoClock *clock,
                                GError **error);

/** mado_authority_open: Returns: (transfer full): %NULL with %MADO_AUTHORITY_ERROR or
 *   %MADO_DB_ERROR. */
MadoAuthority *mado_authority_open (const char *dir, MadoClock *clock, GError **error);

/** mado_authority_add_ra: makes a desk's certificate and key and registers it. */
gboolean mado_authority_add_ra (MadoAuthority *self, const MadoAuthorityRa *ra,
                                const char *certificate_path, const char *key_path, GError **error);

/**
 * mado_authority_transfer:
 * @request: DER of one PKIMessage
 * @budget_us: not used: the authority in the same process does not wait
 * @sent: (out): %TRUE; the request arrived
 * @authority: a MadoAuthority
 *
 * Carries one message out and gives the answer.  Its form fits the desk's MadoCaTransfer.
 * Everything that the answer promises is on the disk when it returns.
 * Returns: (transfer full): DER of the answer; %NULL with an error when there is none. */
GBytes *mado_authority_transfer (GBytes *request, gint64 budget_us, GCancellable *cancellable,
                                 gboolean *sent, gpointer authority, GError **error);

/** mado_authority_sweep: revokes (reason 0) what was not confirmed in time; each message does it
 *   too. */
gboolean mado_authority_sweep (MadoAuthority *self, GError **error);

/** mado_authority_set_confirm_minutes: how long a certificate may stay unconfirmed; default 30. */
void mado_authority_set_confirm_minutes (MadoAuthority *self, guint minutes);

/* When requests and revocations are served, in Japan's time.  Both minutes equal: always. */
typedef struct
{
  guint open_minute, close_minute; /* of the day; the closing minute is not served any more */
  gboolean weekdays_only;
} MadoAuthorityHours;

/** mado_authority_hours_parse: "9:00-17:00"; leaves weekdays_only alone.  Returns: %FALSE for other
 *   text. */
gboolean mado_authority_hours_parse (const char *text, MadoAuthorityHours *hours);

/**
 * mado_authority_set_hours:
 *
 * Outside them a p10cr or rr is refused with systemUnavail.  Questions are answered, and what was
 * begun is finished: a certConf is accepted after closing time. */
void mado_authority_set_hours (MadoAuthority *self, const MadoAuthorityHours *hours);

/** mado_authority_set_ocsp_url: what the certificates from now on say; %MADO_AUTHORITY_OCSP at
 *   first. */
void mado_authority_set_ocsp_url (MadoAuthority *self, const char *url);

/**
 * mado_authority_answer_ocsp:
 * @request: DER of an OCSPRequest (RFC 6960)
 *
 * Signed by the CA's own key.  A certificate in force is good, a revoked one revoked with time and
 * reason, anything else, also one that waits for its confirmation, unknown.
 * Returns: (transfer full): DER of the OCSPResponse, "malformedRequest" for other bytes; %NULL with
 *   %MADO_AUTHORITY_ERROR_KEYS. */
GBytes *mado_authority_answer_ocsp (MadoAuthority *self, GBytes *request, GError **error);

/**
 * mado_authority_make_crl:
 * @municipality: (nullable): the one of the first desk when %NULL
 *
 * Returns: (transfer full): DER of a new list, valid for a day; %NULL with an error. */
GBytes *mado_authority_make_crl (MadoAuthority *self, const char *municipality, GError **error);

/** mado_authority_get_ca_certificate: Returns: (transfer none): DER. */
GBytes *mado_authority_get_ca_certificate (MadoAuthority *self);

typedef struct
{
  char *serial, *municipality, *state;
  gint64 issued_at, not_after; /* unix s */
  int reason;                  /* -1 while not revoked */
} MadoAuthorityEntry;

void mado_authority_entry_free (MadoAuthorityEntry *self);

/** mado_authority_list: Returns: (transfer full) (element-type MadoAuthorityEntry): all that was
 *   ever issued, oldest first. */
GPtrArray *mado_authority_list (MadoAuthority *self, GError **error);

/**
 * mado_authority_set_fault:
 * @n: the @n-th message from now, 1 for the next one
 *
 * For tests and training of bad days.  Several may be set, each for another message. */
void mado_authority_set_fault (MadoAuthority *self, guint n, MadoFault fault);
/** mado_fault_from_name: Returns: %FALSE for an unknown name; "silent-after", "wrong-signer" … */
gboolean mado_fault_from_name (const char *name, MadoFault *fault);

/** mado_authority_set_commit_hook: see mado_db_set_commit_hook(). */
void mado_authority_set_commit_hook (MadoAuthority *self, void (*hook) (gboolean, gpointer),
                                     gpointer data);

G_END_DECLS
