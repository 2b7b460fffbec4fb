/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Each page of tour.ini as a screen reader meets it: through AT-SPI, in the real program. Whatever
 * can be acted on or can have the focus has a name, and not that of its type. To be run by
 * with-display and dbus-run-session: test-a11y-walk PLAYPEN_APP TOUR ROOT */
#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "processes.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ACTION "org.a11y.atspi.Action"
#define COMPONENT "org.a11y.atspi.Component"
#define COORDINATES_OF_WINDOW 1 /* AtspiCoordType */
#define LIMIT (30 * G_USEC_PER_SEC)
#define PAUSE_MS 100

/* Bits of AT-SPI's StateSet (atspi-constants.h). */
enum
{
  STATE_FOCUSABLE = 11,
  STATE_VISIBLE = 30, /* SHOWING, GTK says of windows only */
};

typedef struct
{
  const char *app;
  const char *root;
  GKeyFile *tour;
  GDBusConnection *bus; /* the one of accessibility */
} Setup;

typedef struct
{
  Setup *setup;
  char *scene;
} Case;

typedef struct
{
  char *path;
  char *name;
  char *role;
  gboolean can_act;
  gboolean is_inner; /* a row of one of GTK's own list views, or a part of a tab */
} Node;

static void
node_free (gpointer data)
{
  Node *node = data;

  g_free (node->path);
  g_free (node->name);
  g_free (node->role);
  g_free (node);
}

/* --- Asking --- */

/* (transfer full) (nullable): what vanishes while it is asked is not there. */
static GVariant *
ask (Setup *setup,
     const char *name,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *arguments)
{
  return g_dbus_connection_call_sync (setup->bus,
                                      name,
                                      path,
                                      interface,
                                      method,
                                      arguments,
                                      NULL,
                                      G_DBUS_CALL_FLAGS_NONE,
                                      5000,
                                      NULL,
                                      NULL);
}

static GVariant *
get_property (Setup *setup,
              const char *name,
              const char *path,
              const char *interface,
              const char *property)
{
  g_autoptr (GVariant) reply = ask (setup,
                                    name,
                                    path,
                                    "org.freedesktop.DBus.Properties",
                                    "Get",
                                    g_variant_new ("(ss)", interface, property));
  GVariant *value = NULL;

  if (reply != NULL)
    g_variant_get (reply, "(v)", &value);
  return value;
}

static char *
dup_string (GVariant *reply)
{
  const char *text = NULL;

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE_STRING))
    text = g_variant_get_string (reply, NULL);
  else if (reply != NULL)
    g_variant_get (reply, "(&s)", &text);
  return g_strdup (text != NULL ? text : "");
}

static gboolean
has_state (GVariant *reply, guint state)
{
  g_autoptr (GVariant) words = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
  guint32 word = 0;

  if (words == NULL || g_variant_n_children (words) <= state / 32)
    return FALSE;
  g_variant_get_child (words, state / 32, "u", &word);
  return (word >> (state % 32) & 1) != 0;
}

static gboolean
has_actions (Setup *setup, const char *name, const char *path)
{
  g_autoptr (GVariant) number = get_property (setup, name, path, ACTION, "NActions");

  return number != NULL && g_variant_get_int32 (number) > 0;
}

/* Whether it has a place on the screen: pages of a stack that are not shown got none. */
static gboolean
has_place (Setup *setup, const char *name, const char *path)
{
  g_autoptr (GVariant) reply = ask (setup,
                                    name,
                                    path,
                                    COMPONENT,
                                    "GetExtents",
                                    g_variant_new ("(u)", COORDINATES_OF_WINDOW));
  int width = 0;
  int height = 0;

  if (reply == NULL)
    return TRUE;
  g_variant_get (reply, "((iiii))", NULL, NULL, &width, &height);
  return width > 0 && height > 0;
}

static char *
dup_parent_name (Setup *setup, const char *name, const char *path)
{
  g_autoptr (GVariant) parent = get_property (setup, name, path, ACCESSIBLE, "Parent");
  g_autoptr (GVariant) label = NULL;
  const char *parent_path = NULL;

  if (parent == NULL)
    return g_strdup ("");
  g_variant_get (parent, "(&s&o)", NULL, &parent_path);
  label = get_property (setup, name, parent_path, ACCESSIBLE, "Name");
  return dup_string (label);
}

/* --- Walking --- */

static gboolean
is_text (const char *role)
{
  return g_str_equal (role, "label") || g_str_equal (role, "status");
}

