/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-outside.h"

#include <libxml/parser.h>
#include <string.h>

/* What stands between url( and ) in a style, and what @import takes. */
#define STYLE_REFERENCE "url\\(\\s*[\"']?\\s*(?!#|data:)[^)]|@import"

static char *
tell (const xmlNode *node, const char *what)
{
  return g_strdup_printf ("line %ld: %s", xmlGetLineNo (node), what);
}

static gboolean
is_inside (const char *reference)
{
  reference += strspn (reference, " \t\r\n");
  return *reference == '\0' || *reference == '#'
         || g_ascii_strncasecmp (reference, "data:", strlen ("data:")) == 0;
}

static gboolean
style_reaches_out (const char *style)
{
  return g_regex_match_simple (STYLE_REFERENCE, style, G_REGEX_CASELESS, 0);
}

static char *
judge_attribute (const xmlNode *node, const xmlAttr *attribute)
{
  const char *name = (const char *) attribute->name;
  xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);
  const char *text = value != NULL ? (const char *) value : "";
  char *fault = NULL;

  if (g_ascii_strncasecmp (name, "on", 2) == 0)
    fault = tell (node, "a script: a form cannot run one");
  else if ((g_str_equal (name, "href") || g_str_equal (name, "base")) && !is_inside (text))
    fault = tell (node, "a reference to another file or host: it is not printed; put the picture "
                        "into the template as data:");
  else if (style_reaches_out (text))
    fault = tell (node, "a style that refers to another file or host");
  xmlFree (value);
  return fault;
}

static char *
judge_node (const xmlNode *node)
{
  char *fault = NULL;

  if (node->type == XML_PI_NODE && g_str_equal ((const char *) node->name, "xml-stylesheet"))
    return tell (node, "a style sheet of its own file: it is not read");
  if (node->type == XML_ENTITY_REF_NODE)
    return tell (node, "an entity");
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    return node->parent != NULL && g_strcmp0 ((const char *) node->parent->name, "style") == 0
                   && style_reaches_out ((const char *) node->content)
               ? tell (node->parent, "a style that refers to another file or host")
               : NULL;
  if (node->type != XML_ELEMENT_NODE)
    return NULL;
  if (g_ascii_strcasecmp ((const char *) node->name, "script") == 0)
    return tell (node, "a script: a form cannot run one");
  for (const xmlAttr *at = node->properties; fault == NULL && at != NULL; at = at->next)
    fault = judge_attribute (node, at);
  return fault;
}

/* The node that follows @node in the file. */
static const xmlNode *
next_node (const xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != NULL && node->next == NULL)
    node = node->parent;
  return node != NULL ? node->next : NULL;
}

static void
say_nothing (void *data, const char *format, ...)
{
}

void
mado_form_hush_xml (void)
{
  xmlSetGenericErrorFunc (NULL, say_nothing);
}

char *
mado_form_find_outside (const char *svg)
{
  xmlDoc *document = xmlReadMemory (svg, (int) strlen (svg), NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                        | XML_PARSE_BIG_LINES);
  char *fault = NULL;

  if (document == NULL)
    return NULL; /* mado_form_template_new() says why */
  for (const xmlNode *node = document->children; fault == NULL && node != NULL;
       node = next_node (node))
    fault = judge_node (node);
  xmlFreeDoc (document);
  return fault;
}
