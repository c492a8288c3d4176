/* The files of the page, which the program carries. */
#include "serving/inner.h"

#include "assets.inc"

/* Every view has its own address, and they all begin with the same page. */
static bool is_view(const char *path)
{
    static const char *const views[] = { "/", "/disputes", "/weigh", "/drop", "/statements", "/review" };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (!strcmp(path, views[i]))
            return true;
    return !strncmp(path, "/commitment/", 12) || !strcmp(path, "/article");
}

int assets_count(void)
{
    return sizeof assets / sizeof *assets;
}

const struct asset *assets_at(int place)
{
    return &assets[place];
}

int assets_find(const char *path)
{
    for (int i = 0; i < assets_count(); i++)
        if (!strcmp(path, assets[i].path))
            return i;
    return !strcmp(path, "/openapi.json") ? assets_count() : is_view(path) ? 0 : -1;
}
