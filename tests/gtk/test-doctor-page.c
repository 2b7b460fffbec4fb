/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The doctor's page says what its probe says, worst first, and copies what there is to type. */
#include "doctor-page.h"

#include "copy-button.h"
#include "display.h"
#include "finding-row.h"

#define COMMAND "sudo apt install bubblewrap"

/* --- Probes --- */

static void
add_finding (PenProbe *probe, PenSeverity severity, const char *id, const char *sentence)
{
  PenFinding *finding = g_new0 (PenFinding, 1);

  finding->id = g_strdup (id);
  finding->severity = severity;
  finding->sentence = g_strdup (sentence);
  if (severity == PEN_SEVERITY_ADVISE)
    finding->remedy = g_strdup ("To change it: sudo sysctl -w kernel.kptr_restrict=1");
  g_ptr_array_add (probe->findings, finding);
}

static void
add_row (PenProbe *probe, const char *sentence, const char *seen)
{
  PenProbeRow *row = g_new0 (PenProbeRow, 1);

  row->name = g_strdup ("run/sample");
  row->sentence = g_strdup (sentence);
  row->seen = g_strdup (seen);
  g_ptr_array_add (probe->rows, row);
}

/* As pen_probe_run_finish() would return it; freed by pen_probe_free(). */
static PenProbe *
probe_new (PenProbeVerdict verdict, const char *sentence, const char *remedy)
{
  PenProbe *probe = pen_probe_check ();

  probe->verdict = verdict;
  g_free (probe->sentence);
  g_free (probe->remedy);
  probe->sentence = g_strdup (sentence);
  probe->remedy = g_strdup (remedy);
  probe->full = TRUE;
  probe->score = 53;
  g_ptr_array_set_size (probe->findings, 0);
  g_ptr_array_set_size (probe->rows, 0);
  return probe;
}

static PenProbe *
probe_new_bad (void)
{
  return probe_new (PEN_PROBE_NO_BWRAP,
                    "bubblewrap is not installed, and Playpen runs programs only inside it.",
                    "Install it. On Debian and Ubuntu: " COMMAND);
}

static PenProbe *
probe_new_good (void)
{
  PenProbe *probe = probe_new (PEN_PROBE_OK, "Programs can run here.", NULL);

  add_row (probe, "A program does not see other programs.", NULL);
  add_row (probe, "A program does not reach the network.", NULL);
  add_finding (probe,
               PEN_SEVERITY_ADVISE,
               "kptr-restrict",
               "The kernel may show its addresses to programs, which helps attacks on it.");
  add_finding (probe, PEN_SEVERITY_INFO, "swap", "There is no swap space.");
  add_finding (probe, PEN_SEVERITY_OK, "jail", "Programs can run here.");
  add_finding (probe, PEN_SEVERITY_OK, "aslr", "Programs lie at random addresses in memory.");
  return probe;
}

/* --- What is seen --- */

/* (transfer none) (nullable): the first widget of @type below @widget that is seen and whose text
 * is @text, or has any if @text is NULL. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (text == NULL || type != GTK_TYPE_LABEL ||
       g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

#define says(widget, text) (find (GTK_WIDGET (widget), GTK_TYPE_LABEL, (text)) != NULL)

static GtkWindow *
show (PenProbe *probe)
{
  GtkWidget *page = pen_doctor_page_new ();
  g_autoptr (PenProbe) owned = probe;

  pen_doctor_page_show_probe (PEN_DOCTOR_PAGE (page), owned);
  return pen_test_show (page, 800, 600);
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_cannot_run (void)
{
  GtkWindow *window = show (probe_new_bad ());
  GtkWidget *page = adw_window_get_content (ADW_WINDOW (window));
  GtkWidget *copy = find (page, PEN_TYPE_COPY_BUTTON, NULL);
  g_autofree char *copied = NULL;

  g_assert_true (says (page, "Playpen cannot run programs safely here"));
  g_assert_true (
      says (page, "bubblewrap is not installed, and Playpen runs programs only inside it."));
  g_assert_true (says (page, "Install it. On Debian and Ubuntu: " COMMAND));
  g_assert_true (says (page, "Nothing, for no sandbox could be set up."));
  g_assert_nonnull (copy);
  g_assert_cmpstr (pen_copy_button_get_text (PEN_COPY_BUTTON (copy)), ==, COMMAND);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (copy),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Copy Command");
  g_signal_emit_by_name (copy, "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (page), NULL, on_text_read, &copied);
  PEN_WAIT_UNTIL (copied != NULL);
  g_assert_cmpstr (copied, ==, COMMAND);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (copy),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Copied");
  pen_test_picture (page, "doctor-cannot-run");
  gtk_window_destroy (window);
}

static void
test_can_run (void)
{
  GtkWindow *window = show (probe_new_good ());
  GtkWidget *page = adw_window_get_content (ADW_WINDOW (window));
  GtkWidget *first = find (page, PEN_TYPE_FINDING_ROW, NULL);

  g_assert_true (says (page, "Programs can run safely here"));
  g_assert_true (says (page, "2 of 2 attempts to get out of the sandbox failed, as they must."));
  g_assert_true (says (page, "53 of 100 points for hardening"));
  g_assert_true (says (page, "1 thing is as it should be"));
  /* A word beside the icon, and the verdict once only. */
  g_assert_true (says (first, "Could be better"));
  g_assert_true (says (first, "To change it: sudo sysctl -w kernel.kptr_restrict=1"));
  g_assert_false (says (page, "Playpen cannot run programs safely here"));
  g_assert_false (says (page, "What to do"));
  pen_test_picture (page, "doctor-can-run");
  gtk_window_destroy (window);
}

