/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A command's line -> what is wanted. Contradictions are told here, before anything is read or run.
 */
#include "request.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "archive.h"
#include "cli.h"

#define MAX_TIME_S 3600
#define MAX_MEMORY_MIB 65536
#define MIN_MEMORY_MIB 16
#define UNSET G_MININT /* no number that anybody would write, so that 0 is one that was written */

/* Where GOption puts what it reads. */
typedef struct
{
  char *channel;
  gboolean nightly;
  gboolean beta;
  int edition;
  gboolean release;
  gboolean backtrace;
  gboolean json;
  gboolean watch;
  char *stdin_file;
  char **env;
  char *env_crates;
  int time;
  int memory;
  gboolean check;
  char *output;
  gboolean intel;
  gboolean no_demangle;
  gboolean no_filter;
  char **rest;
} Line;

static void
line_clear (Line *line)
{
  g_free (line->channel);
  g_free (line->stdin_file);
  g_strfreev (line->env);
  g_free (line->env_crates);
  g_free (line->output);
  g_strfreev (line->rest);
}

void
pen_cli_request_free (PenCliRequest *request)
{
  pen_program_free (request->program);
  g_strfreev (request->paths);
  g_free (request->stdin_file);
  g_free (request->output_file);
  g_free (request);
}

/* clang-format off */
static void
add_common (GOptionContext *context, Line *line)
{
  const GOptionEntry entries[] = {
    {"channel", 0, 0, G_OPTION_ARG_STRING, &line->channel,
     N_ ("Toolchain: stable, beta, nightly, a version or a name"), N_ ("NAME")},
    {"nightly", 'n', 0, G_OPTION_ARG_NONE, &line->nightly,
     N_ ("The same as --channel nightly"), NULL},
    {"beta", 'b', 0, G_OPTION_ARG_NONE, &line->beta, N_ ("The same as --channel beta"), NULL},
    {"edition", 0, 0, G_OPTION_ARG_INT, &line->edition,
     N_ ("Edition: 2015, 2018, 2021 or 2024; the newest if not given"), N_ ("YEAR")},
    {"release", 0, 0, G_OPTION_ARG_NONE, &line->release, N_ ("Optimise"), NULL},
    {"backtrace", 0, 0, G_OPTION_ARG_NONE, &line->backtrace,
     N_ ("Show a backtrace when the program panics"), NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &line->json,
     N_ ("Print what happens as JSON, one event a line"), NULL},
    {"env-crates", 0, 0, G_OPTION_ARG_STRING, &line->env_crates,
     N_ ("Use the crates of this environment"), N_ ("NAME")},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &line->rest, NULL, NULL},
    G_OPTION_ENTRY_NULL};

  g_option_context_add_main_entries (context, entries, "playpen");
}

static void
add_run (GOptionContext *context, Line *line)
{
  const GOptionEntry entries[] = {
    {"stdin", 0, 0, G_OPTION_ARG_FILENAME, &line->stdin_file,
     N_ ("Give the program this file as standard input"), N_ ("FILE")},
    {"env", 0, 0, G_OPTION_ARG_STRING_ARRAY, &line->env,
     N_ ("Set an environment variable of the program; may be repeated"), N_ ("NAME=VALUE")},
    {"time", 0, 0, G_OPTION_ARG_INT, &line->time,
     N_ ("Let the program run for at most so many seconds"), N_ ("S")},
    {"memory", 0, 0, G_OPTION_ARG_INT, &line->memory,
     N_ ("Let the program use at most so many MiB of memory"), N_ ("MIB")},
    G_OPTION_ENTRY_NULL};

  g_option_context_add_main_entries (context, entries, "playpen");
}

