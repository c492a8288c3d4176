/* Retry-After (RFC 9110, 10.2.3): seconds, or a date. */
#include "fetch/inner.h"

enum { LONGEST_S = 7 * 24 * 3600 };

static long long seconds_of(struct text digits)
{
    long long seconds = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return -1;
        seconds = seconds > LONGEST_S ? seconds : seconds * 10 + (digits.at[i] - '0');
    }
    return seconds;
}

long long retry_after(struct text value, long long now_ms)
{
    char date[64];
    struct text words = text_trim(value);
    if (!words.length || words.length >= sizeof date)
        return 0;
    long long seconds = seconds_of(words);
    if (seconds < 0) {
        memcpy(date, words.at, words.length);
        date[words.length] = '\0';
        time_t when = curl_getdate(date, NULL);
        seconds = when < 0 ? 0 : (long long)when - now_ms / 1000;
    }
    if (seconds <= 0)
        return 0;
    return now_ms + (seconds > LONGEST_S ? LONGEST_S : seconds) * 1000;
}