static void
test_leaks (void)
{
  PenProbe *probe =
      probe_new (PEN_PROBE_LEAKS, "A sandbox stands, but lets through what it must not.", NULL);
  GtkWindow *window;
  GtkWidget *page;

  add_row (probe, "A program does not see other programs.", NULL);
  add_row (probe, "A program does not reach the network.", "a connection to 127.0.0.1");
  window = show (probe);
  page = adw_window_get_content (ADW_WINDOW (window));
  g_assert_true (says (page, "1 of 2 attempts to get out of the sandbox failed, as they must."));
  g_assert_true (says (page, "A program does not reach the network."));
  g_assert_true (says (page, "Seen instead: a connection to 127.0.0.1"));
  g_assert_false (says (page, "A program does not see other programs."));
  gtk_window_destroy (window);
}

/* What was shown before goes, whatever it was. */
static void
test_changes (void)
{
  GtkWindow *window = show (probe_new_good ());
  GtkWidget *page = adw_window_get_content (ADW_WINDOW (window));
  g_autoptr (PenProbe) bad = probe_new_bad ();
  g_autoptr (PenProbe) cheap = pen_probe_check ();

  pen_doctor_page_show_probe (PEN_DOCTOR_PAGE (page), bad);
  g_assert_null (find (page, PEN_TYPE_FINDING_ROW, NULL));
  g_assert_true (says (page, "Playpen cannot run programs safely here"));
  pen_doctor_page_show_probe (PEN_DOCTOR_PAGE (page), cheap);
  g_assert_false (says (page, "What was tried"));
  gtk_window_destroy (window);
}

/* A machine of its own is tried out as soon as the page is seen. */
static void
test_looks (void)
{
  g_autoptr (PenMachine) machine =
      pen_machine_new_in ("/nonexistent", "/nonexistent", "/nonexistent");
  GtkWidget *page = pen_doctor_page_new ();
  GtkWindow *window;
  gboolean looking = FALSE;

  pen_doctor_page_set_machine (PEN_DOCTOR_PAGE (page), machine);
  g_assert_false (pen_machine_get_probe (machine)->full);
  window = pen_test_show (page, 800, 600);
  PEN_WAIT_UNTIL ((g_object_get (page, "looking", &looking, NULL), !looking));
  g_assert_true (pen_machine_get_probe (machine)->full);
  g_assert_true (says (page, pen_machine_get_probe (machine)->sentence));
  g_assert_true (says (page, "What was tried"));

  /* It has no Rust, and says so where programs could run at all. */
  if (pen_machine_get_probe (machine)->verdict == PEN_PROBE_OK)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PenToolchain) toolchain = NULL;

      PEN_WAIT_UNTIL (pen_machine_get_ready (machine));
      toolchain = pen_machine_dup_toolchain (machine, NULL, &error);
      g_assert_null (toolchain);
      g_assert_true (says (page, error->message));
    }

  /* Gone while it looks: nobody is told. */
  g_assert_true (gtk_widget_activate_action (page, "doctor.look-again", NULL));
  g_object_get (page, "looking", &looking, NULL);
  g_assert_true (looking);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/doctor-page/says-why-nothing-runs-and-copies-the-fix", test_cannot_run);
  g_test_add_func ("/gtk/doctor-page/worst-finding-first", test_can_run);
  g_test_add_func ("/gtk/doctor-page/names-what-was-seen-instead", test_leaks);
  g_test_add_func ("/gtk/doctor-page/shows-nothing-of-before", test_changes);
  g_test_add_func ("/gtk/doctor-page/tries-the-machine-out", test_looks);
  return g_test_run ();
}
