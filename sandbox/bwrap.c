/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A command and its limits -> bubblewrap's options. Pure: it looks at the host's files but starts
 * nothing. The order is bubblewrap's: mounts are made in the order of options, and the read-only
 * remounts come last. */
#include "bwrap.h"

#include <string.h>

#include "sandbox-error.h"

static const char passwd_stub[] = "playpen:x:1000:1000:Playpen:/tmp:/usr/sbin/nologin\n"
                                  "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
static const char group_stub[] = "playpen:x:1000:\n"
                                 "nogroup:x:65534:\n";
/* Without these two, looking up "localhost" fails. */
static const char hosts_stub[] = "127.0.0.1 localhost playground\n"
                                 "::1 localhost\n";
static const char nsswitch_stub[] = "passwd: files\ngroup: files\nhosts: files\n";

static void
bwrap_data_free (gpointer pointer)
{
  PenBwrapData *data = pointer;

  g_clear_pointer (&data->bytes, g_bytes_unref);
  g_free (data->filename);
  g_free (data);
}

static void G_GNUC_NULL_TERMINATED
add (PenBwrap *bwrap, ...)
{
  va_list args;

  va_start (args, bwrap);
  for (const char *arg = va_arg (args, const char *); arg != NULL;
       arg = va_arg (args, const char *))
    g_ptr_array_add (bwrap->options, g_strdup (arg));
  va_end (args);
}

static void
add_data (PenBwrap *bwrap, const char *perms, GBytes *bytes, const char *filename, const char *path)
{
  PenBwrapData *data = g_new0 (PenBwrapData, 1);
  g_autofree char *fd = NULL;

  data->fd = PEN_BWRAP_FD_FIRST_DATA + (int)bwrap->data->len;
  data->bytes = bytes;
  data->filename = g_strdup (filename);
  g_ptr_array_add (bwrap->data, data);
  fd = g_strdup_printf ("%d", data->fd);
  add (bwrap, "--perms", perms, "--ro-bind-data", fd, path, NULL);
}

static void
add_tmpfs (PenBwrap *bwrap, guint64 size, const char *perms, const char *path)
{
  g_autofree char *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, size);

  add (bwrap, "--size", bytes, "--perms", perms, "--tmpfs", path, NULL);
}

/* A fresh procfs without what tells of the kernel's keys, addresses and timers. */
static void
add_proc (PenBwrap *bwrap)
{
  static const char *const masked[] = {"/proc/keys",
                                       "/proc/key-users",
                                       "/proc/kallsyms",
                                       "/proc/timer_list"};

  add (bwrap, "--proc", "/proc", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (masked); i++)
    if (g_file_test (masked[i], G_FILE_TEST_EXISTS))
      add (bwrap, "--ro-bind", "/dev/null", masked[i], NULL);
}

/* A directory of the host's root that is a symlink into /usr stays one. */
static void
add_root_link (PenBwrap *bwrap, const char *path)
{
  g_autofree char *target = g_file_read_link (path, NULL);

  if (target != NULL)
    add (bwrap, "--symlink", target, path, NULL);
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    add (bwrap, "--ro-bind", path, path, NULL);
}

