/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What somebody chooses reaches the options, and what is chosen elsewhere is shown; what cannot be
 * chosen says why. */
#include "run-popover.h"

#include <glib/gstdio.h>
#include <string.h>

#include "choice.h"
#include "display.h"

#define VERSION(number, channel)                                                                   \
  "rustc " number channel " (abc 2026-01-01)\nbinary: rustc\ncommit-hash: abc\n"                   \
  "commit-date: 2026-01-01\nhost: x86_64-unknown-linux-gnu\nrelease: " number channel "\n"         \
  "LLVM version: 22.1.0\n"

typedef struct
{
  char *top;
  PenToolchainList *toolchains;
  PenRunOptions *options;
  PenRunPopover *popover;
  GtkWidget *button;
  GtkWindow *window;
} Fixture;

static void
make_toolchain (const char *top, const char *name)
{
  g_autofree char *bin = g_build_filename (top, ".rustup", "toolchains", name, "bin", NULL);
  g_autofree char *rustc = g_build_filename (bin, "rustc", NULL);

  g_assert_cmpint (g_mkdir_with_parents (bin, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (rustc, "#!/bin/sh\n", -1, 0, 0755, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const versions[][2] = {
      {"1.70.0-x86_64-unknown-linux-gnu", VERSION ("1.70.0", "")},
      {"nightly-x86_64-unknown-linux-gnu", VERSION ("1.97.0", "-nightly")},
      {"stable-x86_64-unknown-linux-gnu", VERSION ("1.96.0", "")},
  };

  fixture->top = g_dir_make_tmp ("playpen-popover-XXXXXX", NULL);
  g_assert_cmpint (g_chmod (fixture->top, 0755), ==, 0); /* root's compilers must reach it */
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    make_toolchain (fixture->top, versions[i][0]);
  fixture->toolchains = pen_toolchain_list_new_in (fixture->top, fixture->top, fixture->top);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->toolchains)), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (PenToolchain) toolchain =
          g_list_model_get_item (G_LIST_MODEL (fixture->toolchains), i);

      g_assert_cmpstr (pen_toolchain_get_name (toolchain), ==, versions[i][0]);
      g_assert_true (pen_toolchain_set_version (toolchain, versions[i][1]));
    }
  fixture->options = pen_run_options_new ();
  fixture->popover = pen_run_popover_new ();
  fixture->button = gtk_menu_button_new ();
  gtk_widget_set_valign (fixture->button, GTK_ALIGN_START);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (fixture->button), GTK_WIDGET (fixture->popover));
  pen_run_popover_set_options (fixture->popover, fixture->options);
  pen_run_popover_set_toolchains (fixture->popover, fixture->toolchains);
  fixture->window = pen_test_show (fixture->button, 1024, 768);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = GTK_WIDGET (fixture->popover);

  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  PEN_WAIT_UNTIL (!gtk_widget_get_mapped (popover));
  pen_test_settle (fixture->button);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *)&popover);
  gtk_window_destroy (fixture->window);
  PEN_WAIT_UNTIL (popover == NULL);
  g_assert_finalize_object (fixture->options);
  g_assert_finalize_object (fixture->toolchains);
  remove_tree (fixture->top);
  g_free (fixture->top);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  GObject *child =
      gtk_widget_get_template_child (GTK_WIDGET (fixture->popover), PEN_TYPE_RUN_POPOVER, name);

  g_assert_nonnull (child);
  return child;
}

/* "title|title (reason)|…" */
static char *
describe (GtkDropDown *drop_down)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenChoice) choice = g_list_model_get_item (model, i);

      g_string_append_printf (text,
                              "%s%s|",
                              pen_choice_is_usable (choice) ? "" : "-",
                              pen_choice_get_title (choice));
    }
  return g_strdup (text->str);
}

static void
test_offers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *actions = describe (get_child (fixture, "action"));
  g_autofree char *channels = describe (get_child (fixture, "channel"));
  g_autofree char *editions = describe (get_child (fixture, "edition"));

  g_assert_cmpstr (actions, ==, "Automatic|Run|Test|Build|");
  g_assert_cmpstr (channels, ==, "Best Installed|1.70.0|nightly · 1.97.0-nightly|stable · 1.96.0|");
  g_assert_cmpstr (editions, ==, "Newest|2024|2021|2018|2015|");
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "reset")));
}

