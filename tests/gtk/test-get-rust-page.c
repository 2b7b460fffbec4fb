/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where there is no Rust, each way that works for this account has a line that can be copied. */
#include "get-rust-page.h"

#include <string.h>
#include <unistd.h>

#include "copy-button.h"
#include "display.h"

static void
collect (GtkWidget *widget, GPtrArray *commands)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (PEN_IS_COPY_BUTTON (widget))
    g_ptr_array_add (commands, (gpointer)pen_copy_button_get_text (PEN_COPY_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, commands);
}

static gboolean
has (GPtrArray *commands, const char *text)
{
  for (guint i = 0; i < commands->len; i++)
    if (strstr (commands->pdata[i], text) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_ways (void)
{
  GtkWidget *page = pen_get_rust_page_new ();
  GtkWindow *window = pen_test_show (page, 800, 600);
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();
  g_autofree char *packages = pen_install_command_dup (NULL);

  collect (page, commands);
  g_assert_true (has (commands, getuid () == 0 ? "-C /opt" : "-C ~"));
  g_assert_cmpint (has (commands, "rustup"), ==, getuid () != 0);
  if (packages != NULL)
    g_assert_true (has (commands, packages));
  pen_test_picture (page, "get-rust");
  gtk_window_destroy (window);
}

static void
test_machine (void)
{
  g_autoptr (PenMachine) machine =
      pen_machine_new_in ("/nonexistent", "/nonexistent", "/nonexistent");
  GtkWidget *page = pen_get_rust_page_new ();
  GtkWindow *window;

  pen_get_rust_page_set_machine (PEN_GET_RUST_PAGE (page), machine);
  window = pen_test_show (page, 800, 600);
  PEN_WAIT_UNTIL (pen_machine_get_ready (machine));
  g_assert_true (gtk_widget_activate_action (page, "get-rust.look-again", NULL));
  PEN_WAIT_UNTIL (!pen_machine_get_busy (machine));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/get-rust-page/offers-what-works-here", test_ways);
  g_test_add_func ("/gtk/get-rust-page/asks-the-machine-again", test_machine);
  return g_test_run ();
}