static void
add_some (GOptionContext *context, PenCliTraits traits, Line *line)
{
  const struct { PenCliTraits trait; GOptionEntry entry; } entries[] = {
    {PEN_CLI_WATCH, {"watch", 0, 0, G_OPTION_ARG_NONE, &line->watch,
     N_ ("Do it again whenever a file is saved, until Ctrl-C"), NULL}},
    {PEN_CLI_CHECK, {"check", 0, 0, G_OPTION_ARG_NONE, &line->check,
     N_ ("Change nothing; show what would change and exit with 1"), NULL}},
    {PEN_CLI_OUTPUT, {"output", 'o', 0, G_OPTION_ARG_FILENAME, &line->output,
     N_ ("Write the result to this file"), N_ ("FILE")}},
    {PEN_CLI_EMIT, {"intel", 0, 0, G_OPTION_ARG_NONE, &line->intel,
     N_ ("Assembly in Intel's syntax instead of AT&T's"), NULL}},
    {PEN_CLI_EMIT, {"no-demangle", 0, 0, G_OPTION_ARG_NONE, &line->no_demangle,
     N_ ("Leave symbol names as the linker sees them"), NULL}},
    {PEN_CLI_EMIT, {"no-filter", 0, 0, G_OPTION_ARG_NONE, &line->no_filter,
     N_ ("Leave directives and unused labels in"), NULL}},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const GOptionEntry one[] = {entries[i].entry, G_OPTION_ENTRY_NULL};

      if (traits & entries[i].trait)
        g_option_context_add_main_entries (context, one, "playpen");
    }
}
/* clang-format on */

static void
add_entries (GOptionContext *context, PenCliTraits traits, Line *line)
{
  add_common (context, line);
  if (traits & PEN_CLI_RUNS)
    add_run (context, line);
  add_some (context, traits, line);
}

