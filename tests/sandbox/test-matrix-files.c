/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 1: files, procfs, devices, descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "account.h"
#include "careless.h"
#include "host.h"
#include "jail-private.h"
#include "matrix.h"
#include "processes.h"

#define SECRET "sekrit-4711"

#if defined(__x86_64__)
#define LIBC "/usr/lib/x86_64-linux-gnu/libc.so.6"
#else
#define LIBC "/usr/lib/aarch64-linux-gnu/libc.so.6"
#endif

/* A file of the job's account with @text in it, open; its name is taken away at once. */
static int
open_host_file (const char *text, int flags)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "playpen-test-XXXXXX", NULL);
  PenAccount account;
  int writer = g_mkstemp (path);
  int fd;

  g_assert_true (pen_account_get (&account, NULL));
  g_assert_cmpint (write (writer, text, strlen (text)), ==, (gssize)strlen (text));
  if (account.change)
    g_assert_cmpint (fchown (writer, account.uid, account.gid), ==, 0);
  fd = open (path, flags | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  close (writer);
  g_unlink (path);
  return fd;
}

static char *
read_host_file (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
weak_environ (const MatrixRow *row)
{
  g_autofree char *output = careless_run (CARELESS_ENVIRONMENT, "environ-of-first " SECRET);

  matrix_check_words (output, "environ=tells", TRUE);
}

static void
weak_cmdline (const MatrixRow *row)
{
  g_autofree char *output = careless_run (CARELESS_COMMAND_LINE, "cmdline-of-first");

  g_assert_nonnull (strstr (output, "--ro-bind,/usr/lib"));
}

static void
held_mount_info (const MatrixRow *row)
{
  g_autofree char *init = pen_host_find_init (NULL);
  g_autofree char *dir = g_path_get_dirname (init);
  g_autofree char *probe = g_strconcat ("mount-info ", dir, NULL);

  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (TestRun) run = matrix_run (profile, probe, NULL, NULL);

      matrix_check_run (run, "mountinfo=silent", 0, TRUE);
    }
}

static void
weak_mount_info (const MatrixRow *row)
{
  g_autofree char *dir = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  g_autofree char *probe = g_strconcat ("mount-info ", dir, NULL);
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, probe, NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  matrix_show (pen_jail_get_bwrap (jail, NULL), dir, "/tmp/job");
  run = test_run_jail (jail);
  matrix_check_run (run, "mountinfo=tells", 0, TRUE);
  g_rmdir (dir);
}

/* Whoever starts Playpen: nothing in or around the jail is root. */
static void
held_account (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "stay", NULL, NULL);
  g_autoptr (TestRun) run = test_run_watch (jail);
  g_autoptr (GArray) processes = NULL;

  pen_jail_get_command (jail)->has_stdin = TRUE;
  matrix_start (jail);
  matrix_wait_for_output (run, "pid=");
  processes = test_processes_below (pen_jail_get_pid (jail));
  g_assert_nonnull (test_processes_find (processes, "hostile"));
  for (guint i = 0; i < processes->len; i++)
    {
      const TestProcess *process = &g_array_index (processes, TestProcess, i);

      /* What hides itself (init) belongs to root in /proc, whoever it is. */
      if (strcmp (process->name, "playpen-init") != 0)
        g_assert_cmpuint (process->uid, !=, 0);
    }
  pen_jail_stop (jail);
  test_run_wait (run);
}

/* Only opened, never written: that it can be opened is bad enough. */
static void
weak_account (const MatrixRow *row)
{
  g_autofree char *output = careless_run (CARELESS_ACCOUNT | CARELESS_WRITABLE_PROC,
                                          "write /proc/sys/kernel/core_pattern");

  matrix_check_words (output, "/proc/sys/kernel/core_pattern=OK", TRUE);
}

static void
held_stdin (const MatrixRow *row)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (PenJail) jail = matrix_new_jail (profile, "reopen-stdin", NULL, NULL);
      g_autoptr (TestRun) run = NULL;

      pen_jail_get_command (jail)->has_stdin = TRUE;
      run = test_run_jail (jail);
      matrix_check_run (run, "stdin=fifo reopen=OK append=OK", 0, TRUE);
    }
}

static void
weak_stdin (const MatrixRow *row)
{
  int fd = open_host_file ("mine\n", O_RDONLY);
  Careless careless = careless_start (0, "reopen-stdin", fd, -1);
  g_autofree char *output = NULL;
  g_autofree char *text = NULL;

  careless_finish (&careless, &output);
  matrix_check_words (output, "stdin=file reopen=OK append=OK", TRUE);
  text = read_host_file (fd);
  g_assert_cmpstr (text, ==, "mine\nhostile\n");
  close (fd);
}

