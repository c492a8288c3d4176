/* The nearest of several names to a wrong one, for "did you mean". */
#include "base/near.h"

enum { LONGEST_NAME = 32, NEAR = 3 };

/* Levenshtein distance, one row at a time. */
static int distance(struct text a, struct text b)
{
    int row[LONGEST_NAME + 1];
    if (a.length > LONGEST_NAME || b.length > LONGEST_NAME)
        return LONGEST_NAME;
    for (size_t j = 0; j <= b.length; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= a.length; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= b.length; j++) {
            int change = diagonal + (a.at[i - 1] != b.at[j - 1]);
            int shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < shorter ? change : shorter;
        }
    }
    return row[b.length];
}

const char *near_name(struct text wrong, const char *const *names, int count)
{
    const char *best = NULL;
    int least = NEAR;
    for (int i = 0; i < count; i++) {
        int d = distance(wrong, text_of(names[i]));
        if (d < least && d < (int)wrong.length) {
            least = d;
            best = names[i];
        }
    }
    return best;
}
