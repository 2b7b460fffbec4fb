/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The doctor: the verdict first with its remedy, then what was tried, then what was found, worst
 * first. What is as it should be is folded away. */
#include "doctor-page.h"

#include <glib/gi18n.h>

#include "copy-button.h"
#include "finding-row.h"

/* What comes sooner needs no sign that it is coming. */
#define SPINNER_DELAY_MS 150

struct _PenDoctorPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkWidget *remedy_box;
  GtkLabel *remedy;
  PenCopyButton *copy;
  GtkRevealer *progress;
  GtkSpinner *spinner;
  GtkWidget *details;
  GtkWidget *rust_box;
  GtkLabel *rust;
  GtkLabel *tried;
  GtkListBox *failed;
  GtkLabel *score;
  GtkListBox *findings;
  GtkExpander *fine_expander;
  GtkListBox *fine;

  /* Owned */
  PenMachine *machine; /* (nullable) */
  guint spinner_timeout;

  gboolean looking;
  gboolean whole; /* what is shown is a whole look's */
};

enum
{
  PROP_LOOKING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenDoctorPage, pen_doctor_page, ADW_TYPE_BIN)

/* --- The verdict --- */

static void
show_verdict (PenDoctorPage *self, const PenProbe *probe)
{
  gboolean good = probe->verdict == PEN_PROBE_OK;
  g_autofree char *command = pen_remedy_dup_command (probe->remedy);

  gtk_image_set_from_icon_name (self->icon, good ? "emblem-ok-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), good ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), good ? "success" : "error");
  gtk_label_set_text (self->title,
                      good ? _ ("Programs can run safely here")
                           : _ ("Playpen cannot run programs safely here"));
  gtk_label_set_text (self->sentence, probe->sentence);
  gtk_label_set_text (self->remedy, probe->remedy != NULL ? probe->remedy : "");
  pen_copy_button_set_text (self->copy, command);
  gtk_widget_set_visible (self->remedy_box, probe->remedy != NULL);
}

/* Nothing can be asked where nothing can run. */
static void
show_rust (PenDoctorPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (self->rust_box,
                          self->machine != NULL && pen_machine_get_ready (self->machine) &&
                              pen_machine_get_probe (self->machine)->verdict == PEN_PROBE_OK);
  if (!gtk_widget_get_visible (self->rust_box))
    return;
  toolchain = pen_machine_dup_toolchain (self->machine, NULL, &error);
  if (toolchain != NULL)
    /* Translators: a version and a folder */
    sentence = g_strdup_printf (_ ("Rust %s in %s."),
                                pen_toolchain_get_version (toolchain),
                                pen_toolchain_get_root (toolchain));
  gtk_label_set_text (self->rust, toolchain != NULL ? sentence : error->message);
}

/* --- What was tried and found --- */

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_rows (PenDoctorPage *self, const PenProbe *probe)
{
  guint holds = 0;
  g_autofree char *summary = NULL;

  clear (self->failed);
  for (guint i = 0; i < probe->rows->len; i++)
    {
      const PenProbeRow *row = probe->rows->pdata[i];
      g_autofree char *seen = NULL;

      if (row->seen == NULL)
        {
          holds++;
          continue;
        }
      seen = g_strdup_printf (_ ("Seen instead: %s"), row->seen);
      gtk_list_box_append (self->failed,
                           pen_finding_row_new (PEN_SEVERITY_PROBLEM, row->sentence, seen));
    }
  if (probe->rows->len > 0)
    summary =
        g_strdup_printf (ngettext ("%u of %u attempt to get out of the sandbox failed, as it must.",
                                   "%u of %u attempts to get out of the sandbox failed, as they "
                                   "must.",
                                   probe->rows->len),
                         holds,
                         probe->rows->len);
  else
    summary = g_strdup (_ ("Nothing, for no sandbox could be set up."));
  gtk_label_set_text (self->tried, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->failed), holds < probe->rows->len);
}

static void
show_findings (PenDoctorPage *self, const PenProbe *probe)
{
  guint n_fine = 0;
  g_autofree char *score =
      g_strdup_printf (_ ("%u of 100 points for hardening"), MIN (probe->score, 100));
  g_autofree char *fine = NULL;

  clear (self->findings);
  clear (self->fine);
  for (guint i = 0; i < probe->findings->len; i++)
    {
      const PenFinding *finding = probe->findings->pdata[i];
      gboolean good = finding->severity == PEN_SEVERITY_OK;

      /* The verdict stands above already. */
      if (g_str_equal (finding->id, "jail"))
        continue;
      n_fine += good;
      gtk_list_box_append (
          good ? self->fine : self->findings,
          pen_finding_row_new (finding->severity, finding->sentence, finding->remedy));
    }
  fine = g_strdup_printf (
      ngettext ("%u thing is as it should be", "%u things are as they should be", n_fine),
      n_fine);
  gtk_label_set_text (self->score, score);
  gtk_expander_set_label (self->fine_expander, fine);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fine_expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fine,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->fine_expander), n_fine > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->findings),
                          gtk_list_box_get_row_at_index (self->findings, 0) != NULL);
}