static void
add_system (PenBwrap *bwrap)
{
  static const char *const links[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64"};

  add (bwrap, "--ro-bind", "/usr", "/usr", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    add_root_link (bwrap, links[i]);
  /* Debian's cc is a symlink through here: without it rustc finds no linker. */
  add (bwrap, "--ro-bind-try", "/etc/alternatives", "/etc/alternatives", NULL);
  add (bwrap, "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", NULL);
}

/* Where the loader of this architecture is looked up by every program, and the directories where
 * Debian and others keep the C library. */
#if defined(__x86_64__)
#define LOADER "/lib64/ld-linux-x86-64.so.2"
#define TRIPLET "x86_64-linux-gnu"
#elif defined(__aarch64__)
#define LOADER "/lib/ld-linux-aarch64.so.1"
#define TRIPLET "aarch64-linux-gnu"
#else
#error "Playpen's run jail knows the loader of x86-64 and AArch64 only."
#endif

static char *
find_library (const char *name)
{
  static const char *const dirs[] =
      {"/usr/lib/" TRIPLET, "/lib/" TRIPLET, "/usr/lib64", "/lib64", "/usr/lib", "/lib"};

  for (gsize i = 0; i < G_N_ELEMENTS (dirs); i++)
    {
      g_autofree char *path = g_build_filename (dirs[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
add_library (PenBwrap *bwrap, const char *name)
{
  g_autofree char *host = find_library (name);
  g_autofree char *jail = g_build_filename ("/usr/lib/" TRIPLET, name, NULL);

  if (host != NULL)
    add (bwrap, "--ro-bind", host, jail, NULL);
}

/* No /usr: the C library, the maths library, the unwinder and the loader are all that a Rust
 * program needs. */
static void
add_libraries (PenBwrap *bwrap, const PenCommand *command)
{
  static const char *const names[] = {"libc.so.6", "libm.so.6", "libgcc_s.so.1"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_library (bwrap, names[i]);
  for (guint i = 0; i < command->libraries->len; i++)
    add_library (bwrap, command->libraries->pdata[i]);
  add (bwrap, "--ro-bind", LOADER, "/usr" LOADER, NULL);
  add (bwrap, "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", NULL);
}

static void
add_etc (PenBwrap *bwrap)
{
  const struct
  {
    const char *path;
    const char *text;
  } stubs[] = {
      {"/etc/passwd", passwd_stub},
      {"/etc/group", group_stub},
      {"/etc/hosts", hosts_stub},
      {"/etc/nsswitch.conf", nsswitch_stub},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stubs); i++)
    add_data (bwrap,
              "0444",
              g_bytes_new_static (stubs[i].text, strlen (stubs[i].text)),
              /* filename= */ NULL,
              stubs[i].path);
}

PenBwrap *
pen_bwrap_new (const PenCommand *command, const PenLimits *limits, const char *init)
{
  PenBwrap *bwrap = g_new0 (PenBwrap, 1);

  bwrap->options = g_ptr_array_new_with_free_func (g_free);
  bwrap->data = g_ptr_array_new_with_free_func (bwrap_data_free);
  /* --unshare-all only tries the user namespace: without it a program would keep every capability.
   */
  add (bwrap, "--unshare-all", "--unshare-user", "--disable-userns", NULL);
  /* Not --die-with-parent: bubblewrap's outer process would die with Playpen even while the inner
   * one waits for its user map, which then waits for ever. Init sees the end of its channel
   * instead, and sets its own parent-death signal. */
  add (bwrap, "--new-session", "--as-pid-1", NULL);
  add (bwrap, "--uid", "1000", "--gid", "1000", "--hostname", "playground", NULL);
  add (bwrap, "--cap-drop", "ALL", NULL);
  if (command->profile == PEN_PROFILE_COMPILE)
    add_system (bwrap);
  else
    add_libraries (bwrap, command);
  for (guint i = 0; i < command->binds->len; i++)
    {
      const PenBind *bind = command->binds->pdata[i];

      add (bwrap, "--ro-bind", bind->host, bind->jail, NULL);
    }
  add_etc (bwrap);
  add_data (bwrap, "0555", /* bytes= */ NULL, init, "/init");
  add_proc (bwrap);
  add (bwrap, "--dev", "/dev", NULL);
  add_tmpfs (bwrap, limits->shm_size, "1777", "/dev/shm");
  add_tmpfs (bwrap, limits->tmp_size, "1777", "/tmp");
  add_tmpfs (bwrap, limits->job_size, "0755", "/job");
  add_tmpfs (bwrap, limits->artifact_size, "0755", "/program");
  add (bwrap, "--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", NULL);
  return bwrap;
}

void
pen_bwrap_free (PenBwrap *bwrap)
{
  g_ptr_array_unref (bwrap->options);
  g_ptr_array_unref (bwrap->data);
  g_free (bwrap);
}

GBytes *
pen_bwrap_serialize (const PenBwrap *bwrap)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < bwrap->options->len; i++)
    {
      const char *option = bwrap->options->pdata[i];

      g_byte_array_append (bytes, (const guint8 *)option, (guint)strlen (option) + 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
matches_at (const PenBwrap *bwrap, guint at, GPtrArray *wanted)
{
  if (at + wanted->len > bwrap->options->len)
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (strcmp (bwrap->options->pdata[at + i], wanted->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
pen_bwrap_remove (PenBwrap *bwrap, const char *first, ...)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  va_list args;

  va_start (args, first);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (wanted, (gpointer)arg);
  va_end (args);
  for (guint at = 0; at < bwrap->options->len; at++)
    if (matches_at (bwrap, at, wanted))
      {
        g_ptr_array_remove_range (bwrap->options, at, wanted->len);
        return TRUE;
      }
  return FALSE;
}