/* What it drains is its own: the jail ends as ever. */
static void
held_stdout (const MatrixRow *row)
{
  g_autoptr (TestRun) run = matrix_run (PEN_PROFILE_RUN, "reopen-stdout", NULL, NULL);

  matrix_check_run (run, "stdout=fifo reopen=OK earlier=unread", 0, FALSE);
}

static void
weak_stdout (const MatrixRow *row)
{
  int fd = open_host_file ("earlier\n", O_WRONLY | O_APPEND);
  Careless careless = careless_start (0, "reopen-stdout", -1, fd);
  g_autofree char *text = NULL;

  careless_finish (&careless, NULL);
  text = read_host_file (fd);
  matrix_check_words (strchr (text, '\n') + 1, "stdout=file reopen=OK earlier=read", FALSE);
  close (fd);
}

/* A directory of the host, open and not closed on exec, at a number that nothing else takes. */
static int
leave_directory_open (void)
{
  int fd = open ("/usr", O_RDONLY | O_DIRECTORY);
  int high = fcntl (fd, F_DUPFD, 300);

  close (fd);
  return high;
}

static void
held_climb (const MatrixRow *row)
{
  int fd = leave_directory_open ();

  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (TestRun) run = matrix_run (profile, "climb-out ../etc/passwd", NULL, NULL);

      matrix_check_run (run, "climb=EBADF", 0, TRUE);
    }
  close (fd);
}

static void
weak_climb (const MatrixRow *row)
{
  int fd = leave_directory_open ();
  g_autofree char *output = careless_run (CARELESS_DESCRIPTORS, "climb-out ../etc/passwd");

  matrix_check_words (output, "climb=OK", TRUE);
  close (fd);
}

