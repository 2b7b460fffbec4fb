/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The commands in a sentence, and none of its words. */
#include "remedy.h"

typedef struct
{
  const char *remedy;
  const char *command; /* (nullable) */
} Sample;

static void
check (const Sample *samples, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *command = pen_remedy_dup_command (samples[i].remedy);

      g_assert_cmpstr (command, ==, samples[i].command);
    }
}

static void
test_sentences (void)
{
  static const Sample samples[] = {
      {NULL, NULL},
      {"", NULL},
      {"Start Playpen as an ordinary user.", NULL},
      {"Install it. On Debian and Ubuntu: sudo apt install bubblewrap",
       "sudo apt install bubblewrap"},
      {"To change it: sudo sysctl -w kernel.kptr_restrict=1",
       "sudo sysctl -w kernel.kptr_restrict=1"},
      {"Raise the limits, as in: sudo sysctl -w user.a=10000 user.b=10000. If Playpen itself runs "
       "inside, start it outside.",
       "sudo sysctl -w user.a=10000 user.b=10000"},
      {"They are switched on by: sudo sysctl -w a.b=1 c.d=10000 (the first name exists on Debian). "
       "A line each in /etc/sysctl.d/60-playpen.conf keeps it so.",
       "sudo sysctl -w a.b=1 c.d=10000"},
      {"Give it back: sudo chown root:root /usr/bin/bwrap and sudo chmod 755 /usr/bin/bwrap, and "
       "the same for its directory.",
       "sudo chown root:root /usr/bin/bwrap\nsudo chmod 755 /usr/bin/bwrap"},
      {"Zurückgeben: sudo chown root:root /usr/bin/bwrap und sudo chmod 755 /usr/bin/bwrap, "
       "ebenso das Verzeichnis.",
       "sudo chown root:root /usr/bin/bwrap\nsudo chmod 755 /usr/bin/bwrap"},
  };

  check (samples, G_N_ELEMENTS (samples));
}

static void
test_indented_lines (void)
{
  static const Sample samples[] = {
      {"As root:\n  printf 'a {\\n  b,\\n}\\n' > /etc/apparmor.d/bwrap\n  apparmor_parser -r "
       "/etc/apparmor.d/bwrap\nLeave the rest.",
       "printf 'a {\\n  b,\\n}\\n' > /etc/apparmor.d/bwrap\napparmor_parser -r "
       "/etc/apparmor.d/bwrap"},
  };

  check (samples, G_N_ELEMENTS (samples));
}

/* What no shell should get from a sentence, whoever wrote the file names in it. */
static void
test_hostile (void)
{
  static const Sample samples[] = {
      {"sudo ", NULL},
      {"sudo sudo sudo ", NULL},
      {"Type sudo", NULL},
      {"sudo chmod u-s /opt/$(reboot)", NULL},
      {"sudo rm -r /a `x`", NULL},
      {"sudo a; reboot", "sudo a"},
      {"sudo a && reboot", NULL},
      {"sudo a\nreboot", "sudo a"},
      {"sudo \xff", NULL},
  };

  check (samples, G_N_ELEMENTS (samples));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/remedy/commands-in-sentences", test_sentences);
  g_test_add_func ("/core/remedy/indented-lines", test_indented_lines);
  g_test_add_func ("/core/remedy/nothing-that-a-shell-would-do", test_hostile);
  return g_test_run ();
}
