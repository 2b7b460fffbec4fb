/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One file in its editor: real keys where keys matter. */
#include "editor.h"

#include "code.h"
#include "display.h"
#include "keys.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  PenFile *file;
  PenEditor *editor;
  GtkWindow *window;
  GtkTextBuffer *buffer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->file = pen_file_new ("src/main.rs");
  fixture->editor = pen_editor_new (fixture->file);
  fixture->buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (fixture->file));
  fixture->window = pen_test_show (GTK_WIDGET (fixture->editor), 700, 400);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->editor));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->editor), (gpointer *)&fixture->editor);
  gtk_window_destroy (fixture->window);
  PEN_WAIT_UNTIL (fixture->editor == NULL);
  g_assert_finalize_object (fixture->file);
}

static void
act (Fixture *fixture, const char *name)
{
  g_action_group_activate_action (pen_editor_get_actions (fixture->editor), name, NULL);
}

static gboolean
is_code (Fixture *fixture, const char *marked)
{
  g_autofree char *present = pen_test_code_dup (fixture->buffer);

  return g_str_equal (present, marked);
}

static GtkWidget *
find_child (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->editor), PEN_TYPE_EDITOR, name));
}

static void
test_types (Fixture *fixture, gconstpointer data)
{
  pen_test_type (fixture->window, "fn main() {");
  pen_test_press (fixture->window, "Return");
  pen_test_type (fixture->window, "let a = f(1, \"x\");");
  pen_test_press (fixture->window, "Return");
  PEN_WAIT_UNTIL (is_code (fixture, "fn main() {\n    let a = f(1, \"x\");\n    §\n}"));
  pen_test_press (fixture->window, "BackSpace");
  PEN_WAIT_UNTIL (is_code (fixture, "fn main() {\n    let a = f(1, \"x\");\n§\n}"));
  pen_test_press (fixture->window, "Tab b");
  PEN_WAIT_UNTIL (is_code (fixture, "fn main() {\n    let a = f(1, \"x\");\n    b§\n}"));
}

/* A list of words is open, and Return still begins a line. */
static void
test_return_is_return (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenFiles) files = pen_files_new ();
  g_autoptr (PenCompletion) completion = pen_completion_new (files);

  pen_editor_set_completion (fixture->editor, completion);
  pen_test_type (fixture->window, "printl");
  pen_test_settle (GTK_WIDGET (fixture->editor));
  pen_test_press (fixture->window, "Return x");
  PEN_WAIT_UNTIL (is_code (fixture, "printl\nx§"));
}

static void
test_completes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenFiles) files = pen_files_new ();
  g_autoptr (PenCompletion) completion = pen_completion_new (files);

  pen_editor_set_completion (fixture->editor, completion);
  pen_test_type (fixture->window, "eprintl");
  act (fixture, "complete");
  pen_test_settle (GTK_WIDGET (fixture->editor));
  pen_test_press (fixture->window, "Down Return");
  PEN_WAIT_UNTIL (is_code (fixture, "eprintln!(\"§\")"));
  pen_editor_set_completion (fixture->editor, NULL);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = g_action_group_list_actions (pen_editor_get_actions (fixture->editor));

  g_assert_cmpuint (g_strv_length (names), ==, 18);
  pen_test_code_set (fixture->buffer, "a§\nb\n");
  act (fixture, "move-lines-down");
  act (fixture, "duplicate-line");
  act (fixture, "toggle-comment");
  PEN_WAIT_UNTIL (is_code (fixture, "b\na\n// «a\n»"));
  act (fixture, "delete-line");
  PEN_WAIT_UNTIL (is_code (fixture, "b\na\n§"));
  pen_test_code_set (fixture->buffer, "a§\n");
  act (fixture, "indent");
  PEN_WAIT_UNTIL (is_code (fixture, "    a§\n"));
  act (fixture, "unindent");
  PEN_WAIT_UNTIL (is_code (fixture, "a§\n"));
  act (fixture, "expand-selection");
  PEN_WAIT_UNTIL (is_code (fixture, "«a»\n"));
  while (gtk_text_buffer_get_can_undo (fixture->buffer))
    act (fixture, "undo");
  g_assert_false (
      g_action_group_get_action_enabled (pen_editor_get_actions (fixture->editor), "undo"));
  act (fixture, "redo");
  g_assert_true (gtk_text_buffer_get_can_undo (fixture->buffer));
}

static gboolean
is_centred (GtkSourceView *view, const GtkTextIter *iter)
{
  GdkRectangle visible, place;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (view), &visible);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), iter, &place);
  return ABS (place.y - visible.y - visible.height / 2) < 60;
}

static void
test_goes_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkSourceView *view = pen_editor_get_view (fixture->editor);
  GtkTextIter iter;

  for (guint i = 1; i <= 500; i++)
    g_string_append_printf (text, "    line %u\n", i);
  gtk_text_buffer_set_text (fixture->buffer, text->str, -1);
  pen_editor_go_to (fixture->editor, 300, 0);
  gtk_text_buffer_get_iter_at_mark (fixture->buffer,
                                    &iter,
                                    gtk_text_buffer_get_insert (fixture->buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 299);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 4);
  PEN_WAIT_UNTIL (is_centred (view, &iter));
  pen_editor_go_to (fixture->editor, 9999, 9999);
  pen_editor_go_to (fixture->editor, 0, 0);
  pen_editor_go_to (fixture->editor, 3, 7);
  gtk_text_buffer_get_iter_at_mark (fixture->buffer,
                                    &iter,
                                    gtk_text_buffer_get_insert (fixture->buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 2);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 6);
  pen_editor_go_to (fixture->editor, 3, 99);
  gtk_text_buffer_get_iter_at_mark (fixture->buffer,
                                    &iter,
                                    gtk_text_buffer_get_insert (fixture->buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 2);
  g_assert_true (gtk_text_iter_ends_line (&iter));
}

