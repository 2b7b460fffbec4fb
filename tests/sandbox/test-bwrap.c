/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The options of bubblewrap as values: every one of both profiles, in their order. Whoever changes
 * a wall of the jail changes this list too. */
#include "bwrap.h"

#include <string.h>

#define MIB (G_GUINT64_CONSTANT (1) << 20)

static const PenLimits limits = {
    .tmp_size = 1 * MIB,
    .job_size = 2 * MIB,
    .shm_size = 3 * MIB,
    .artifact_size = 4 * MIB,
};

static PenBwrap *
new_bwrap (PenProfile profile)
{
  g_autoptr (PenCommand) command = pen_command_new (profile);

  pen_command_bind (command, "/opt/rust/bin", "/toolchain/bin");
  pen_command_bind (command, "/opt/rust/lib", "/toolchain/lib");
  return pen_bwrap_new (command, &limits, "/build/playpen-init");
}

/* --- Reading the list from its front --- */

typedef struct
{
  const PenBwrap *bwrap;
  guint at;
} Reader;

static const char *
take_any (Reader *reader)
{
  g_assert_cmpuint (reader->at, <, reader->bwrap->options->len);
  return reader->bwrap->options->pdata[reader->at++];
}

static void G_GNUC_NULL_TERMINATED
take (Reader *reader, ...)
{
  va_list args;

  va_start (args, reader);
  for (const char *arg = va_arg (args, const char *); arg != NULL;
       arg = va_arg (args, const char *))
    g_assert_cmpstr (take_any (reader), ==, arg);
  va_end (args);
}

static void
take_namespaces (Reader *reader)
{
  take (reader, "--unshare-all", "--unshare-user", "--disable-userns", NULL);
  take (reader, "--new-session", "--as-pid-1", NULL);
  take (reader, "--uid", "1000", "--gid", "1000", "--hostname", "playground", NULL);
  take (reader, "--cap-drop", "ALL", NULL);
}

static void
take_system (Reader *reader)
{
  static const char *const links[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64"};

  take (reader, "--ro-bind", "/usr", "/usr", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *target = g_file_read_link (links[i], NULL);

      if (target != NULL)
        take (reader, "--symlink", target, links[i], NULL);
      else if (g_file_test (links[i], G_FILE_TEST_IS_DIR))
        take (reader, "--ro-bind", links[i], links[i], NULL);
    }
  take (reader, "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", NULL);
  take (reader, "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", NULL);
}

static void
take_libraries (Reader *reader)
{
  static const char *const names[] = {"/libc.so.6", "/libm.so.6", "/libgcc_s.so.1"};
  g_autofree char *loader = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *host;
      const char *jail;

      take (reader, "--ro-bind", NULL);
      host = take_any (reader);
      jail = take_any (reader);
      g_assert_true (g_str_has_suffix (host, names[i]));
      g_assert_true (g_file_test (host, G_FILE_TEST_IS_REGULAR));
      g_assert_true (g_str_has_prefix (jail, "/usr/lib/"));
      g_assert_true (g_str_has_suffix (jail, names[i]));
    }
  take (reader, "--ro-bind", NULL);
  loader = g_strconcat ("/usr", reader->bwrap->options->pdata[reader->at], NULL);
  g_assert_true (g_file_test (take_any (reader), G_FILE_TEST_IS_REGULAR));
  g_assert_nonnull (strstr (loader, "/ld-linux"));
  take (reader, loader, NULL);
  take (reader, "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", NULL);
}

/* What both profiles have after their libraries, to the end. */
static void
take_rest (Reader *reader)
{
  static const char *const masked[] = {"/proc/keys",
                                       "/proc/key-users",
                                       "/proc/kallsyms",
                                       "/proc/timer_list"};

  take (reader, "--ro-bind", "/opt/rust/bin", "/toolchain/bin", NULL);
  take (reader, "--ro-bind", "/opt/rust/lib", "/toolchain/lib", NULL);
  take (reader, "--perms", "0444", "--ro-bind-data", "5", "/etc/passwd", NULL);
  take (reader, "--perms", "0444", "--ro-bind-data", "6", "/etc/group", NULL);
  take (reader, "--perms", "0444", "--ro-bind-data", "7", "/etc/hosts", NULL);
  take (reader, "--perms", "0444", "--ro-bind-data", "8", "/etc/nsswitch.conf", NULL);
  take (reader, "--perms", "0555", "--ro-bind-data", "9", "/init", NULL);
  take (reader, "--proc", "/proc", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (masked); i++)
    if (g_file_test (masked[i], G_FILE_TEST_EXISTS))
      take (reader, "--ro-bind", "/dev/null", masked[i], NULL);
  take (reader, "--dev", "/dev", NULL);
  take (reader, "--size", "3145728", "--perms", "1777", "--tmpfs", "/dev/shm", NULL);
  take (reader, "--size", "1048576", "--perms", "1777", "--tmpfs", "/tmp", NULL);
  take (reader, "--size", "2097152", "--perms", "0755", "--tmpfs", "/job", NULL);
  take (reader, "--size", "4194304", "--perms", "0755", "--tmpfs", "/program", NULL);
  take (reader, "--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", NULL);
  g_assert_cmpuint (reader->at, ==, reader->bwrap->options->len);
}

