/* Runs pdftotext within limits of time, memory and output. */
#include "source/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The bytes as an open file without a name. */
static int file_of(struct text bytes)
{
    int file = memfd_create("pdf", MFD_CLOEXEC);
    size_t done = 0;
    while (file >= 0 && done < bytes.length) {
        ssize_t wrote = write(file, bytes.at + done, bytes.length - done);
        if (wrote < 0 && errno != EINTR) {
            close(file);
            return -1;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    if (file >= 0)
        lseek(file, 0, SEEK_SET);
    return file;
}

static void limit(pid_t child)
{
    const struct rlimit seconds = { PDF_SECONDS, PDF_SECONDS }, memory = { PDF_MEMORY, PDF_MEMORY }, none = { 0, 0 };
    prlimit(child, RLIMIT_CPU, &seconds, NULL);
    prlimit(child, RLIMIT_AS, &memory, NULL);
    prlimit(child, RLIMIT_CORE, &none, NULL);
}

/* 0, or what posix_spawn fails with. */
static int start(int in, int out, pid_t *child)
{
    static const char *const arguments[] = { "pdftotext", "-q", "-enc", "UTF-8", "-bbox-layout", "-", "-", NULL };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int failure = posix_spawnp(child, arguments[0], &actions, NULL, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

/* Takes what the child writes. NULL, or why it is stopped. */
static const char *listen_to(int from, struct buffer *out)
{
    char chunk[64 << 10];
    for (int waited = 0; waited < 2 * PDF_SECONDS;) {
        struct pollfd ready = { .fd = from, .events = POLLIN };
        int result = poll(&ready, 1, 1000);
        waited += result == 0;
        if (result <= 0)
            continue;
        ssize_t got = read(from, chunk, sizeof chunk);
        if (got == 0)
            return NULL;
        if (got > 0)
            buffer_add(out, (struct text){ chunk, (size_t)got });
        if (out->full)
            return "it has too much text";
    }
    return "taking it apart takes too long";
}

/* Waits for the child's end, after stopping it where so wished. Whether it ended well. */
static bool finish(pid_t child, bool stop)
{
    int status;
    if (stop)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool fail(struct error *err, const char *name, const char *why)
{
    return error_at(err, ERROR_INPUT, name, 0, 0, "this PDF cannot be read: %s", why);
}

bool pdf_layout(struct text bytes, const char *name, struct buffer *out, struct error *err)
{
    int ends[2], in = file_of(bytes);
    pid_t child;
    if (in < 0 || pipe2(ends, O_CLOEXEC) < 0) {
        if (in >= 0)
            close(in);
        return fail(err, name, "the system has no room for it");
    }
    int failure = start(in, ends[1], &child);
    close(in);
    close(ends[1]);
    if (failure) {
        close(ends[0]);
        return error_at(err, ERROR_SYSTEM, name, 0, 0,
                        "PDF files are taken apart by pdftotext, which cannot be run; install poppler-utils");
    }
    limit(child);
    const char *why = listen_to(ends[0], out);
    close(ends[0]);
    bool good = finish(child, why != NULL);
    if (why || !good)
        return fail(err, name, why ? why : "it is damaged, locked by a password, or too large to take apart");
    return true;
}
