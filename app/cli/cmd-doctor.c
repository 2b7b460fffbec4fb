/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen doctor */
#include "cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "console.h"
#include "report.h"
#include "session.h"

typedef struct
{
  const PenProbe *probe;   /* the machine's */
  PenToolchain *toolchain; /* (nullable) */
  char *toolchain_fault;   /* (nullable) */
} Diagnosis;

static void
diagnosis_clear (Diagnosis *diagnosis)
{
  g_clear_object (&diagnosis->toolchain);
  g_free (diagnosis->toolchain_fault);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  *(const PenProbe **)data = pen_machine_probe_finish (PEN_MACHINE (source), result);
}

/* The toolchains are asked in jails, so only when there can be any. */
static void
examine (Diagnosis *diagnosis, PenCliSession *session)
{
  PenMachine *machine = pen_cli_session_get_machine (session);
  g_autoptr (GError) error = NULL;

  pen_machine_probe_async (machine, on_probed, &diagnosis->probe);
  while (diagnosis->probe == NULL && !pen_cli_session_get_interrupted (session))
    g_main_context_iteration (NULL, TRUE);
  if (diagnosis->probe == NULL || diagnosis->probe->verdict != PEN_PROBE_OK)
    return;
  if (pen_cli_session_query (session, &error))
    diagnosis->toolchain = pen_machine_dup_toolchain (machine, NULL, &error);
  if (error != NULL)
    diagnosis->toolchain_fault = g_strdup (error->message);
}

static gboolean
is_healthy (const Diagnosis *diagnosis)
{
  return diagnosis->probe->verdict == PEN_PROBE_OK && diagnosis->toolchain != NULL;
}

/* --- As JSON --- */

