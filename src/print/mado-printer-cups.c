/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-printer-cups.h"

#include <string.h>

#include "mado-ipp-link.h"

#define CONNECTING "connecting-to-device"
#define CONNECTING_GRACE_US (10 * G_USEC_PER_SEC) /* CUPS says so at the start of each job */

struct _MadoPrinterCups
{
  GObject parent_instance;
  char *name;              /* owned; as given */
  char *uri;               /* owned; printer-uri */
  char *path;              /* owned; of the HTTP request */
  MadoIppLink *link;       /* owned */
  gint64 connecting_since; /* monotonic; 0: not connecting */
};

static void printer_interface_init (MadoPrinterInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPrinterCups, mado_printer_cups, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PRINTER, printer_interface_init))

/* RFC 8011, appendix B: what a refused request asks of the operator. */
static const struct
{
  ipp_status_t status;
  MadoPrintError code;
} refusals[] = {
  { IPP_STATUS_ERROR_NOT_FOUND, MADO_PRINT_ERROR_UNKNOWN_QUEUE },
  { IPP_STATUS_ERROR_GONE, MADO_PRINT_ERROR_UNKNOWN_QUEUE },
  { IPP_STATUS_ERROR_SERVICE_UNAVAILABLE, MADO_PRINT_ERROR_NO_SERVICE },
};

static const char *const printer_attributes[]
    = { "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "media-supported",
        "sides-supported" };
static const char *const job_attributes[] = { "job-state" };
static const char *const destination_attributes[]
    = { "printer-name",  "printer-info",          "printer-type",
        "printer-state", "printer-state-reasons", "printer-is-accepting-jobs" };

#define ADD_REQUESTED(request, names)                                                              \
  ippAddStrings (request, IPP_TAG_OPERATION, IPP_CONST_TAG (IPP_TAG_KEYWORD),                      \
                 "requested-attributes", G_N_ELEMENTS (names), NULL, names)

static ipp_t *
create_request (ipp_op_t operation, const char *uri)
{
  ipp_t *request = ippNewRequest (operation);

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                cupsUser ());
  return request;
}

static gboolean
check_status (ipp_t *answer, GError **error)
{
  ipp_status_t status = ippGetStatusCode (answer);
  MadoPrintError code = MADO_PRINT_ERROR_REJECTED;

  if (status < IPP_STATUS_REDIRECTION_OTHER_SITE)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].status == status)
      code = refusals[i].code;
  g_set_error (error, MADO_PRINT_ERROR, (int) code, "The print service refused: %s",
               ippErrorString (status));
  return FALSE;
}

static int
get_integer (ipp_t *answer, const char *name, int otherwise)
{
  ipp_attribute_t *attribute = ippFindAttribute (answer, name, IPP_TAG_ZERO);

  return attribute == NULL ? otherwise : ippGetInteger (attribute, 0);
}

static gboolean
is_accepting (ipp_t *answer)
{
  ipp_attribute_t *attribute
      = ippFindAttribute (answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);

  return attribute == NULL || ippGetBoolean (attribute, 0);
}

static void
append_reasons (ipp_attribute_t *attribute, GPtrArray *reasons)
{
  for (int i = 0; attribute != NULL && i < ippGetCount (attribute); i++)
    g_ptr_array_add (reasons, g_strdup (ippGetString (attribute, i, NULL)));
  g_ptr_array_add (reasons, NULL);
}

static gboolean
is_connecting_reason (const char *reason)
{
  return g_str_has_prefix (reason, CONNECTING);
}

/* Each job begins with this reason; only when it lasts is the device away. */
static void
drop_brief_connecting (MadoPrinterCups *self, GPtrArray *reasons)
{
  guint i = 0;

  while (reasons->pdata[i] != NULL && !is_connecting_reason (reasons->pdata[i]))
    i++;
  if (reasons->pdata[i] == NULL)
    {
      self->connecting_since = 0;
      return;
    }
  if (self->connecting_since == 0)
    self->connecting_since = g_get_monotonic_time ();
  if (g_get_monotonic_time () - self->connecting_since < CONNECTING_GRACE_US)
    g_ptr_array_remove_index (reasons, i);
}

static ipp_t *
ask_printer (MadoPrinterCups *self, GError **error)
{
  ipp_t *request = create_request (IPP_OP_GET_PRINTER_ATTRIBUTES, self->uri);
  g_autoptr (ipp_t) answer = NULL;

  ADD_REQUESTED (request, printer_attributes);
  answer = mado_ipp_link_ask (self->link, request, self->path, error);
  return answer != NULL && check_status (answer, error) ? g_steal_pointer (&answer) : NULL;
}

static ipp_t *
ask_job (MadoPrinterCups *self, int job_id, GError **error)
{
  ipp_t *request = create_request (IPP_OP_GET_JOB_ATTRIBUTES, self->uri);
  g_autoptr (ipp_t) answer = NULL;

  ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_id);
  ADD_REQUESTED (request, job_attributes);
  answer = mado_ipp_link_ask (self->link, request, self->path, error);
  return answer != NULL && check_status (answer, error) ? g_steal_pointer (&answer) : NULL;
}