static void
test_writes (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *input = get_child (fixture, "stdin_buffer");

  gtk_drop_down_set_selected (get_child (fixture, "action"), 2);
  gtk_drop_down_set_selected (get_child (fixture, "channel"), 2);
  gtk_drop_down_set_selected (get_child (fixture, "edition"), 2);
  gtk_toggle_button_set_active (get_child (fixture, "release"), TRUE);
  gtk_check_button_set_active (get_child (fixture, "backtrace"), TRUE);
  gtk_editable_set_text (get_child (fixture, "arguments"), "a 'b c'");
  gtk_text_buffer_set_text (get_child (fixture, "environment_buffer"), "A=1", -1);
  gtk_text_buffer_set_text (input, "5\n", -1);
  g_assert_null (pen_run_options_get_stdin_text (fixture->options));
  gtk_check_button_set_active (get_child (fixture, "use_text"), TRUE);
  g_assert_cmpint (pen_run_options_get_action (fixture->options), ==, PEN_ACTION_TEST);
  g_assert_cmpstr (pen_run_options_get_channel (fixture->options),
                   ==,
                   "nightly-x86_64-unknown-linux-gnu");
  g_assert_cmpuint (pen_run_options_get_edition (fixture->options), ==, 2021);
  g_assert_true (pen_run_options_get_release (fixture->options));
  g_assert_true (pen_run_options_get_backtrace (fixture->options));
  g_assert_cmpstr (pen_run_options_get_arguments (fixture->options), ==, "a 'b c'");
  g_assert_cmpstr (pen_run_options_get_environment (fixture->options), ==, "A=1");
  g_assert_cmpstr (pen_run_options_get_stdin_text (fixture->options), ==, "5\n");
  g_assert_true (gtk_widget_get_sensitive (get_child (fixture, "reset")));
  g_signal_emit_by_name (get_child (fixture, "reset"), "clicked");
  g_assert_true (pen_run_options_get_is_default (fixture->options));
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (fixture, "channel")), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "arguments")), ==, "");
  g_assert_cmpint (gtk_text_buffer_get_char_count (input), ==, 0);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "stdin_frame")));
}

static void
test_reads (Fixture *fixture, gconstpointer data)
{
  pen_run_options_set_channel (fixture->options, "stable-x86_64-unknown-linux-gnu");
  pen_run_options_set_stdin_text (fixture->options, "");
  pen_run_options_set_release (fixture->options, TRUE);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (fixture, "channel")), ==, 3);
  g_assert_true (gtk_check_button_get_active (get_child (fixture, "use_text")));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "stdin_frame")));
  g_assert_true (gtk_toggle_button_get_active (get_child (fixture, "release")));
}

/* What a session of another machine asks for is shown, and why it cannot be. */
static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *channels = NULL;
  g_autofree char *editions = NULL;

  pen_run_options_set_channel (fixture->options, "nightly");
  pen_run_options_set_channel (fixture->options, "beta");
  channels = describe (get_child (fixture, "channel"));
  g_assert_true (g_str_has_suffix (channels, "|-beta|"));
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (fixture, "channel")), ==, 4);
  pen_run_options_set_edition (fixture->options, 2024);
  pen_run_options_set_channel (fixture->options, "1.70.0-x86_64-unknown-linux-gnu");
  editions = describe (get_child (fixture, "edition"));
  g_assert_cmpstr (editions, ==, "Newest|-2024|2021|2018|2015|");
  g_assert_cmpuint (pen_run_options_get_edition (fixture->options), ==, 2024);
}

static void
test_says_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  GtkLabel *arguments = get_child (fixture, "arguments_error");
  GtkLabel *environment = get_child (fixture, "environment_error");

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (arguments)));
  gtk_editable_set_text (get_child (fixture, "arguments"), "it's");
  gtk_text_buffer_set_text (get_child (fixture, "environment_buffer"), "A=1\noops", -1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (arguments)));
  g_assert_nonnull (strstr (gtk_label_get_label (arguments), "quotes"));
  g_assert_nonnull (strstr (gtk_label_get_label (environment), "oops"));
  gtk_editable_set_text (get_child (fixture, "arguments"), "it\\'s");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (arguments)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (environment)));
}

static void
show_and_take (Fixture *fixture, const char *name)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  PEN_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  pen_test_settle (GTK_WIDGET (fixture->popover));
  pen_test_picture (GTK_WIDGET (fixture->popover), name);
}

static void
test_looks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  graphene_rect_t bounds;

  show_and_take (fixture, "run-popover");
  gtk_editable_set_text (get_child (fixture, "arguments"), "3 'unfinished");
  gtk_text_buffer_set_text (get_child (fixture, "environment_buffer"), "NAME=Ferris\noops", -1);
  gtk_text_buffer_set_text (get_child (fixture, "stdin_buffer"), "12\n7\n", -1);
  gtk_check_button_set_active (get_child (fixture, "use_text"), TRUE);
  show_and_take (fixture, "run-popover-filled");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  show_and_take (fixture, "run-popover-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  gtk_css_provider_load_from_data (provider, ".run-popover { font-size: 300%; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  show_and_take (fixture, "run-popover-300");
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (fixture->popover),
                                            GTK_WIDGET (fixture->popover),
                                            &bounds));
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (provider));
  g_assert_cmpfloat (bounds.size.width, <=, 1024);
  g_assert_cmpfloat (bounds.size.height, <=, 768);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/run-popover/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("offers-what-is-installed", test_offers);
  ADD ("writes-what-is-chosen", test_writes);
  ADD ("reads-what-is-chosen-elsewhere", test_reads);
  ADD ("shows-what-is-absent", test_absent);
  ADD ("says-what-is-wrong", test_says_what_is_wrong);
  ADD ("fits-at-300-percent", test_looks);
  return g_test_run ();
}