static const PenCliCommand *
find_command (const char *name)
{
  const PenCliCommand *commands = pen_cli_get_commands ();

  for (gsize i = 0; commands[i].name != NULL; i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static GOptionContext *
new_context (PenCliTraits traits, const char *name, Line *line)
{
  const PenCliCommand *command = find_command (name);
  GOptionContext *context = g_option_context_new (_ (command->parameters));

  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_translation_domain (context, "playpen");
  g_option_context_set_help_enabled (context, FALSE);
  add_entries (context, traits, line);
  return context;
}

static void
print_help (GOptionContext *context, const char *name)
{
  /* What to emit is a word of its own, before the options. */
  const char *kinds = g_str_equal (name, "emit") ? " asm|llvm-ir|mir|hir|wasm" : "";
  g_autofree char *full = g_strconcat ("playpen ", name, kinds, NULL);
  g_autofree char *help = NULL;

  g_set_prgname (full);
  help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname ("playpen");
  printf ("%s", help);
}

static gboolean
fault (GError **error, const char *message)
{
  g_set_error_literal (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION, message);
  return FALSE;
}

static gboolean
check_line (const Line *line, GError **error)
{
  g_autofree char *message = NULL;

  if ((line->nightly != 0) + (line->beta != 0) + (line->channel != NULL) > 1)
    return fault (error,
                  _ ("--channel, --nightly and --beta contradict each other. Give one of them."));
  if (line->time != UNSET && (line->time < 1 || line->time > MAX_TIME_S))
    {
      message = g_strdup_printf (_ ("--time takes 1 to %d seconds."), MAX_TIME_S);
      return fault (error, message);
    }
  if (line->memory != UNSET && (line->memory < MIN_MEMORY_MIB || line->memory > MAX_MEMORY_MIB))
    {
      message =
          g_strdup_printf (_ ("--memory takes %d to %d MiB."), MIN_MEMORY_MIB, MAX_MEMORY_MIB);
      return fault (error, message);
    }
  if (line->edition != UNSET && line->edition < 1)
    return fault (error, _ ("--edition takes 2015, 2018, 2021 or 2024."));
  if (line->watch && line->rest != NULL && line->rest[0] != NULL &&
      g_str_equal (line->rest[0], "-"))
    return fault (error, _ ("--watch needs files: standard input cannot be saved again."));
  if (line->env_crates != NULL)
    {
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   _ ("There are no crates named \"%s\" here. This version of Playpen compiles "
                      "programs without crates."),
                   line->env_crates);
      return FALSE;
    }
  return TRUE;
}

static gboolean
fill (PenCliRequest *request, Line *line, GError **error)
{
  PenProgram *program = request->program;
  PenOptions *options = program->options;

  program->channel = line->nightly ? g_strdup ("nightly")
                     : line->beta  ? g_strdup ("beta")
                                   : g_strdup (line->channel);
  request->time_s = line->time != UNSET ? (guint)line->time : 0;
  options->edition = line->edition != UNSET ? (guint)line->edition : 0;
  options->release = line->release;
  options->backtrace = line->backtrace;
  options->time_ms = request->time_s * 1000;
  options->memory = line->memory != UNSET ? (guint64)line->memory << 20 : 0;
  options->intel = line->intel;
  options->mangled = line->no_demangle;
  options->unfiltered = line->no_filter;
  for (gsize i = 0; line->env != NULL && line->env[i] != NULL; i++)
    if (!pen_options_add_env (options, line->env[i], error))
      return FALSE;
  request->json = line->json;
  request->watch = line->watch;
  request->stdin_file = g_strdup (line->stdin_file);
  request->output_file = g_strdup (line->output);
  request->paths = g_steal_pointer (&line->rest);
  if (line->check)
    request->action = PEN_ACTION_FMT_CHECK;
  return TRUE;
}

/* What follows "--" is the program's and none of ours: taken off before anything is read. */
static gboolean
split_arguments (PenCliRequest *request,
                 PenCliTraits traits,
                 int *argc,
                 char **argv,
                 GError **error)
{
  for (int i = 1; i < *argc; i++)
    {
      if (!g_str_equal (argv[i], "--"))
        continue;
      if (!(traits & PEN_CLI_RUNS))
        {
          g_set_error (error,
                       PEN_TOOLCHAIN_ERROR,
                       PEN_TOOLCHAIN_ERROR_OPTION,
                       _ ("\"%s\" does not run the program, so nothing can follow \"--\"."),
                       argv[0]);
          return FALSE;
        }
      for (int j = i + 1; j < *argc; j++)
        pen_options_add_arg (request->program->options, argv[j]);
      *argc = i;
      return TRUE;
    }
  return TRUE;
}

static gboolean
has_help (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;
  return FALSE;
}

PenCliRequest *
pen_cli_request_new (PenAction action, PenCliTraits traits, int argc, char **argv, int *ret_status)
{
  g_autoptr (PenCliRequest) request = g_new0 (PenCliRequest, 1);
  g_auto (GStrv) args = NULL;
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  const char *name = argv[0];
  Line line = {.edition = UNSET, .time = UNSET, .memory = UNSET};
  gboolean ok;

  request->action = action;
  request->program = pen_program_new ();
  context = new_context (traits, name, &line);
  ok = split_arguments (request, traits, &argc, argv, &error);
  args = g_new0 (char *, (gsize)argc + 1);
  for (int i = 0; i < argc; i++)
    args[i] = g_strdup (argv[i]);
  if (ok && has_help (argc, argv))
    {
      print_help (context, name);
      line_clear (&line);
      *ret_status = 0;
      return NULL;
    }
  ok = ok && g_option_context_parse_strv (context, &args, &error) && check_line (&line, &error) &&
       fill (request, &line, &error);
  line_clear (&line);
  if (ok)
    return g_steal_pointer (&request);
  if (error->domain == G_OPTION_ERROR)
    {
      g_autofree char *message =
          g_strdup_printf (_ ("%s. playpen %s --help shows the options."), error->message, name);

      *ret_status = pen_cli_complain (PEN_EXIT_USAGE, message);
    }
  else
    *ret_status = pen_cli_complain_error (error);
  return NULL;
}

static gboolean
load_stdin (PenProgram *program, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint8 chunk[65536];
  gssize n;

  while (array->len <= PEN_PROGRAM_MAX_RUST_BYTES &&
         (n = read (STDIN_FILENO, chunk, sizeof chunk)) != 0)
    if (n > 0)
      g_byte_array_append (array, chunk, (guint)n);
    else if (errno != EINTR)
      {
        g_set_error (error,
                     PEN_CORE_ERROR,
                     PEN_CORE_ERROR_INPUT,
                     _ ("Standard input cannot be read (%s)."),
                     g_strerror (errno));
        return FALSE;
      }
  if (array->len == 0)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_INPUT,
                           _ ("Standard input holds no program. Name a file or a folder, as in: "
                              "playpen run hello.rs"));
      return FALSE;
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  return pen_program_add_text (program, bytes, error);
}