static void
add_node (Setup *setup, const char *name, const char *path, GVariant *states, GPtrArray *nodes)
{
  g_autoptr (GVariant) label = get_property (setup, name, path, ACCESSIBLE, "Name");
  g_autoptr (GVariant) role = ask (setup, name, path, ACCESSIBLE, "GetRoleName", NULL);
  g_autofree char *parent = dup_parent_name (setup, name, path);
  Node *node = g_new0 (Node, 1);

  node->path = g_strdup (path);
  node->name = dup_string (label);
  node->role = dup_string (role);
  node->is_inner = g_str_equal (parent, "GtkListView") || g_str_equal (parent, "AdwTab");
  /* Every label has the actions of its menu, which nobody reaches who cannot focus it. */
  node->can_act = has_state (states, STATE_FOCUSABLE) ||
                  (!is_text (node->role) && has_actions (setup, name, path));
  g_ptr_array_add (nodes, node);
}

/* Breadth first; what is hidden is left out with all below it. */
static GPtrArray *
walk (Setup *setup, const char *name, const char *path)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (node_free);
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (queue, g_strdup (path));
  for (guint i = 0; i < queue->len; i++)
    {
      const char *here = queue->pdata[i];
      g_autoptr (GVariant) states = ask (setup, name, here, ACCESSIBLE, "GetState", NULL);
      g_autoptr (GVariant) children = ask (setup, name, here, ACCESSIBLE, "GetChildren", NULL);
      g_autoptr (GVariantIter) iter = NULL;
      const char *child_path;

      /* The first is the application itself, which is never visible. */
      if (i > 0 && !has_state (states, STATE_VISIBLE))
        continue;
      if (i > 0 && has_place (setup, name, here))
        add_node (setup, name, here, states, nodes);
      if (children == NULL)
        continue;
      g_variant_get (children, "(a(so))", &iter);
      while (g_variant_iter_next (iter, "(&s&o)", NULL, &child_path))
        g_ptr_array_add (queue, g_strdup (child_path));
    }
  return nodes;
}

static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const Node *a = one->pdata[i];
      const Node *b = other->pdata[i];

      if (!g_str_equal (a->path, b->path) || !g_str_equal (a->name, b->name))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sees (GPtrArray *nodes, const char *wanted)
{
  for (guint i = 0; i < nodes->len; i++)
    if (strstr (((Node *)nodes->pdata[i])->name, wanted) != NULL)
      return TRUE;
  return FALSE;
}

/* --- One page --- */

/* (transfer full) (nullable): the bus name of the program, when it has a window. */
static char *
find_program (Setup *setup, char **ret_path)
{
  g_autoptr (GVariant) reply = ask (setup,
                                    "org.a11y.atspi.Registry",
                                    "/org/a11y/atspi/accessible/root",
                                    ACCESSIBLE,
                                    "GetChildren",
                                    NULL);
  g_autoptr (GVariantIter) iter = NULL;
  const char *name;
  const char *path;

  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(a(so))", &iter);
  while (g_variant_iter_next (iter, "(&s&o)", &name, &path))
    {
      g_autoptr (GPtrArray) nodes = walk (setup, name, path);

      if (nodes->len > 1)
        {
          *ret_path = g_strdup (path);
          return g_strdup (name);
        }
    }
  return NULL;
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits for a moment while whatever is in the main context goes on. */
static void
wait_a_moment (void)
{
  guint tick = g_timeout_add (PAUSE_MS, on_tick, NULL);

  g_main_context_iteration (NULL, /* may_block= */ TRUE);
  g_source_remove (tick);
}

/* Presses what the scene says, one key after the other. */
static void
press (Case *self)
{
  g_auto (GStrv) keys =
      g_key_file_get_string_list (self->setup->tour, self->scene, "keys", NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean text = keys[i][0] == '=';
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                          &error,
                                                          "xdotool",
                                                          text ? "type" : "key",
                                                          text ? keys[i] + 1 : keys[i],
                                                          NULL);

      g_assert_no_error (error);
      g_assert_true (g_subprocess_wait_check (xdotool, NULL, &error));
      g_assert_no_error (error);
    }
}

/* (transfer full): the page, once it shows what it must and nothing changes or runs any more. */
static GPtrArray *
settle (Case *self, GSubprocess *app, const char *name, const char *path, const char *wanted)
{
  pid_t pid = (pid_t)g_ascii_strtoll (g_subprocess_get_identifier (app), NULL, 10);
  gint64 end = g_get_monotonic_time () + LIMIT;
  GPtrArray *before = walk (self->setup, name, path);

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (GPtrArray) now = NULL;
      g_autoptr (GArray) processes = NULL;
      gboolean same;

      wait_a_moment ();
      now = walk (self->setup, name, path);
      processes = test_processes_below (pid);
      same = is_same (before, now);
      g_ptr_array_unref (before);
      before = g_steal_pointer (&now);
      if (same && processes->len == 1 && (wanted == NULL || sees (before, wanted)))
        break;
    }
  return before;
}

