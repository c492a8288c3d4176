/* XML from foreign hands, parsed by libxml2. */
#include "source/xml.h"

#include <limits.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* What a parse lends libxml2 for names that HTML knows ("&nbsp;"): feeds use them without declaring them. */
struct names {
    struct arena arena;
};

static xmlEntity *entity_of(void *given, const xmlChar *name)
{
    xmlParserCtxt *context = given;
    struct names *names = context->_private;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (!known)
        return NULL;
    xmlEntity *entity = arena_take(&names->arena, sizeof *entity);
    xmlChar *content = arena_take(&names->arena, 8);
    int length = xmlCopyCharMultiByte(content, (int)known->value);
    entity->type = XML_ENTITY_DECL;
    entity->etype = XML_INTERNAL_PREDEFINED_ENTITY;
    entity->content = content;
    entity->orig = content;
    entity->length = length;
    entity->name = BAD_CAST known->name;
    return entity;
}

static void pass_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                        xmlChar *content)
{
}

static void pass_subset(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
}

xmlDoc *xml_parse(struct text utf8, bool *is_whole)
{
    struct names names = { { 0 } };
    xmlParserCtxt *context = xmlNewParserCtxt();
    *is_whole = false;
    if (!context || utf8.length > INT_MAX) {
        xmlFreeParserCtxt(context);
        return NULL;
    }
    context->_private = &names;
    context->sax->getEntity = entity_of;
    context->sax->entityDecl = pass_entity;
    context->sax->unparsedEntityDecl = NULL;
    context->sax->externalSubset = pass_subset;
    context->sax->getParameterEntity = NULL;
    xmlDoc *document = xmlCtxtReadMemory(context, utf8.at, (int)utf8.length, NULL, "UTF-8",
                                         XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                         XML_PARSE_NOCDATA);
    *is_whole = context->wellFormed;
    xmlFreeParserCtxt(context);
    arena_release(&names.arena);
    if (document && xmlDocGetRootElement(document))
        return document;
    xmlFreeDoc(document);
    return NULL;
}

/* libxml2 hands out memory of its own. */
static struct text keep(xmlChar *given, struct arena *arena)
{
    struct text text = arena_copy(arena, text_of((const char *)given));
    xmlFree(given);
    return text;
}

struct text xml_text(const xmlNode *node, struct arena *arena)
{
    return keep(xmlNodeGetContent((xmlNode *)node), arena);
}

struct text xml_inside(xmlNode *node, struct arena *arena)
{
    xmlBuffer *out = xmlBufferCreate();
    for (xmlNode *child = node->children; child; child = child->next)
        xmlNodeDump(out, node->doc, child, 0, 0);
    struct text text = arena_copy(arena, text_of((const char *)xmlBufferContent(out)));
    xmlBufferFree(out);
    return text;
}

struct text xml_attribute(xmlNode *node, const char *name, struct arena *arena)
{
    return keep(xmlGetProp(node, BAD_CAST name), arena);
}

struct text xml_name(const xmlNode *node)
{
    struct text name = text_of((const char *)node->name);
    size_t colon = text_find(name, TEXT(":"));
    return colon < name.length ? text_slice(name, colon + 1, name.length) : name;
}

struct text xml_prefix(const xmlNode *node)
{
    if (node->ns && node->ns->prefix)
        return text_of((const char *)node->ns->prefix);
    struct text name = text_of((const char *)node->name);
    size_t colon = text_find(name, TEXT(":"));
    return text_slice(name, 0, colon < name.length ? colon : 0);
}

xmlNode *xml_element(xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}
