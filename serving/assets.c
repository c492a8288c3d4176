/* The files of the page, which the program carries. */
#include "serving/inner.h"

#include "assets.inc"

/* Every view has its own address, and they all begin with the same page. */
static bool is_view(const char *path)
{
    static const char *const views[] = { "/", "/disputes", "/weigh", "/drop", "/statements" };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (!strcmp(path, views[i]))
            return true;
    return !strncmp(path, "/commitment/", 12) || !strcmp(path, "/article");
}

const struct asset *assets_find(const char *path)
{
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
        if (!strcmp(path, assets[i].path))
            return &assets[i];
    return is_view(path) ? &assets[0] : NULL;
}