static void
test_compile_profile (void)
{
  g_autoptr (PenBwrap) bwrap = new_bwrap (PEN_PROFILE_COMPILE);
  Reader reader = {.bwrap = bwrap};

  take_namespaces (&reader);
  take_system (&reader);
  take_rest (&reader);
}

static void
test_run_profile (void)
{
  g_autoptr (PenBwrap) bwrap = new_bwrap (PEN_PROFILE_RUN);
  Reader reader = {.bwrap = bwrap};

  take_namespaces (&reader);
  take_libraries (&reader);
  take_rest (&reader);
}

/* --- Rules that hold for any list --- */

/* Every option that may appear, and where its arguments name a place in the jail (-1: they do not).
 */
static const struct
{
  const char *name;
  guint n_args;
  int place;
  gboolean binds; /* shows something of the host */
} known[] = {
    {"--unshare-all", 0, -1, FALSE},
    {"--unshare-user", 0, -1, FALSE},
    {"--disable-userns", 0, -1, FALSE},
    {"--new-session", 0, -1, FALSE},
    {"--as-pid-1", 0, -1, FALSE},
    {"--uid", 1, -1, FALSE},
    {"--gid", 1, -1, FALSE},
    {"--hostname", 1, -1, FALSE},
    {"--cap-drop", 1, -1, FALSE},
    {"--size", 1, -1, FALSE},
    {"--perms", 1, -1, FALSE},
    {"--ro-bind", 2, 1, TRUE},
    {"--ro-bind-try", 2, 1, TRUE},
    {"--symlink", 2, 1, FALSE},
    {"--ro-bind-data", 2, 1, FALSE},
    {"--proc", 1, 0, FALSE},
    {"--dev", 1, 0, FALSE},
    {"--tmpfs", 1, 0, FALSE},
    {"--remount-ro", 1, -1, FALSE},
};

static gsize
find_known (const char *option)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, option))
      return i;
  g_error ("%s is new here: does it make anything writable?", option);
}

/* Nothing of the host is writable, and no mount point is made in a directory of the host: its owner
 * could have put a symlink there (CVE-2026-87766). */
static void
test_nothing_below_a_bind (gconstpointer data)
{
  g_autoptr (PenBwrap) bwrap = new_bwrap ((PenProfile)GPOINTER_TO_INT (data));
  g_autoptr (GPtrArray) binds = g_ptr_array_new_with_free_func (g_free);
  guint n_places = 0;

  for (guint at = 0; at < bwrap->options->len;)
    {
      gsize i = find_known (bwrap->options->pdata[at]);
      const char *place =
          known[i].place >= 0 ? bwrap->options->pdata[at + 1 + (guint)known[i].place] : NULL;

      for (guint j = 0; place != NULL && j < binds->len; j++)
        if (g_str_has_prefix (place, binds->pdata[j]))
          g_error ("%s is made below %s", place, (const char *)binds->pdata[j]);
      n_places += place != NULL;
      if (known[i].binds)
        g_ptr_array_add (binds, g_strconcat (place, "/", NULL));
      at += 1 + known[i].n_args;
    }
  g_assert_cmpuint (n_places, >, 15);
}

static void
test_data (void)
{
  g_autoptr (PenBwrap) bwrap = new_bwrap (PEN_PROFILE_RUN);
  const PenBwrapData *passwd = bwrap->data->pdata[0];
  const PenBwrapData *init = bwrap->data->pdata[4];

  g_assert_cmpuint (bwrap->data->len, ==, 5);
  for (guint i = 0; i < bwrap->data->len; i++)
    {
      const PenBwrapData *item = bwrap->data->pdata[i];

      g_assert_cmpint (item->fd, ==, PEN_BWRAP_FD_FIRST_DATA + (int)i);
      g_assert_true ((item->bytes != NULL) != (item->filename != NULL));
    }
  g_assert_true (g_str_has_prefix (g_bytes_get_data (passwd->bytes, NULL), "playpen:x:1000:1000:"));
  g_assert_cmpstr (init->filename, ==, "/build/playpen-init");
}

