/* Charts as SVG: means by actor, and how far each need is covered; light or dark as the reader's screen is. */
#include "command/weighed.h"

void chart_add(struct weighed *weighed, const struct assessment *assessments, weighed_fits_fn fits, void *context)
{
}