static void
held_descriptors (const MatrixRow *row)
{
  int fd = leave_directory_open ();

  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (TestRun) run = matrix_run (profile, row->probe, NULL, NULL);

      matrix_check_run (run, row->expected, 0, TRUE);
    }
  close (fd);
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 1, "read files of the host", HELD_BY_ARGV, IN_BOTH,
    .probe = "open /etc/shadow /home /root /run /var /boot /mnt /srv /opt",
    .expected = "/etc/shadow=ENOENT /home=ENOENT /root=ENOENT /run=ENOENT /var=ENOENT /boot=ENOENT "
                "/mnt=ENOENT /srv=ENOENT /opt=ENOENT",
    .without = "shown:/home shown:/run shown:/var", .weakened = "/home=OK /run=OK /var=OK" },
  { 2, "read the account database", HELD_BY_ARGV, IN_BOTH,
    .probe = "accounts", .expected = "lines=2 first=playpen",
    .without = "bound:/etc/passwd", .weakened = "lines=!2 first=root" },
  { 3, "read what names the machine", HELD_BY_ARGV, IN_BOTH,
    .probe = "open /etc/machine-id /etc/hostname /sys",
    .expected = "/etc/machine-id=ENOENT /etc/hostname=ENOENT /sys=ENOENT",
    .without = "shown:/sys", .weakened = "/sys=OK",
    .note = "boot id, kernel version, processor, uptime and kernel command line stay readable in "
            "/proc" },
  { 4, "create files outside the writable directories", HELD_BY_ARGV | HELD_BY_INIT, IN_BOTH,
    .probe = "create / /dev /usr/lib /etc /proc",
    .expected = "/=EROFS|EACCES /dev=EROFS|EACCES /usr/lib=EROFS|EACCES /etc=EROFS|EACCES "
                "/proc=EROFS|EACCES|ENOENT",
    .without = "--remount-ro,/ --remount-ro,/dev landlock", .weakened = "/=OK /dev=OK" },
  { 4, "overwrite init", HELD_BY_KERNEL, IN_BOTH,
    .probe = "write /init", .expected = "/init=EROFS|EACCES|ETXTBSY" },
  { 4, "change the directory of the program", HELD_BY_INIT, IN_BOTH,
    .probe = "create /program", .expected = "/program=EACCES", .needs = matrix_lacks_landlock,
    .without = "landlock", .weakened = "/program=OK" },
  { 4, "write where it may", HELD_BY_NOTHING, IN_BOTH,
    .probe = "create /job /tmp /dev/shm", .expected = "/job=OK /tmp=OK /dev/shm=OK" },
  { 5, "change mounts", HELD_BY_FILTER | HELD_BY_ARGV | HELD_BY_INIT, IN_BOTH,
    .probe = "mounts", .expected = "remount=EPERM tmpfs=EPERM umount=EPERM",
    .without = "filter:mount,umount2 capabilities identity --disable-userns landlock",
    .weakened = "tmpfs=OK umount=OK" },
  { 6, "change mounts by the newer calls", HELD_BY_FILTER, IN_BOTH,
    .probe = "new-mounts",
    .expected = "fsopen=ENOSYS open_tree=ENOSYS move_mount=ENOSYS mount_setattr=ENOSYS "
                "open_tree_attr=ENOSYS listmount=ENOSYS",
    .without = "filter:fsopen,open_tree", .weakened = "fsopen=EPERM open_tree=OK" },
  { 7, "change the root", HELD_BY_FILTER | HELD_BY_ARGV, IN_BOTH,
    .probe = "change-root", .expected = "pivot_root=EPERM chroot=EPERM",
    .without = "filter:chroot capabilities --disable-userns", .weakened = "chroot=OK" },
  { 8, "make device nodes and pipes with a name", HELD_BY_FILTER | HELD_BY_KERNEL, IN_BOTH,
    .probe = "nodes", .expected = "block=EPERM fifo=EPERM",
    .without = "filter:mknod,mknodat", .weakened = "fifo=OK block=EPERM" },
  { 9, "gain a user by setuid files", HELD_BY_KERNEL, IN_BOTH,
    .probe = "setuid-file", .expected = "copy=OK chmod=OK own=same-user su=failed nosuid=yes" },
  { 10, "hard-link a library into a writable directory", HELD_BY_KERNEL, IN_BOTH,
    .probe = "hard-link " LIBC, .expected = "link=EXDEV" },
  { 11, "extend a file without end", HELD_BY_LIMIT, IN_BOTH,
    .probe = "extend", .expected = "truncate=EFBIG",
    .without = "limit:file", .weakened = "truncate=OK" },
  { 12, "fill the temporary directory", HELD_BY_ARGV | HELD_BY_LIMIT, IN_BOTH,
    .probe = "fill /tmp 48M", .limits = "tmp=16M", .expected = "fill=ENOSPC bytes=16777216",
    .without = "size:/tmp", .weakened = "fill=OK bytes=50331648" },
  { 13, "fill shared memory files", HELD_BY_ARGV | HELD_BY_LIMIT, IN_BOTH,
    .probe = "fill /dev/shm 48M", .limits = "shm=4M", .expected = "fill=ENOSPC bytes=4194304",
    .without = "size:/dev/shm", .weakened = "fill=OK bytes=50331648" },
  { 13, "fill the root and the devices", HELD_BY_ARGV | HELD_BY_INIT, IN_BOTH,
    .probe = "fill /dev 48M", .expected = "fill=EBADF bytes=0",
    .without = "--remount-ro,/dev landlock", .weakened = "fill=OK" },
  { 14, "make files without end", HELD_BY_INIT | HELD_BY_LIMIT, IN_BOTH,
    .probe = "fill-names /tmp 60000", .limits = "inodes=3000", .causes = CAUSE (FILES),
    .without = "limit:inodes", .weakened = "names=OK made=60000" },
  { 14, "make files without end in the working directory", HELD_BY_INIT | HELD_BY_LIMIT, IN_BOTH,
    .probe = "fill-names /job 60000", .limits = "inodes=3000", .causes = CAUSE (FILES),
    .without = "limit:inodes", .weakened = "names=OK made=60000" },
  { 15, "read the environment of init", HELD_BY_INIT, IN_BOTH,
    .probe = "environ-of-first " SECRET, .expected = "environ=EACCES",
    .without = "init landlock environment:PLAYPEN_TEST_SECRET", .weakened = "environ=tells" },
  { 15, "read the environment that bubblewrap was given", HELD_BY_LAUNCHER, IN_BOTH,
    .probe = "environ-of-first " SECRET, .expected = "environ=EACCES",
    .without = "launcher", .weak = weak_environ },
  { 16, "read host paths in the command line of init", HELD_BY_LAUNCHER | HELD_BY_ARGV, IN_BOTH,
    .probe = "cmdline-of-first", .expected = "cmdline=/init",
    .without = "launcher", .weak = weak_cmdline },
  { 17, "read host paths in mountinfo", HELD_BY_ARGV, IN_BOTH,
    .held = held_mount_info, .without = "data", .weak = weak_mount_info },
  { 18, "write sysctls", HELD_BY_KERNEL, IN_BOTH,
    .probe = "write /proc/sys/kernel/core_pattern /proc/sys/kernel/hostname "
             "/proc/sys/vm/overcommit_memory",
    .expected = "/proc/sys/kernel/core_pattern=EACCES|EROFS /proc/sys/kernel/hostname=EACCES|EROFS "
                "/proc/sys/vm/overcommit_memory=EACCES|EROFS" },
  { 19, "write sysctls as root", HELD_BY_LAUNCHER, IN_RUN,
    .held = held_account, .without = "launcher", .weak = weak_account,
    .cannot = matrix_is_not_root },
  { 20, "open memory and devices of the machine", HELD_BY_ARGV | HELD_BY_KERNEL, IN_BOTH,
    .probe = "open /proc/kcore /proc/kmsg /dev/mem /dev/kmsg /dev/sda /dev/vda /dev/kvm /dev/fuse",
    .expected = "/proc/kcore=ENOENT|EACCES /proc/kmsg=ENOENT|EACCES|EPERM /dev/mem=ENOENT "
                "/dev/kmsg=ENOENT /dev/sda=ENOENT /dev/vda=ENOENT /dev/kvm=ENOENT /dev/fuse=ENOENT",
    .without = "bound:/dev", .weakened = "/dev/kmsg=!ENOENT" },
  { 20, "press the magic key", HELD_BY_KERNEL, IN_BOTH,
    .probe = "write /proc/sysrq-trigger", .expected = "/proc/sysrq-trigger=EACCES|EROFS|ENOENT" },
  { 21, "read keys and addresses of the kernel", HELD_BY_ARGV, IN_BOTH,
    .probe = "open /proc/keys /proc/key-users /proc/kallsyms /proc/timer_list",
    .expected = "/proc/keys=EACCES|ENOENT /proc/key-users=EACCES|ENOENT "
                "/proc/kallsyms=EACCES|ENOENT /proc/timer_list=EACCES|ENOENT",
    .without = "--ro-bind,/dev/null,/proc/keys", .weakened = "/proc/keys=OK",
    .cannot = matrix_lacks_keys },
  { 22, "write memory of first process", HELD_BY_INIT | HELD_BY_ARGV, IN_BOTH,
    .probe = "memory-of-first", .expected = "read=EACCES write=EACCES|EROFS",
    .without = "init landlock --remount-ro,/proc", .weakened = "read=OK write=OK",
    .cannot = matrix_has_yama },
  { 23, "write its own entries in procfs", HELD_BY_ARGV, IN_BOTH,
    .probe = "write-own-proc",
    .expected = "mem=EROFS|EACCES uid_map=EROFS|EACCES oom_score_adj=EROFS|EACCES",
    .without = "--remount-ro,/proc", .weakened = "mem=OK oom_score_adj=OK" },
  { 24, "list processes", HELD_BY_ARGV, IN_BOTH,
    .probe = "list-processes", .expected = "processes=2",
    .without = "bound:/proc limit:memory limit:cpu", .weakened = "processes=!2" },
  { 25, "reopen stdin for writing", HELD_BY_LAUNCHER, IN_BOTH,
    .held = held_stdin, .without = "launcher", .weak = weak_stdin },
  { 26, "reopen stdout for reading", HELD_BY_LAUNCHER, IN_RUN,
    .held = held_stdout, .without = "launcher", .weak = weak_stdout },
  { 27, "climb out by an inherited directory", HELD_BY_LAUNCHER, IN_BOTH,
    .held = held_climb, .without = "launcher", .weak = weak_climb },
  { 28, "find control descriptors", HELD_BY_LAUNCHER | HELD_BY_INIT, IN_BOTH,
    .probe = "list-descriptors", .expected = "open=3", .held = held_descriptors,
    .without = "init", .weakened = "open=!3" },
  { 29, "open the terminal", HELD_BY_ARGV, IN_BOTH, .terminal = TRUE,
    .probe = "open /dev/tty", .expected = "/dev/tty=ENXIO",
    .without = "--new-session", .weakened = "/dev/tty=OK" },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  g_setenv ("PLAYPEN_TEST_SECRET", SECRET, TRUE);
  return matrix_main (argc, argv, "sandbox", rows, G_N_ELEMENTS (rows));
}
