/* XML from foreign hands: parsed by libxml2 with nothing fetched and no entity declared, broken or not. Only for the source
 * room. */
#ifndef TROTH_SOURCE_XML_H
#define TROTH_SOURCE_XML_H

#include <libxml/tree.h>

#include "base/base.h"

/* The tree of a well-formed UTF-8 text, to be freed with xmlFreeDoc; NULL where there is no element. `*is_whole` tells whether it
 * was well-formed XML; else the tree has what could be understood. Entities are those of XML and HTML; declarations are passed
 * over, so that none can grow. Elements deeper than libxml2's limit (256) end the tree. */
xmlDoc *xml_parse(struct text utf8, bool *is_whole);

/* All text within a node, character data included, in `arena`. */
struct text xml_text(const xmlNode *node, struct arena *arena);

/* The markup within a node, as XHTML. */
struct text xml_inside(xmlNode *node, struct arena *arena);

struct text xml_attribute(xmlNode *node, const char *name, struct arena *arena);

/* A name without its prefix, and the prefix; where the prefix was never declared, libxml2 leaves it in the name. */
struct text xml_name(const xmlNode *node);
struct text xml_prefix(const xmlNode *node);

/* The next element among siblings, `node` itself included; NULL at the end. */
xmlNode *xml_element(xmlNode *node);

#endif