/* --- Looking --- */

static gboolean
on_slow (gpointer data)
{
  PenDoctorPage *self = data;

  self->spinner_timeout = 0;
  gtk_spinner_start (self->spinner);
  gtk_revealer_set_reveal_child (self->progress, TRUE);
  return G_SOURCE_REMOVE;
}

static void
set_looking (PenDoctorPage *self, gboolean looking)
{
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  if (looking)
    self->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, on_slow, self);
  else if (self->spinner != NULL)
    {
      gtk_spinner_stop (self->spinner);
      gtk_revealer_set_reveal_child (self->progress, FALSE);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "doctor.look-again", !looking);
  self->looking = looking;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenDoctorPage) self = data;
  PenMachine *machine = PEN_MACHINE (source);
  const PenProbe *probe = pen_machine_probe_finish (machine, result);

  /* The page may be gone, or show another machine. */
  if (self->title == NULL || self->machine != machine)
    return;
  pen_doctor_page_show_probe (self, probe);
  set_looking (self, FALSE);
  /* What was in the way may be gone: then the toolchains can be asked now. */
  pen_machine_refresh (machine);
}

void
pen_doctor_page_look_again (PenDoctorPage *self)
{
  g_return_if_fail (PEN_IS_DOCTOR_PAGE (self));

  if (self->looking || self->machine == NULL)
    return;
  set_looking (self, TRUE);
  pen_machine_probe_async (self->machine, on_probed, g_object_ref (self));
}

static void
look_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pen_doctor_page_look_again (PEN_DOCTOR_PAGE (widget));
}

static void
on_probe_changed (PenMachine *machine, GParamSpec *pspec, PenDoctorPage *self)
{
  pen_doctor_page_show_probe (self, pen_machine_get_probe (machine));
}

static void
on_toolchains_changed (PenMachine *machine, GParamSpec *pspec, PenDoctorPage *self)
{
  show_rust (self);
}

/* --- Life cycle --- */

static void
pen_doctor_page_map (GtkWidget *widget)
{
  PenDoctorPage *self = PEN_DOCTOR_PAGE (widget);

  GTK_WIDGET_CLASS (pen_doctor_page_parent_class)->map (widget);
  if (!self->whole)
    pen_doctor_page_look_again (self);
}

static void
pen_doctor_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOOKING)
    g_value_set_boolean (value, PEN_DOCTOR_PAGE (object)->looking);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_doctor_page_dispose (GObject *object)
{
  PenDoctorPage *self = PEN_DOCTOR_PAGE (object);

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  if (self->machine != NULL)
    g_signal_handlers_disconnect_by_data (self->machine, self);
  g_clear_object (&self->machine);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_DOCTOR_PAGE);
  G_OBJECT_CLASS (pen_doctor_page_parent_class)->dispose (object);
}

static void
pen_doctor_page_class_init (PenDoctorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pen_doctor_page_get_property;
  object_class->dispose = pen_doctor_page_dispose;
  widget_class->map = pen_doctor_page_map;
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (widget_class, "doctor.look-again", NULL, look_again_action);
  g_type_ensure (PEN_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/doctor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, icon);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, title);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, remedy_box);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, remedy);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, copy);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, details);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, rust_box);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, rust);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, tried);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, failed);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, score);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, findings);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, fine_expander);
  gtk_widget_class_bind_template_child (widget_class, PenDoctorPage, fine);
}

static void
pen_doctor_page_init (PenDoctorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_doctor_page_new (void)
{
  return g_object_new (PEN_TYPE_DOCTOR_PAGE, NULL);
}

void
pen_doctor_page_set_machine (PenDoctorPage *self, PenMachine *machine)
{
  g_return_if_fail (PEN_IS_DOCTOR_PAGE (self));

  if (self->machine == machine)
    return;
  if (self->machine != NULL)
    g_signal_handlers_disconnect_by_data (self->machine, self);
  g_set_object (&self->machine, machine);
  set_looking (self, FALSE);
  if (machine == NULL)
    return;
  g_signal_connect (machine, "notify::probe", G_CALLBACK (on_probe_changed), self);
  g_signal_connect (machine, "notify::toolchains", G_CALLBACK (on_toolchains_changed), self);
  g_signal_connect (machine, "notify::ready", G_CALLBACK (on_toolchains_changed), self);
  pen_doctor_page_show_probe (self, pen_machine_get_probe (machine));
  if (!self->whole && gtk_widget_get_mapped (GTK_WIDGET (self)))
    pen_doctor_page_look_again (self);
}

void
pen_doctor_page_show_probe (PenDoctorPage *self, const PenProbe *probe)
{
  g_return_if_fail (PEN_IS_DOCTOR_PAGE (self));
  g_return_if_fail (probe != NULL);

  self->whole = probe->full;
  show_verdict (self, probe);
  show_rust (self);
  gtk_widget_set_visible (self->details, probe->full);
  if (!probe->full)
    return;
  show_rows (self, probe);
  show_findings (self, probe);
}
