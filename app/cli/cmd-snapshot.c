/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen snapshot export | import | verify | show: the line, and what the verbs have in common. */
#include "cmd-snapshot.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

typedef enum
{
  EXPORT = 1 << 0,
  IMPORT = 1 << 1,
  VERIFY = 1 << 2,
  SHOW = 1 << 3,
} Verb;

static const struct
{
  const char *name;
  Verb verb;
  int (*run) (const PenCliSnapshotLine *line);
} verbs[] = {
    {"export", EXPORT, pen_cli_snapshot_export},
    {"import", IMPORT, pen_cli_snapshot_import},
    {"verify", VERIFY, pen_cli_snapshot_verify},
    {"show", SHOW, pen_cli_snapshot_show},
};

static void
line_clear (PenCliSnapshotLine *line)
{
  g_strfreev (line->sources);
  g_free (line->output);
  g_free (line->title);
  g_free (line->author);
  g_free (line->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenCliSnapshotLine, line_clear)

/* clang-format off */
static GOptionContext *
new_context (PenCliSnapshotLine *line)
{
  GOptionContext *context = g_option_context_new (
    _ ("export|import|verify|show [FILE… | DIR | LINK]"));
  const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &line->output,
     N_ ("export, import: write to this file or folder"), N_ ("PATH")},
    {"title", 0, 0, G_OPTION_ARG_STRING, &line->title,
     N_ ("export: what it is called"), N_ ("TEXT")},
    {"author", 0, 0, G_OPTION_ARG_STRING, &line->author,
     N_ ("export: who it is by"), N_ ("NAME")},
    {"edition", 0, 0, G_OPTION_ARG_INT, &line->edition,
     N_ ("export, import: the edition of a program that does not say"), N_ ("YEAR")},
    {"no-history", 0, 0, G_OPTION_ARG_NONE, &line->no_history,
     N_ ("export: leave out all edits and runs"), NULL},
    {"no-notes", 0, 0, G_OPTION_ARG_NONE, &line->no_notes,
     N_ ("export: leave out the private notes of steps"), NULL},
    {"no-outputs", 0, 0, G_OPTION_ARG_NONE, &line->no_outputs,
     N_ ("export: leave out what runs printed"), NULL},
    {"no-sign", 0, 0, G_OPTION_ARG_NONE, &line->no_sign,
     N_ ("export: do not sign it"), NULL},
    {"link", 0, 0, G_OPTION_ARG_NONE, &line->link,
     N_ ("export: print a link to play.rust-lang.org instead"), NULL},
    {"remember", 0, 0, G_OPTION_ARG_NONE, &line->remember,
     N_ ("import: remember who signed it"), NULL},
    {"key", 0, 0, G_OPTION_ARG_STRING, &line->key,
     N_ ("verify: refuse it unless this public key signed it"), N_ ("KEY")},
    {"json", 0, 0, G_OPTION_ARG_NONE, &line->json,
     N_ ("show: print a JSON object"), NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &line->sources, NULL, NULL},
    G_OPTION_ENTRY_NULL};

  g_option_context_set_summary (context, _ ("Take a program home in one file, and bring it back"));
  g_option_context_set_translation_domain (context, "playpen");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, "playpen");
  return context;
}
/* clang-format on */

static void
print_help (void)
{
  PenCliSnapshotLine line = {NULL};
  g_autoptr (GOptionContext) context = new_context (&line);
  g_autofree char *help = NULL;

  g_set_prgname ("playpen snapshot");
  help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname ("playpen");
  printf ("%s", help);
}

static int
usage (void)
{
  return pen_cli_complain (PEN_EXIT_USAGE,
                           _ ("Write: playpen snapshot export, import, verify or show, then the "
                              "file. playpen snapshot --help shows the options."));
}

static int
misfit (const char *option, const char *verb)
{
  g_autofree char *message =
      g_strdup_printf (_ ("%s does nothing for playpen snapshot %s. Leave it out."), option, verb);

  return pen_cli_complain (PEN_EXIT_USAGE, message);
}

static int
check_line (const PenCliSnapshotLine *line, Verb verb, const char *name)
{
  const struct
  {
    gboolean given;
    int fits;
    const char *option;
  } rows[] = {
      {line->output != NULL, EXPORT | IMPORT, "--output"},
      {line->title != NULL, EXPORT, "--title"},
      {line->author != NULL, EXPORT, "--author"},
      {line->edition != 0, EXPORT | IMPORT, "--edition"},
      {line->no_history, EXPORT, "--no-history"},
      {line->no_notes, EXPORT, "--no-notes"},
      {line->no_outputs, EXPORT, "--no-outputs"},
      {line->no_sign, EXPORT, "--no-sign"},
      {line->link, EXPORT, "--link"},
      {line->remember, IMPORT, "--remember"},
      {line->key != NULL, VERIFY, "--key"},
      {line->json, SHOW, "--json"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].given && !(rows[i].fits & (int)verb))
      return misfit (rows[i].option, name);
  if (line->edition != 0 && line->edition != 2015 && line->edition != 2018 &&
      line->edition != 2021 && line->edition != 2024)
    return pen_cli_complain (PEN_EXIT_USAGE, _ ("--edition takes 2015, 2018, 2021 or 2024."));
  if ((verb & (VERIFY | SHOW)) &&
      (line->sources == NULL || line->sources[0] == NULL || line->sources[1] != NULL))
    return pen_cli_complain (PEN_EXIT_USAGE, _ ("Name one file, as in: talk.playpen"));
  if ((verb & (EXPORT | IMPORT)) && line->output == NULL && !line->link)
    return pen_cli_complain (PEN_EXIT_USAGE,
                             verb == EXPORT
                                 ? _ ("Say where it goes, as in: -o talk.playpen")
                                 : _ ("Say into which new folder it goes, as in: -o talk"));
  if (line->link && line->output != NULL)
    return pen_cli_complain (PEN_EXIT_USAGE,
                             _ ("--link prints a link, so there is nothing to write with -o. Leave "
                                "one of them out."));
  return 0;
}

