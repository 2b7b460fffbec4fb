/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Getting Rust: packages, an archive that was carried here, rustup. Only ways that work for this
 * account on this machine are shown; the machine notices by itself when one was taken. */
#include "get-rust-page.h"

#include <glib/gi18n.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "copy-button.h"

#define RUSTUP "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"

struct _PenGetRustPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *sentence;
  GtkLabel *packages_sentence;
  GtkWidget *packages_line;
  GtkLabel *packages_command;
  PenCopyButton *packages_copy;
  GtkLabel *archive_sentence;
  GtkLabel *archive_command;
  PenCopyButton *archive_copy;
  GtkWidget *rustup_way;
  GtkLabel *rustup_command;
  PenCopyButton *rustup_copy;

  /* Owned */
  PenMachine *machine; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PenGetRustPage, pen_get_rust_page, ADW_TYPE_BIN)

static void
set_command (GtkLabel *label, PenCopyButton *button, const char *command)
{
  gtk_label_set_text (label, command != NULL ? command : "");
  pen_copy_button_set_text (button, command);
}

/* --- The ways --- */

static void
show_packages (PenGetRustPage *self)
{
  g_autofree char *command = pen_install_command_dup (NULL);

  gtk_label_set_text (self->packages_sentence,
                      command != NULL
                          ? _ ("Type this line in a terminal. It needs internet, or the "
                               "installation medium of this system.")
                          : _ ("Install Rust and Cargo with the program that installs software "
                               "on this system."));
  gtk_widget_set_visible (self->packages_line, command != NULL);
  set_command (self->packages_command, self->packages_copy, command);
}

/* Root's own home is closed to the account that root's programs run as. */
static void
show_archive (PenGetRustPage *self)
{
  gboolean root = getuid () == 0;
  struct utsname machine;
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf (
      /* Translators: %s is a file name */
      _ ("Carry the archive %s here from a computer that has internet; rust-lang.org offers it as "
         "“standalone installer”. In a terminal, in the folder where it lies, this line unpacks "
         "it. Nothing has to be installed."),
      uname (&machine) == 0 && g_str_equal (machine.machine, "aarch64")
          ? "rust-…-aarch64-unknown-linux-gnu.tar.xz"
          : "rust-…-x86_64-unknown-linux-gnu.tar.xz");
  gtk_label_set_text (self->archive_sentence, sentence);
  set_command (self->archive_command,
               self->archive_copy,
               root ? "tar -xf rust-*.tar.?z -C /opt" : "tar -xf rust-*.tar.?z -C ~");
}

static void
show_rustup (PenGetRustPage *self)
{
  gtk_widget_set_visible (self->rustup_way, getuid () != 0);
  set_command (self->rustup_command, self->rustup_copy, RUSTUP);
}

/* --- The machine --- */

/* A toolchain that is there and cannot be used is another matter than none. */
static void
show_sentence (PenGetRustPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToolchain) toolchain =
      self->machine != NULL ? pen_machine_dup_toolchain (self->machine, NULL, &error) : NULL;

  gtk_label_set_text (
      self->sentence,
      error != NULL && g_error_matches (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_UNREACHABLE)
          ? error->message
          : _ ("Playpen compiles with the Rust of this computer, and there is none yet. Each of "
               "these ways is enough."));
}

static void
on_machine_changed (PenMachine *machine, GParamSpec *pspec, PenGetRustPage *self)
{
  show_sentence (self);
}

static void
look_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenGetRustPage *self = PEN_GET_RUST_PAGE (widget);

  if (self->machine != NULL)
    pen_machine_refresh (self->machine);
}

/* --- Life cycle --- */

static void
drop_machine (PenGetRustPage *self)
{
  if (self->machine != NULL)
    g_signal_handlers_disconnect_by_data (self->machine, self);
  g_clear_object (&self->machine);
}

static void
pen_get_rust_page_dispose (GObject *object)
{
  drop_machine (PEN_GET_RUST_PAGE (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_GET_RUST_PAGE);
  G_OBJECT_CLASS (pen_get_rust_page_parent_class)->dispose (object);
}

static void
pen_get_rust_page_class_init (PenGetRustPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_get_rust_page_dispose;
  gtk_widget_class_install_action (widget_class, "get-rust.look-again", NULL, look_again);
  g_type_ensure (PEN_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/get-rust-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, packages_sentence);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, packages_line);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, packages_command);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, packages_copy);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, archive_sentence);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, archive_command);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, archive_copy);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, rustup_way);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, rustup_command);
  gtk_widget_class_bind_template_child (widget_class, PenGetRustPage, rustup_copy);
}

static void
pen_get_rust_page_init (PenGetRustPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_sentence (self);
  show_packages (self);
  show_archive (self);
  show_rustup (self);
}

GtkWidget *
pen_get_rust_page_new (void)
{
  return g_object_new (PEN_TYPE_GET_RUST_PAGE, NULL);
}

void
pen_get_rust_page_set_machine (PenGetRustPage *self, PenMachine *machine)
{
  g_return_if_fail (PEN_IS_GET_RUST_PAGE (self));

  if (self->machine == machine)
    return;
  drop_machine (self);
  if (machine != NULL)
    {
      self->machine = g_object_ref (machine);
      g_signal_connect (machine, "notify::toolchains", G_CALLBACK (on_machine_changed), self);
      g_signal_connect (machine, "notify::problem", G_CALLBACK (on_machine_changed), self);
    }
  show_sentence (self);
}