static MadoPrintState
state_of_error (const GError *error)
{
  if (g_error_matches (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNKNOWN_QUEUE))
    return MADO_PRINT_UNKNOWN_QUEUE;
  return MADO_PRINT_NO_SERVICE;
}

static const char *
get_name (MadoPrinter *printer)
{
  return MADO_PRINTER_CUPS (printer)->name;
}

static MadoPrintState
read_state (MadoPrinter *printer, int job_id)
{
  MadoPrinterCups *self = MADO_PRINTER_CUPS (printer);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) why = NULL;
  g_autoptr (ipp_t) job = NULL;
  g_autoptr (ipp_t) state = ask_printer (self, &why);
  MadoPrintReading reading = { 0 };

  if (state == NULL)
    return state_of_error (why);
  if (job_id != 0)
    {
      job = ask_job (self, job_id, &why);
      if (job == NULL)
        return g_error_matches (why, MADO_PRINT_ERROR, MADO_PRINT_ERROR_NO_SERVICE)
                   ? MADO_PRINT_NO_SERVICE
                   : MADO_PRINT_JOB_UNKNOWN;
      reading.job_state = get_integer (job, "job-state", IPP_JSTATE_PENDING);
    }
  append_reasons (ippFindAttribute (state, "printer-state-reasons", IPP_TAG_KEYWORD), reasons);
  drop_brief_connecting (self, reasons);
  reading.printer_state = get_integer (state, "printer-state", IPP_PSTATE_IDLE);
  reading.accepting = is_accepting (state);
  reading.reasons = (const char *const *) reasons->pdata;
  return mado_print_state_judge (&reading);
}

/* Printers refuse a whole job for one value that they do not have, such as A5; without it they
 * take the paper that is in. */
static void
add_if_supported (ipp_t *request, ipp_t *printer, const char *name, const char *value)
{
  g_autofree char *supported_name = g_strconcat (name, "-supported", NULL);
  ipp_attribute_t *supported = ippFindAttribute (printer, supported_name, IPP_TAG_ZERO);

  if (value != NULL && supported != NULL && ippContainsString (supported, value))
    ippAddString (request, IPP_TAG_JOB, IPP_TAG_KEYWORD, name, NULL, value);
}

static ipp_t *
create_print_job (MadoPrinterCups *self, const MadoPrintOrder *order, ipp_t *printer)
{
  ipp_t *request = create_request (IPP_OP_PRINT_JOB, self->uri);

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, order->title);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL,
                "application/pdf");
  add_if_supported (request, printer, "media", order->media);
  add_if_supported (request, printer, "sides", "one-sided");
  return request;
}

/* Asking first proves that the kept connection lives, so that a lost answer to Print-Job is a
 * rare thing: it cannot be told from a printed page. */
static gboolean
submit (MadoPrinter *printer, const MadoPrintOrder *order, int *job_id, GError **error)
{
  MadoPrinterCups *self = MADO_PRINTER_CUPS (printer);
  g_autoptr (ipp_t) state = ask_printer (self, error);
  g_autoptr (ipp_t) answer = NULL;
  int id;

  if (state == NULL)
    return FALSE;
  if (!is_accepting (state))
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_REJECTED, "Queue %s takes no jobs",
                   self->name);
      return FALSE;
    }
  answer = mado_ipp_link_tell (self->link, create_print_job (self, order, state), self->path,
                               order->document, error);
  if (answer == NULL || !check_status (answer, error))
    return FALSE;
  id = get_integer (answer, "job-id", 0);
  if (id <= 0)
    {
      g_set_error_literal (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNSURE,
                           "The print service gave the job no number");
      return FALSE;
    }
  *job_id = id;
  return TRUE;
}

static gboolean
cancel (MadoPrinter *printer, int job_id, GError **error)
{
  MadoPrinterCups *self = MADO_PRINTER_CUPS (printer);
  ipp_t *request = create_request (IPP_OP_CANCEL_JOB, self->uri);
  g_autoptr (ipp_t) answer = NULL;

  ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_id);
  answer = mado_ipp_link_tell (self->link, request, self->path, NULL, error);
  return answer != NULL && check_status (answer, error);
}

static void
mado_printer_cups_finalize (GObject *object)
{
  MadoPrinterCups *self = MADO_PRINTER_CUPS (object);

  g_clear_pointer (&self->link, mado_ipp_link_free);
  g_free (self->name);
  g_free (self->uri);
  g_free (self->path);
  G_OBJECT_CLASS (mado_printer_cups_parent_class)->finalize (object);
}

static void
mado_printer_cups_class_init (MadoPrinterCupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_printer_cups_finalize;
}

static void
printer_interface_init (MadoPrinterInterface *iface)
{
  iface->get_name = get_name;
  iface->submit = submit;
  iface->read_state = read_state;
  iface->cancel = cancel;
}

static void
mado_printer_cups_init (MadoPrinterCups *self)
{
}