int
pen_cmd_snapshot (int argc, char **argv)
{
  g_auto (PenCliSnapshotLine) line = {NULL};
  g_autoptr (GOptionContext) context = new_context (&line);
  g_auto (GStrv) args = g_new0 (char *, (gsize)argc + 1);
  g_autoptr (GError) error = NULL;
  int status;

  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      {
        print_help ();
        return 0;
      }
  if (argc < 2)
    return usage ();
  for (int i = 1; i < argc; i++)
    args[i - 1] = g_strdup (argv[i]);
  if (!g_option_context_parse_strv (context, &args, &error))
    {
      g_autofree char *message = g_strdup_printf (_ ("%s. playpen %s --help shows the options."),
                                                  error->message,
                                                  "snapshot");

      return pen_cli_complain (PEN_EXIT_USAGE, message);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      {
        status = check_line (&line, verbs[i].verb, verbs[i].name);
        return status != 0 ? status : verbs[i].run (&line);
      }
  return usage ();
}

/* --- What verbs have in common --- */

PenProgram *
pen_cli_snapshot_load (const PenCliSnapshotLine *line, PenCliArchive **ret_archive, GError **error)
{
  const char *const here[] = {".", NULL};
  const char *const *sources =
      line->sources != NULL && line->sources[0] != NULL ? (const char *const *)line->sources : here;
  g_autoptr (PenCliArchive) archive = NULL;
  g_autoptr (PenProgram) program = NULL;

  if (sources[1] == NULL && pen_playground_link_check (sources[0]))
    program = pen_playground_link_parse (sources[0], error);
  else if (sources[1] == NULL && pen_cli_archive_check (sources[0]))
    {
      archive = pen_cli_archive_open (sources[0], error);
      program = archive != NULL ? pen_cli_archive_dup_program (archive) : NULL;
    }
  else
    {
      program = pen_program_new ();
      if (!pen_program_add_paths (program, sources, error))
        return NULL;
    }
  if (program == NULL)
    return NULL;
  if (line->edition != 0)
    program->options->edition = (guint)line->edition;
  *ret_archive = g_steal_pointer (&archive);
  return g_steal_pointer (&program);
}

char *
pen_cli_snapshot_dup_signature (PenSnapshot *snapshot, PenKeyRing *ring)
{
  const PenPublicKey *key = pen_snapshot_get_key (snapshot);
  g_autofree char *words = key != NULL ? pen_public_key_dup_words (key) : NULL;

  switch (pen_snapshot_get_signature_state (snapshot, ring))
    {
    case PEN_SIGNATURE_KNOWN:
      return g_strdup_printf (_ ("Signed by %s, whom you know. The key's words are %s."),
                              pen_key_ring_look_up (ring, key)->name,
                              words);
    case PEN_SIGNATURE_FIRST_SEEN:
      return g_strdup_printf (_ ("Signed by a key that is seen here for the first time. Its words "
                                 "are %s; ask the presenter to read them to you."),
                              words);
    case PEN_SIGNATURE_UNSIGNED:
    case PEN_SIGNATURE_DAMAGED:
    default:
      return g_strdup (_ ("Not signed: it is whole, but it could be from anybody."));
    }
}

static void
add_count (GString *text, char *count, guint n)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", count);
  g_free (count);
}

char *
pen_cli_snapshot_dup_contents (const PenSnapshotContents *contents)
{
  const PenSnapshotContents *c = contents;
  GString *text = g_string_new (NULL);

  add_count (text,
             g_strdup_printf (ngettext ("%u file", "%u files", c->n_files), c->n_files),
             c->n_files);
  add_count (text,
             g_strdup_printf (ngettext ("%u step", "%u steps", c->n_steps), c->n_steps),
             c->n_steps);
  add_count (
      text,
      g_strdup_printf (ngettext ("%u private note", "%u private notes", c->n_notes), c->n_notes),
      c->n_notes);
  add_count (text,
             g_strdup_printf (ngettext ("%u edit", "%u edits", c->n_edits), c->n_edits),
             c->n_edits);
  add_count (text,
             g_strdup_printf (ngettext ("%u run", "%u runs", c->n_runs), c->n_runs),
             c->n_runs);
  if (text->len == 0)
    g_string_append (text, _ ("no files"));
  return g_string_free (text, FALSE);
}

void
pen_cli_snapshot_print (const char *text)
{
  g_autofree char *shown = pen_decoder_decode_all (text, strlen (text), PEN_DECODER_PLAIN);

  printf ("%s\n", g_strdelimit (shown, "\n\r", ' '));
}