static void
add_findings (JsonBuilder *builder, GPtrArray *findings)
{
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const PenFinding *finding = findings->pdata[i];

      json_builder_begin_object (builder);
      pen_cli_report_add (builder, "id", finding->id);
      pen_cli_report_add (builder, "severity", pen_severity_to_string (finding->severity));
      pen_cli_report_add (builder, "sentence", finding->sentence);
      pen_cli_report_add (builder, "remedy", finding->remedy);
      pen_cli_report_add (builder, "value", finding->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rows (JsonBuilder *builder, GPtrArray *rows)
{
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const PenProbeRow *row = rows->pdata[i];

      json_builder_begin_object (builder);
      pen_cli_report_add (builder, "name", row->name);
      pen_cli_report_add (builder, "sentence", row->sentence);
      json_builder_set_member_name (builder, "holds");
      json_builder_add_boolean_value (builder, row->seen == NULL);
      pen_cli_report_add (builder, "seen", row->seen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const Diagnosis *diagnosis)
{
  const PenProbe *probe = diagnosis->probe;
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "v");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, is_healthy (diagnosis));
  pen_cli_report_add (builder, "verdict", pen_probe_verdict_to_string (probe->verdict));
  pen_cli_report_add (builder, "sentence", probe->sentence);
  pen_cli_report_add (builder, "remedy", probe->remedy);
  pen_cli_report_add (builder, "memory", probe->tier_a ? "cgroup" : "watched");
  json_builder_set_member_name (builder, "hardening");
  json_builder_add_int_value (builder, probe->score);
  pen_cli_report_add (builder, "bubblewrap", probe->version);
  pen_cli_report_add (
      builder,
      "rust",
      diagnosis->toolchain != NULL ? pen_toolchain_get_version (diagnosis->toolchain) : NULL);
  pen_cli_report_add (builder, "rust_problem", diagnosis->toolchain_fault);
  add_rows (builder, probe->rows);
  add_findings (builder, probe->findings);
  json_builder_end_object (builder);
  pen_cli_report_print (builder);
}

/* --- For people --- */

static void
print_remedy (const char *remedy)
{
  if (remedy != NULL)
    printf ("      → %s\n", remedy);
}

static void
print_findings (GPtrArray *findings)
{
  static const char *const marks[] = {[PEN_SEVERITY_OK] = "✓",
                                      [PEN_SEVERITY_INFO] = "·",
                                      [PEN_SEVERITY_ADVISE] = "!",
                                      [PEN_SEVERITY_PROBLEM] = "✗"};

  for (guint i = 0; i < findings->len; i++)
    {
      const PenFinding *finding = findings->pdata[i];

      printf ("  %s %s\n", marks[finding->severity], finding->sentence);
      print_remedy (finding->remedy);
    }
}

static void
print_rows (const PenProbe *probe)
{
  guint holds = 0;

  for (guint i = 0; i < probe->rows->len; i++)
    {
      const PenProbeRow *row = probe->rows->pdata[i];

      holds += row->seen == NULL;
      if (row->seen != NULL)
        printf ("  ✗ %s (%s)\n", row->sentence, row->seen);
    }
  if (probe->rows->len > 0)
    printf (ngettext ("  ✓ %u of %u attempt to get out of the sandbox failed, as it must.\n",
                      "  ✓ %u of %u attempts to get out of the sandbox failed, as they must.\n",
                      probe->rows->len),
            holds,
            probe->rows->len);
}

static void
print_rust (const Diagnosis *diagnosis)
{
  printf ("\n%s\n", _ ("Rust"));
  if (diagnosis->toolchain != NULL)
    printf (_ ("  ✓ Rust %s in %s. playpen toolchain list shows all.\n"),
            pen_toolchain_get_version (diagnosis->toolchain),
            pen_toolchain_get_root (diagnosis->toolchain));
  else if (diagnosis->toolchain_fault != NULL)
    printf ("  ✗ %s\n", diagnosis->toolchain_fault);
}

static void
print_text (const Diagnosis *diagnosis)
{
  const PenProbe *probe = diagnosis->probe;

  printf ("%s\n", _ ("Running programs safely"));
  printf ("  %s %s\n", probe->verdict == PEN_PROBE_OK ? "✓" : "✗", probe->sentence);
  print_remedy (probe->remedy);
  print_rows (probe);
  if (probe->verdict == PEN_PROBE_OK)
    {
      printf ("  %s\n",
              probe->tier_a ? _ ("✓ The kernel bounds the memory of each program.")
                            : _ ("· Memory is watched by Playpen: two programs at once, and half "
                                 "the memory for each."));
      print_rust (diagnosis);
    }
  printf ("\n");
  printf (_ ("This machine (%u of 100 points for hardening)\n"), probe->score);
  print_findings (probe->findings);
}

static void
print_help (void)
{
  printf ("%s\n\n%s\n\n  --json     %s\n",
          _ ("Usage: playpen doctor [--json]"),
          _ ("Says whether programs can run safely here, what is missing and how to get it. Exits "
             "with 0 only when they "
             "can."),
          _ ("Print a JSON object instead"));
}

int
pen_cmd_doctor (int argc, char **argv)
{
  g_autoptr (PenCliSession) session = NULL;
  Diagnosis diagnosis = {0};
  gboolean json = FALSE;
  int status;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
        {
          print_help ();
          return 0;
        }
      if (!g_str_equal (argv[i], "--json"))
        return pen_cli_complain (PEN_EXIT_USAGE, _ ("Write: playpen doctor [--json]"));
      json = TRUE;
    }
  session = pen_cli_session_new ();
  examine (&diagnosis, session);
  if (diagnosis.probe == NULL)
    return PEN_EXIT_INTERRUPTED;
  if (json)
    print_json (&diagnosis);
  else
    print_text (&diagnosis);
  status = is_healthy (&diagnosis)                    ? 0
           : diagnosis.probe->verdict == PEN_PROBE_OK ? PEN_EXIT_MISSING
                                                      : PEN_EXIT_CANNOT_JAIL;
  diagnosis_clear (&diagnosis);
  return status;
}