/* What the line says of the options wins over what the author of the archive chose. */
static void
take_options (PenProgram *program, PenProgram *from)
{
  PenOptions *options = program->options;
  const PenOptions *chosen = from->options;

  if (program->channel == NULL)
    program->channel = g_steal_pointer (&from->channel);
  if (options->edition == 0)
    options->edition = chosen->edition;
  options->release = options->release || chosen->release;
  options->backtrace = options->backtrace || chosen->backtrace;
  if (options->time_ms == 0)
    options->time_ms = chosen->time_ms;
  if (options->memory == 0)
    options->memory = chosen->memory;
  if (options->args == NULL && chosen->args != NULL)
    options->args = g_ptr_array_ref (chosen->args);
  if (options->env == NULL && chosen->env != NULL)
    options->env = g_ptr_array_ref (chosen->env);
}

static gboolean
load_archive (PenCliRequest *request, const char *path, GError **error)
{
  PenProgram *program = request->program;
  g_autoptr (PenCliArchive) archive = NULL;
  g_autoptr (PenProgram) from = NULL;

  if (request->watch)
    return fault (error,
                  _ ("--watch needs files or a folder: what is packed in one file is not saved "
                     "again. playpen snapshot import unpacks it."));
  if (request->action == PEN_ACTION_FMT)
    return fault (error,
                  _ ("A program that is packed in one file cannot be formatted in place. Unpack it "
                     "with playpen snapshot import first, or look at the differences with "
                     "--check."));
  archive = pen_cli_archive_open (path, error);
  if (archive == NULL)
    return FALSE;
  from = pen_cli_archive_dup_program (archive);
  pen_sources_free (program->sources);
  program->sources = pen_sources_copy (from->sources);
  for (guint i = 0; i < from->notes->len; i++)
    g_ptr_array_add (program->notes, g_strdup (from->notes->pdata[i]));
  take_options (program, from);
  request->packed = TRUE;
  return TRUE;
}

gboolean
pen_cli_request_load (PenCliRequest *request, GError **error)
{
  PenProgram *program = request->program;

  pen_sources_free (program->sources);
  program->sources = pen_sources_new ();
  g_ptr_array_set_size (program->notes, 0);
  g_clear_pointer (&program->base, g_free);
  if (request->paths == NULL || request->paths[0] == NULL)
    {
      /* Without a name: the folder that one is in, as cargo does, or what is piped in. */
      const char *const here[] = {".", NULL};

      return isatty (STDIN_FILENO) || g_file_test ("Cargo.toml", G_FILE_TEST_EXISTS) ||
                     g_file_test ("src/main.rs", G_FILE_TEST_EXISTS)
                 ? pen_program_add_paths (program, here, error)
                 : load_stdin (program, error);
    }
  if (g_str_equal (request->paths[0], "-") && request->paths[1] == NULL)
    return load_stdin (program, error);
  if (request->paths[1] == NULL && pen_cli_archive_check (request->paths[0]))
    return load_archive (request, request->paths[0], error);
  return pen_program_add_paths (program, (const char *const *)request->paths, error);
}