static gboolean
take_address (MadoPrinterCups *self)
{
  char scheme[32], user[32], host[256], path[1024];
  g_autofree char *server = NULL;
  int port;

  if (httpSeparateURI (HTTP_URI_CODING_ALL, self->name, scheme, sizeof scheme, user, sizeof user,
                       host, sizeof host, &port, path, sizeof path)
          < HTTP_URI_STATUS_OK
      || *host == '\0' || (!g_str_equal (scheme, "ipp") && !g_str_equal (scheme, "ipps")))
    return FALSE;
  server = g_strdup_printf ("%s:%d", host, port);
  self->link = mado_ipp_link_new (server, g_str_equal (scheme, "ipps"));
  self->uri = g_strdup (self->name);
  self->path = g_strdup (path);
  return TRUE;
}

static gboolean
take_queue (MadoPrinterCups *self, const char *server)
{
  char uri[1024];

  if (*self->name == '\0' || strpbrk (self->name, "/?# \t") != NULL
      || httpAssembleURIf (HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
                           "/printers/%s", self->name)
             < HTTP_URI_STATUS_OK)
    return FALSE;
  self->link = mado_ipp_link_new (server, FALSE);
  self->uri = g_strdup (uri);
  self->path = g_strconcat ("/printers/", self->name, NULL);
  return TRUE;
}

MadoPrinter *
mado_printer_cups_new (const char *name, const char *server, GError **error)
{
  g_autoptr (MadoPrinterCups) self = g_object_new (MADO_TYPE_PRINTER_CUPS, NULL);

  self->name = g_strdup (name);
  if (strstr (name, "://") != NULL ? take_address (self) : take_queue (self, server))
    return MADO_PRINTER (g_steal_pointer (&self));
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNKNOWN_QUEUE,
               "\"%s\" is neither a queue nor an IPP address", name);
  return NULL;
}

static void
destination_free (MadoPrintDestination *self)
{
  g_free (self->name);
  g_free (self->info);
  g_free (self);
}

static void
take_attribute (MadoPrintDestination *destination, MadoPrintReading *reading, GPtrArray *reasons,
                ipp_attribute_t *attribute)
{
  const char *name = ippGetName (attribute);

  if (g_str_equal (name, "printer-name"))
    destination->name = g_strdup (ippGetString (attribute, 0, NULL));
  else if (g_str_equal (name, "printer-info"))
    destination->info = g_strdup (ippGetString (attribute, 0, NULL));
  else if (g_str_equal (name, "printer-type"))
    destination->is_default = (ippGetInteger (attribute, 0) & CUPS_PRINTER_DEFAULT) != 0;
  else if (g_str_equal (name, "printer-state"))
    reading->printer_state = ippGetInteger (attribute, 0);
  else if (g_str_equal (name, "printer-is-accepting-jobs"))
    reading->accepting = ippGetBoolean (attribute, 0);
  else if (g_str_equal (name, "printer-state-reasons"))
    append_reasons (attribute, reasons);
}

/* Reads one group of attributes; the groups are parted by an attribute without a name. */
static ipp_attribute_t *
read_destination (ipp_t *answer, ipp_attribute_t *attribute, GPtrArray *destinations)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  MadoPrintDestination *destination = g_new0 (MadoPrintDestination, 1);
  MadoPrintReading reading = { .accepting = TRUE };

  for (; attribute != NULL && ippGetName (attribute) != NULL; attribute = ippNextAttribute (answer))
    if (ippGetGroupTag (attribute) == IPP_TAG_PRINTER)
      take_attribute (destination, &reading, reasons, attribute);
  reading.reasons = reasons->len == 0 ? NULL : (const char *const *) reasons->pdata;
  destination->state = mado_print_state_judge (&reading);
  if (destination->info == NULL || *destination->info == '\0')
    {
      g_free (destination->info);
      destination->info = g_strdup (destination->name);
    }
  if (destination->name != NULL)
    g_ptr_array_add (destinations, destination);
  else
    destination_free (destination);
  return attribute == NULL ? NULL : ippNextAttribute (answer);
}

GPtrArray *
mado_printer_cups_list (const char *server, GError **error)
{
  g_autoptr (MadoIppLink) link = mado_ipp_link_new (server, FALSE);
  ipp_t *request = ippNewRequest (IPP_OP_CUPS_GET_PRINTERS);
  g_autoptr (GPtrArray) destinations = NULL;
  g_autoptr (ipp_t) answer = NULL;
  ipp_attribute_t *attribute;

  ADD_REQUESTED (request, destination_attributes);
  answer = mado_ipp_link_ask (link, request, "/", error);
  if (answer == NULL)
    return NULL;
  destinations = g_ptr_array_new_with_free_func ((GDestroyNotify) destination_free);
  if (ippGetStatusCode (answer) == IPP_STATUS_ERROR_NOT_FOUND) /* CUPS: there are no queues */
    return g_steal_pointer (&destinations);
  if (!check_status (answer, error))
    return NULL;
  attribute = ippFirstAttribute (answer);
  while (attribute != NULL)
    attribute = read_destination (answer, attribute, destinations);
  return g_steal_pointer (&destinations);
}
