/* mado-x509-private.h - OpenSSL's view of this folder's values
 *
 * Layer: ca, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ca.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_REQ, X509_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE, X509_STORE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)

/* (transfer none): the parsed form, for reading only. */
X509 *mado_certificate_get_x509 (MadoCertificate *self);
/* (transfer full): NULL with MADO_CA_ERROR_BAD_ANSWER. */
MadoCertificate *mado_certificate_new_from_x509 (X509 *x509, GError **error);
/* Sets a MadoCaError without particulars; always FALSE. */
gboolean mado_ca_set_error (GError **error, MadoCaError code, const char *text);