/* What GTK and libadwaita make, and nobody else can name: gizmos, groups, the parts of a tab, and
 * rows of list views, which have their text in a widget inside. */
static gboolean
is_of_others (const Node *node)
{
  static const char *const names[] = {"AdwGizmo",
                                      "AdwTabBox",
                                      "GtkListView",
                                      "GtkListItemWidget",
                                      NULL};

  return g_strv_contains (names, node->name) || node->is_inner ||
         (node->name[0] == '\0' &&
          (g_str_equal (node->role, "group") || g_str_equal (node->role, "list item")));
}

/* How a node is wrong; NULL if it is not. */
static const char *
judge (const Node *node)
{
  static const char *const prefixes[] = {"Gtk", "Adw", "Pen"};

  if (!node->can_act || is_of_others (node))
    return NULL;
  if (node->name[0] == '\0')
    return "has no name";
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (node->name, prefixes[i]) && g_ascii_isupper (node->name[3]) &&
        strchr (node->name, ' ') == NULL)
      return "is called as its type";
  return NULL;
}

static guint
check (GPtrArray *nodes)
{
  guint n_wrong = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = nodes->pdata[i];
      const char *wrong = judge (node);

      if (g_test_verbose ())
        g_test_message ("%s “%s”%s", node->role, node->name, node->can_act ? " *" : "");
      if (wrong == NULL)
        continue;
      g_test_message ("a %s %s (“%s”)", node->role, wrong, node->name);
      n_wrong++;
    }
  return n_wrong;
}

static void
test_scene (gconstpointer data)
{
  Case *self = (Case *)data;
  Setup *setup = self->setup;
  g_autofree char *open = g_key_file_get_string (setup->tour, self->scene, "open", NULL);
  g_autofree char *wanted = g_key_file_get_string (setup->tour, self->scene, "sees", NULL);
  g_autofree char *file = open != NULL ? g_build_filename (setup->root, open, NULL) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), self->scene, NULL);
  g_autoptr (GSubprocess) app = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  gint64 end = g_get_monotonic_time () + LIMIT;

  /* Nothing that an earlier scene left open comes back. */
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", own, TRUE);
  app = g_subprocess_launcher_spawn (launcher, &error, setup->app, file, NULL);
  g_assert_no_error (error);
  while ((name = find_program (setup, &path)) == NULL && g_get_monotonic_time () < end)
    wait_a_moment ();
  g_assert_nonnull (name);
  first = settle (self, app, name, path, NULL);
  press (self);
  nodes = settle (self, app, name, path, wanted);
  if (!sees (nodes, wanted))
    {
      check (nodes);
      g_test_message ("nothing in this window is called “%s”", wanted);
      g_test_fail ();
    }
  if (check (nodes) > 0)
    g_test_fail ();
  g_subprocess_force_exit (app);
  g_subprocess_wait (app, NULL, NULL);
}

/* --- All of them --- */

static void
connect_to_bus (Setup *setup)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;
  const char *address = NULL;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (session,
                                       "org.a11y.Bus",
                                       "/org/a11y/bus",
                                       "org.a11y.Bus",
                                       "GetAddress",
                                       NULL,
                                       G_VARIANT_TYPE ("(s)"),
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(&s)", &address);
  setup->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL,
                                              NULL,
                                              &error);
  g_assert_no_error (error);
}

static void
case_free (gpointer data)
{
  g_free (((Case *)data)->scene);
  g_free (data);
}

int
main (int argc, char **argv)
{
  Setup setup = {0};
  g_autoptr (GKeyFile) tour = g_key_file_new ();
  g_auto (GStrv) scenes = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  if (argc != 4)
    g_error ("test-a11y-walk PLAYPEN_APP TOUR ROOT");
  setup.app = argv[1];
  setup.root = argv[3];
  setup.tour = tour;
  g_key_file_load_from_file (tour, argv[2], G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  g_key_file_set_list_separator (tour, ' ');
  connect_to_bus (&setup);
  scenes = g_key_file_get_groups (tour, NULL);
  for (gsize i = 0; scenes[i] != NULL; i++)
    {
      Case *self = g_new0 (Case, 1);
      g_autofree char *path = g_strdup_printf ("/gtk/a11y-walk/%s", scenes[i]);

      self->setup = &setup;
      self->scene = g_strdup (scenes[i]);
      g_test_add_data_func_full (path, self, test_scene, case_free);
    }
  return g_test_run ();
}
