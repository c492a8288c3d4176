/* Two threads share one model: each asks who said what in a text of its own. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <troth.h>

struct task {
    const struct troth *troth;
    const char *text;
    struct troth_text quotes;
    struct troth_error err;
    bool good;
};

static void *work(void *given)
{
    struct task *task = given;
    struct troth_input input = { .size = sizeof input, .bytes = task->text, .length = strlen(task->text), .threads = 1 };
    struct troth_answer answer = { troth_collect, NULL, &task->quotes };
    task->good = troth_quotes(task->troth, &input, &answer, &task->err);
    return NULL;
}

int main(void)
{
    struct troth_error err;
    struct troth *troth = troth_open(NULL, &err);
    pthread_t threads[2];
    struct task tasks[2] = { { .text = "Harbour talks\n\n\"We will stand by our word,\" the Norwegian prime minister said." },
                             { .text = "Grain talks\n\nEgypt's foreign minister said that the harbours must be opened." } };
    for (int i = 0; troth && i < 2; i++) {
        tasks[i].troth = troth;
        pthread_create(&threads[i], NULL, work, &tasks[i]);
    }
    for (int i = 0; troth && i < 2; i++) {
        pthread_join(threads[i], NULL);
        puts(tasks[i].good ? tasks[i].quotes.bytes : tasks[i].err.message);
        troth_text_release(&tasks[i].quotes);
    }
    if (!troth)
        puts(err.message);
    troth_close(troth);
    return troth && tasks[0].good && tasks[1].good ? 0 : 3;
}
