/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen toolchain list */
#include "cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "report.h"
#include "session.h"

static const char *
get_origin (PenToolchain *toolchain)
{
  switch (pen_toolchain_get_origin (toolchain))
    {
    case PEN_TOOLCHAIN_SYSTEM:
      return "system";
    case PEN_TOOLCHAIN_RUSTUP:
      return "rustup";
    case PEN_TOOLCHAIN_ARCHIVE:
    default:
      return "archive";
    }
}

static void
add_toolchain (JsonBuilder *builder, PenToolchain *toolchain)
{
  json_builder_begin_object (builder);
  pen_cli_report_add (builder, "name", pen_toolchain_get_name (toolchain));
  pen_cli_report_add (builder, "version", pen_toolchain_get_version (toolchain));
  pen_cli_report_add (builder, "channel", pen_toolchain_get_channel (toolchain));
  pen_cli_report_add (builder, "date", pen_toolchain_get_date (toolchain));
  pen_cli_report_add (builder, "hash", pen_toolchain_get_hash (toolchain));
  pen_cli_report_add (builder, "host", pen_toolchain_get_host (toolchain));
  pen_cli_report_add (builder, "linker", pen_toolchain_get_linker (toolchain));
  pen_cli_report_add (builder, "origin", get_origin (toolchain));
  pen_cli_report_add (builder, "path", pen_toolchain_get_root (toolchain));
  pen_cli_report_add (builder, "problem", pen_toolchain_get_problem (toolchain));
  json_builder_set_member_name (builder, "editions");
  json_builder_begin_array (builder);
  for (guint edition = 2015; pen_toolchain_get_version (toolchain) != NULL &&
                             edition <= pen_toolchain_get_newest_edition (toolchain);
       edition += 3)
    json_builder_add_int_value (builder, edition);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "components");
  json_builder_begin_array (builder);
  for (guint i = 0; i < PEN_N_COMPONENTS; i++)
    if (pen_toolchain_has (toolchain, i))
      json_builder_add_string_value (builder, pen_component_to_string (i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (GListModel *model)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (model, i);

      add_toolchain (builder, toolchain);
    }
  json_builder_end_array (builder);
  pen_cli_report_print (builder);
}

static char *
list_components (PenToolchain *toolchain)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < PEN_N_COMPONENTS; i++)
    if (pen_toolchain_has (toolchain, i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", pen_component_to_string (i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_toolchain (PenToolchain *toolchain, gboolean is_default)
{
  const char *version = pen_toolchain_get_version (toolchain);
  const char *date = pen_toolchain_get_date (toolchain);
  const char *hash = pen_toolchain_get_hash (toolchain);
  const char *problem = pen_toolchain_get_problem (toolchain);
  g_autofree char *components = list_components (toolchain);

  printf ("%s %-40s %s\n",
          is_default ? "*" : " ",
          pen_toolchain_get_name (toolchain),
          pen_toolchain_get_root (toolchain));
  if (problem != NULL)
    {
      printf ("    %s\n", problem);
      return;
    }
  if (version == NULL)
    {
      printf ("    %s\n",
              _ ("Its rustc does not tell its version, so it cannot be used. Install it again."));
      return;
    }
  printf ("    Rust %s, %s %.9s, %s, %s\n",
          version,
          date != NULL ? date : _ ("no date"),
          hash != NULL ? hash : "",
          pen_toolchain_get_channel (toolchain),
          get_origin (toolchain));
  printf (_ ("    editions up to %u; %s\n"),
          pen_toolchain_get_newest_edition (toolchain),
          components);
}

static void
print_table (PenToolchainList *list)
{
  GListModel *model = G_LIST_MODEL (list);
  g_autoptr (PenToolchain) chosen = pen_toolchain_list_choose (list, NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (model, i);

      print_toolchain (toolchain, toolchain == chosen);
    }
  if (chosen != NULL)
    printf ("%s\n", _ ("* is used when no --channel is given."));
}

static int
list (gboolean json)
{
  g_autoptr (PenCliSession) session = pen_cli_session_new ();
  g_autoptr (GError) error = NULL;
  PenToolchainList *toolchains;
  g_autoptr (PenToolchain) any = NULL;

  if (!pen_cli_session_query (session, &error))
    return pen_cli_session_get_interrupted (session) ? PEN_EXIT_INTERRUPTED
                                                     : pen_cli_complain_error (error);
  toolchains = pen_machine_get_toolchains (pen_cli_session_get_machine (session));
  if (json)
    print_json (G_LIST_MODEL (toolchains));
  else
    print_table (toolchains);
  any = pen_toolchain_list_choose (toolchains, NULL, &error);
  return any != NULL ? 0 : pen_cli_complain_error (error);
}

static void
print_help (void)
{
  printf ("%s\n\n%s\n\n  --json     %s\n",
          _ ("Usage: playpen toolchain list [--json]"),
          _ ("Shows every Rust on this machine: version, date, hash, editions, components and "
             "where it comes from."),
          _ ("Print a JSON array instead of a table"));
}

int
pen_cmd_toolchain (int argc, char **argv)
{
  gboolean json = FALSE;
  gboolean listed = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
        {
          print_help ();
          return 0;
        }
      if (g_str_equal (argv[i], "--json"))
        json = TRUE;
      else if (g_str_equal (argv[i], "list") && !listed)
        listed = TRUE;
      else
        return pen_cli_complain (PEN_EXIT_USAGE, _ ("Write: playpen toolchain list [--json]"));
    }
  return listed ? list (json)
                : pen_cli_complain (PEN_EXIT_USAGE, _ ("Write: playpen toolchain list [--json]"));
}
