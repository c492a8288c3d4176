/* The program `troth`: takes the command line apart, runs the command, tells what went wrong, and ends. */
#include <signal.h>

#include "command/command.h"

int main(int argc, char **argv)
{
    struct options options;
    struct error err = { .code = ERROR_NONE };
    signal(SIGPIPE, SIG_IGN); /* a reader who goes away is seen when writing fails */
    if (!options_parse(&options, argc, argv, &err)) {
        output_complain(err.message);
        return error_status(err.code);
    }
    int status = command_run(&options, &err);
    if (err.code != ERROR_NONE)
        output_complain(err.message);
    return status;
}
