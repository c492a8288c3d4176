/* Past forms of irregular verbs whose lemma the language room may not know, most of them rare or with a prefix: "undone". */
#include "reading/view.h"

struct text view_irregular(struct text form)
{
    static const struct { struct text form, verb; } verbs[] = {
        { { "arisen", 6 }, { "arise", 5 } }, { { "arose", 5 }, { "arise", 5 } }, { { "broken", 6 }, { "break", 5 } },
        { { "forbade", 7 }, { "forbid", 6 } }, { { "forbidden", 9 }, { "forbid", 6 } }, { { "foresaw", 7 }, { "foresee", 7 } },
        { { "foreseen", 8 }, { "foresee", 7 } }, { { "forsaken", 8 }, { "forsake", 7 } }, { { "forsook", 7 }, { "forsake", 7 } },
        { { "froze", 5 }, { "freeze", 6 } }, { { "frozen", 6 }, { "freeze", 6 } }, { { "misled", 6 }, { "mislead", 7 } },
        { { "mistook", 7 }, { "mistake", 7 } }, { { "overcame", 8 }, { "overcome", 8 } }, { { "overran", 7 }, { "overrun", 7 } },
        { { "oversaw", 7 }, { "oversee", 7 } }, { { "overseen", 8 }, { "oversee", 7 } },
        { { "overthrew", 9 }, { "overthrow", 9 } }, { { "overthrown", 10 }, { "overthrow", 9 } },
        { { "overtook", 8 }, { "overtake", 8 } }, { { "rebuilt", 7 }, { "rebuild", 7 } }, { { "redrawn", 7 }, { "redraw", 6 } },
        { { "redrew", 6 }, { "redraw", 6 } }, { { "resold", 6 }, { "resell", 6 } }, { { "retaken", 7 }, { "retake", 6 } },
        { { "retook", 6 }, { "retake", 6 } }, { { "rewritten", 9 }, { "rewrite", 7 } }, { { "rewrote", 7 }, { "rewrite", 7 } },
        { { "sank", 4 }, { "sink", 4 } }, { { "shrank", 6 }, { "shrink", 6 } }, { { "shrunk", 6 }, { "shrink", 6 } },
        { { "strove", 6 }, { "strive", 6 } }, { { "sunk", 4 }, { "sink", 4 } }, { { "swore", 5 }, { "swear", 5 } },
        { { "sworn", 5 }, { "swear", 5 } }, { { "tore", 4 }, { "tear", 4 } }, { { "torn", 4 }, { "tear", 4 } },
        { { "undertaken", 10 }, { "undertake", 9 } }, { { "undertook", 9 }, { "undertake", 9 } },
        { { "underwent", 9 }, { "undergo", 7 } }, { { "underwrote", 10 }, { "underwrite", 10 } },
        { { "undid", 5 }, { "undo", 4 } }, { { "undone", 6 }, { "undo", 4 } }, { { "unfroze", 7 }, { "unfreeze", 8 } },
        { { "unfrozen", 8 }, { "unfreeze", 8 } }, { { "unwound", 7 }, { "unwind", 6 } }, { { "upheld", 6 }, { "uphold", 6 } },
        { { "withdrawn", 9 }, { "withdraw", 8 } }, { { "withdrew", 8 }, { "withdraw", 8 } },
        { { "withheld", 8 }, { "withhold", 8 } }, { { "withstood", 9 }, { "withstand", 9 } },
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_equals_nocase(form, verbs[i].form))
            return verbs[i].verb;
    return form;
}