static void
test_asks_for_a_line (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "§a\nbcd\nc\n");
  act (fixture, "go-to-line");
  pen_test_type (fixture->window, "2:3");
  pen_test_press (fixture->window, "Return");
  PEN_WAIT_UNTIL (is_code (fixture, "a\nbc§d\nc\n"));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (pen_editor_get_view (fixture->editor))));
  act (fixture, "go-to-line");
  pen_test_type (fixture->window, "x");
  pen_test_press (fixture->window, "Return");
  PEN_WAIT_UNTIL (gtk_widget_has_css_class (find_child (fixture, "line_entry"), "error"));
  pen_test_press (fixture->window, "Escape");
  PEN_WAIT_UNTIL (gtk_widget_has_focus (GTK_WIDGET (pen_editor_get_view (fixture->editor))));
}

static void
test_replaces_text (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "a\nb§\nc\n");
  pen_editor_replace_text (fixture->editor, "a\n\nb\nd\n");
  PEN_WAIT_UNTIL (is_code (fixture, "a\n\nb§\nd\n"));
  gtk_text_buffer_undo (fixture->buffer);
  g_assert_false (gtk_text_buffer_get_can_undo (fixture->buffer));
}

static void
test_vim (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "§one\ntwo\n");
  g_object_set (fixture->editor, "vim-keys", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (find_child (fixture, "vim_row")));
  pen_test_settle (GTK_WIDGET (fixture->editor));
  pen_test_type (fixture->window, "dd");
  PEN_WAIT_UNTIL (is_code (fixture, "§two\n"));
  pen_test_type (fixture->window, "i(");
  PEN_WAIT_UNTIL (is_code (fixture, "(§two\n"));
  pen_test_press (fixture->window, "Escape");
  g_object_set (fixture->editor, "vim-keys", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (find_child (fixture, "vim_row")));
  pen_test_code_set (fixture->buffer, "§");
  pen_test_type (fixture->window, "d(");
  PEN_WAIT_UNTIL (is_code (fixture, "d(§)"));
}

static void
test_leaves (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (pen_editor_get_view (fixture->editor));

  g_object_ref (fixture->editor);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    GtkWidget *button = gtk_button_new_with_label ("Next");

    gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->editor));
    gtk_box_append (GTK_BOX (box), button);
    adw_window_set_content (ADW_WINDOW (fixture->window), box);
    g_object_unref (fixture->editor);
    gtk_widget_grab_focus (view);
    act (fixture, "leave");
    g_assert_true (gtk_window_get_focus (fixture->window) == button);
  }
}

static void
test_label (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (pen_editor_get_view (fixture->editor));

  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Code of src/main.rs");
  g_assert_true (pen_file_set_name (fixture->file, "src/a.rs", NULL));
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Code of src/a.rs");
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "main.rs", NULL);
  g_autoptr (GFile) location = g_file_new_for_path (path);
  GtkRevealer *revealer = GTK_REVEALER (find_child (fixture, "problem_revealer"));
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "theirs\n", -1, NULL));
  pen_test_code_set (fixture->buffer, "mine\n");
  pen_file_set_location (fixture->file, location, "other");
  gtk_text_buffer_insert_at_cursor (fixture->buffer, "x", 1);
  g_assert_true (g_file_set_contents (path, "theirs too\n", -1, NULL));
  PEN_WAIT_UNTIL (gtk_revealer_get_reveal_child (revealer));
  g_signal_emit_by_name (find_child (fixture, "problem_reload_button"), "clicked");
  PEN_WAIT_UNTIL (!gtk_revealer_get_reveal_child (revealer));
  text = pen_test_code_dup (fixture->buffer);
  g_assert_nonnull (strstr (text, "theirs too"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_opaque (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1", 2);
  g_autoptr (PenFile) file = pen_file_new_from_bytes ("cat.png", bytes);
  PenEditor *editor = pen_editor_new (file);
  GtkWindow *window = pen_test_show (GTK_WIDGET (editor), 400, 200);

  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (pen_editor_get_view (editor))));
  g_assert_false (
      g_action_group_get_action_enabled (pen_editor_get_actions (editor), "toggle-comment"));
  g_assert_true (g_action_group_get_action_enabled (pen_editor_get_actions (editor), "find"));
  gtk_window_destroy (window);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/editor/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("types-code", test_types);
  ADD ("return-is-return", test_return_is_return);
  ADD ("completes", test_completes);
  ADD ("actions", test_actions);
  ADD ("goes-to-a-place", test_goes_to);
  ADD ("asks-for-a-line", test_asks_for_a_line);
  ADD ("replaces-its-text", test_replaces_text);
  ADD ("vim-keys", test_vim);
  ADD ("the-focus-can-leave", test_leaves);
  ADD ("is-named-after-its-file", test_label);
  ADD ("a-conflict-is-shown", test_conflict);
  g_test_add_func ("/gtk/editor/what-is-no-text-stays", test_opaque);
  return g_test_run ();
}
