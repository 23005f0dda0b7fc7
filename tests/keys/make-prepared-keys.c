/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a C file with RSA keys that simulated cards and authorities of the tests "generate": made
 * at each build, because computing them takes a test program more time than all that it tests.
 *
 * Arguments: FILE COUNT. */
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>

#define BITS 2048

static int
write_key (FILE *file, int number)
{
  EVP_PKEY *key = EVP_RSA_gen (BITS);
  unsigned char *der = NULL;
  const int n_der = key != NULL ? i2d_PrivateKey (key, &der) : 0;

  fprintf (file, "static const unsigned char key_%d[%d] = {", number, n_der);
  for (int i = 0; i < n_der; i++)
    fprintf (file, "%s%d,", i % 24 == 0 ? "\n  " : " ", der[i]);
  fprintf (file, "\n};\n");
  OPENSSL_free (der);
  EVP_PKEY_free (key);
  return n_der > 0;
}

static void
write_table (FILE *file, int n_keys)
{
  fprintf (file, "const PreparedKey prepared_keys[] = {\n");
  for (int i = 0; i < n_keys; i++)
    fprintf (file, "  { key_%d, sizeof key_%d },\n", i, i);
  fprintf (file, "};\nconst unsigned int n_prepared_keys = %d;\n", n_keys);
}

int
main (int argc, char **argv)
{
  FILE *file = argc == 3 ? fopen (argv[1], "w") : NULL;
  const int n_keys = argc == 3 ? atoi (argv[2]) : 0;
  int made = 0;

  if (file == NULL)
    return 2;
  fprintf (file, "#include \"prepared-keys-private.h\"\n");
  while (made < n_keys && write_key (file, made))
    made++;
  write_table (file, n_keys);
  return fclose (file) == 0 && made == n_keys ? 0 : 1;
}
