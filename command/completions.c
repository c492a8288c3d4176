/* Writes what shells complete, from the option table, when the program is built: completions FOLDER makes troth.bash, _troth and
 * troth.fish. */
#include <stdio.h>
#include <string.h>

#include "command/options.h"

static bool takes(int command, int option)
{
    return option_entries[option].commands >> command & 1;
}

/* A line of words in single quotes, as all three shells take them. */
static void add_quoted(FILE *out, const char *text)
{
    fputc('\'', out);
    for (; *text; text++)
        fputs(*text == '\'' ? "'\\''" : (char[]){ *text, '\0' }, out);
    fputc('\'', out);
}

static void write_bash(FILE *out)
{
    fputs("# bash completion for troth\n_troth()\n{\n    local cur=${COMP_WORDS[COMP_CWORD]} command= word\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do [[ $word != -* ]] && { command=$word; break; }; done\n"
          "    local options=\n    case $command in\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "    %s) options='--help", command_entries[i].name);
        for (int j = 0; j < OPTION_COUNT; j++)
            if (takes(i, j))
                fprintf(out, " --%s", option_entries[j].name);
        fputs("' ;;\n", out);
    }
    fputs("    '') COMPREPLY=($(compgen -W '", out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "%s ", command_entries[i].name);
    fputs("--help --version' -- \"$cur\")); return ;;\n    esac\n"
          "    if [[ $cur == -* ]]; then\n        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
          "    elif [[ $command == help ]]; then\n        COMPREPLY=($(compgen -W '", out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "%s ", command_entries[i].name);
    fputs("' -- \"$cur\"))\n    else\n        COMPREPLY=($(compgen -f -- \"$cur\"))\n    fi\n}\n"
          "complete -o filenames -F _troth troth\n", out);
}

/* "--actor=[only of this actor]:who:", with what zsh reads in brackets set apart. */
static void add_zsh_option(FILE *out, int option)
{
    char text[512];
    size_t length = 0;
    const struct option_entry *entry = &option_entries[option];
    for (const char *p = entry->summary; *p && length + 2 < sizeof text; p++) {
        if (strchr("[]:\\", *p))
            text[length++] = '\\';
        text[length++] = *p;
    }
    text[length] = '\0';
    char all[1024];
    bool is_flag = entry->kind == OPTION_KIND_FLAG, is_file = !strcmp(entry->value, "FILE") || !strcmp(entry->value, "PATH");
    snprintf(all, sizeof all, "--%s%s[%s]%s%s", entry->name, is_flag ? "" : "=", text, is_flag ? "" : ":value:",
             is_file ? "_files" : !strcmp(entry->value, "DIR") ? "_directories" : "");
    fputs("            ", out);
    add_quoted(out, all);
    fputs(" \\\n", out);
}

static void write_zsh(FILE *out)
{
    fputs("#compdef troth\n_troth() {\n    local -a commands\n    commands=(\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        char line[512];
        snprintf(line, sizeof line, "%s:%s", command_entries[i].name, command_entries[i].summary);
        fputs("        ", out);
        add_quoted(out, line);
        fputc('\n', out);
    }
    fputs("    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
          "    case $words[2] in\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "    %s)\n        _arguments \\\n", command_entries[i].name);
        for (int j = 0; j < OPTION_COUNT; j++)
            if (takes(i, j))
                add_zsh_option(out, j);
        fputs(i == COMMAND_HELP ? "            '2:command:_describe command commands' ;;\n"
                                : "            '--help[tell about this command]' '*:file:_files' ;;\n", out);
    }
    fputs("    esac\n}\n_troth \"$@\"\n", out);
}

static void write_fish(FILE *out)
{
    fputs("# fish completion for troth\n", out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "complete -c troth -f -n __fish_use_subcommand -a %s -d ", command_entries[i].name);
        add_quoted(out, command_entries[i].summary);
        fprintf(out, "\ncomplete -c troth -n '__fish_seen_subcommand_from %s' -l help -s h -d 'tell about this command'\n",
                command_entries[i].name);
    }
    for (int j = 0; j < OPTION_COUNT; j++) {
        const struct option_entry *entry = &option_entries[j];
        fputs("complete -c troth -n '__fish_seen_subcommand_from", out);
        for (int i = 0; i < COMMAND_COUNT; i++)
            if (takes(i, j))
                fprintf(out, " %s", command_entries[i].name);
        fprintf(out, "' -l %s%s -d ", entry->name, entry->kind == OPTION_KIND_FLAG ? "" : " -r");
        add_quoted(out, entry->summary);
        fputc('\n', out);
    }
}

static bool write_file(const char *folder, const char *name, void (*write)(FILE *out))
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    if (!out)
        return false;
    write(out);
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: completions FOLDER\n", stderr);
        return 2;
    }
    if (write_file(argv[1], "troth.bash", write_bash) && write_file(argv[1], "_troth", write_zsh) &&
        write_file(argv[1], "troth.fish", write_fish))
        return 0;
    perror(argv[1]);
    return 3;
}