static gboolean
shows_library (const PenBwrap *bwrap, const char *name)
{
  for (guint i = 0; i + 2 < bwrap->options->len; i++)
    if (g_str_equal (bwrap->options->pdata[i], "--ro-bind") &&
        g_str_has_suffix (bwrap->options->pdata[i + 1], name) &&
        g_str_has_prefix (bwrap->options->pdata[i + 2], "/usr/lib/") &&
        g_str_has_suffix (bwrap->options->pdata[i + 2], name))
      return TRUE;
  return FALSE;
}

static void
test_libraries (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (PenBwrap) before = pen_bwrap_new (command, &limits, "/build/playpen-init");
  g_autoptr (PenCommand) copy = NULL;
  g_autoptr (PenBwrap) after = NULL;

  g_assert_false (shows_library (before, "/librt.so.1"));
  pen_command_add_library (command, "librt.so.1");
  pen_command_add_library (command, "libnobody-has-this.so.1");
  copy = pen_command_copy (command);
  after = pen_bwrap_new (copy, &limits, "/build/playpen-init");
  g_assert_true (shows_library (after, "/librt.so.1"));
  g_assert_false (shows_library (after, "/libnobody-has-this.so.1"));
}

static void
test_serialize (void)
{
  g_autoptr (PenBwrap) bwrap = new_bwrap (PEN_PROFILE_RUN);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) none = NULL;

  g_ptr_array_set_size (bwrap->options, 0);
  none = pen_bwrap_serialize (bwrap);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
  g_ptr_array_add (bwrap->options, g_strdup ("--setenv"));
  g_ptr_array_add (bwrap->options, g_strdup ("A B"));
  g_ptr_array_add (bwrap->options, g_strdup (""));
  bytes = pen_bwrap_serialize (bwrap);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   "--setenv\0A B\0\0",
                   14);
}

static void
test_remove (void)
{
  g_autoptr (PenBwrap) bwrap = new_bwrap (PEN_PROFILE_RUN);
  guint n = bwrap->options->len;

  g_assert_false (pen_bwrap_remove (bwrap, "--share-net", NULL));
  g_assert_false (pen_bwrap_remove (bwrap, "--uid", "1001", NULL));
  g_assert_false (pen_bwrap_remove (bwrap, "--remount-ro", "/", "--more", NULL));
  g_assert_cmpuint (bwrap->options->len, ==, n);
  g_assert_true (pen_bwrap_remove (bwrap, "--uid", "1000", NULL));
  g_assert_cmpuint (bwrap->options->len, ==, n - 2);
  g_assert_false (pen_bwrap_remove (bwrap, "--uid", NULL));
  g_assert_true (pen_bwrap_remove (bwrap, "--remount-ro", "/", NULL)); /* not the first that begins
                                                                          alike, and at the end */
  g_assert_cmpuint (bwrap->options->len, ==, n - 4);
  g_assert_cmpstr (bwrap->options->pdata[n - 5], ==, "/dev");
  g_assert_true (pen_bwrap_remove (bwrap, "--perms", NULL)); /* the first of several */
  g_assert_true (pen_bwrap_remove (bwrap, "--perms", "0444", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/bwrap/lists-a-compile-jail", test_compile_profile);
  g_test_add_func ("/sandbox/bwrap/lists-a-run-jail", test_run_profile);
  g_test_add_data_func ("/sandbox/bwrap/makes-nothing-below-a-bind/compile",
                        GINT_TO_POINTER (PEN_PROFILE_COMPILE),
                        test_nothing_below_a_bind);
  g_test_add_data_func ("/sandbox/bwrap/makes-nothing-below-a-bind/run",
                        GINT_TO_POINTER (PEN_PROFILE_RUN),
                        test_nothing_below_a_bind);
  g_test_add_func ("/sandbox/bwrap/numbers-its-data", test_data);
  g_test_add_func ("/sandbox/bwrap/shows-libraries-by-name", test_libraries);
  g_test_add_func ("/sandbox/bwrap/ends-each-option-by-nul", test_serialize);
  g_test_add_func ("/sandbox/bwrap/takes-a-measure-out", test_remove);
  return g_test_run ();
}
