/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One program of the gallery. Its description is read strictly: an unknown key or word is a slip of
 * the pen, and the tests read every example in this way. */
#include "example.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core-error.h"

#define GROUP "Example"
#define DESCRIPTION "example.ini"
#define EXPECTED "expected.txt"

#define MAX_ORDER 99
#define MAX_LIST 16 /* keywords, or arguments */

typedef struct
{
  const char *word;
  const char *title;
} Topic;

/* In the order in which the gallery shows them. */
static const Topic topics[] = {
    {"first-hour", N_ ("First hour")},
    {"collections", N_ ("Collections and iterators")},
    {"text", N_ ("Text")},
    {"errors", N_ ("Errors")},
    {"types", N_ ("Types and traits")},
    {"memory", N_ ("Memory")},
    {"threads", N_ ("Doing several things at once")},
    {"modules", N_ ("Modules and tests")},
    {"input", N_ ("Input and files")},
    {"play", N_ ("Simulations, puzzles and pictures")},
    {"repair", N_ ("Find the mistake")},
};

static const char *const levels[] = {"beginner", "intermediate", "advanced", NULL};
static const char *const endings[] = {"success", "compile-error", "panic", NULL};
static const char *const actions[] = {"run", "test", NULL};
static const char *const known_keys[] = {"Title",
                                         "Summary",
                                         "Topic",
                                         "Level",
                                         "Order",
                                         "Keywords",
                                         "Next",
                                         "Args",
                                         "Stdin",
                                         "Action",
                                         "Expect",
                                         "Code",
                                         NULL};

struct _PenExample
{
  GObject parent_instance;

  char *id;
  char *title;   /* in English */
  char *summary; /* in English */
  const Topic *topic;
  PenExampleLevel level;
  guint order;
  char *next; /* (nullable) */
  char **keywords;
  char **args;
  GBytes *input; /* (nullable) */
  PenAction action;
  PenExampleEnding ending;
  char *code; /* (nullable) */
  PenSources *sources;
};

G_DEFINE_FINAL_TYPE (PenExample, pen_example, G_TYPE_OBJECT)

static void
pen_example_finalize (GObject *object)
{
  PenExample *self = PEN_EXAMPLE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->next);
  g_strfreev (self->keywords);
  g_strfreev (self->args);
  g_clear_pointer (&self->input, g_bytes_unref);
  g_free (self->code);
  pen_sources_free (self->sources);
  G_OBJECT_CLASS (pen_example_parent_class)->finalize (object);
}

static void
pen_example_class_init (PenExampleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_example_finalize;
}

static void
pen_example_init (PenExample *self)
{
  self->sources = pen_sources_new ();
  self->keywords = g_new0 (char *, 1);
  self->args = g_new0 (char *, 1);
}

/* --- The description --- */

static gboolean
refuse (PenExample *self, const char *key, const char *why, GError **error)
{
  g_set_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT, "%s: %s %s", self->id, key, why);
  return FALSE;
}

static gboolean
check_keys (PenExample *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) keys = NULL;

  if (g_strv_length (groups) != 1 || !g_str_equal (groups[0], GROUP))
    return refuse (self, "[" GROUP "]", "is not the one group", error);
  keys = g_key_file_get_keys (file, GROUP, NULL, NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GError) broken = NULL;
      g_autofree char *text = g_key_file_get_string (file, GROUP, keys[i], &broken);

      if (!g_strv_contains (known_keys, keys[i]))
        return refuse (self, keys[i], "is not known", error);
      if (broken != NULL) /* an escape that there is not; GLib gives the rest of the text too */
        return refuse (self, keys[i], broken->message, error);
    }
  return TRUE;
}

/* Text that has to be there. */
static gboolean
read_text (PenExample *self,
           GKeyFile *file,
           const char *key,
           glong most,
           char **ret_text,
           GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);

  if (text == NULL || text[0] == '\0')
    return refuse (self, key, "is missing, empty or no text", error);
  if (g_utf8_strlen (text, -1) > most)
    return refuse (self, key, "is too long", error);
  *ret_text = g_steal_pointer (&text);
  return TRUE;
}

/* One of @words; the first when the key is not there. */
static gboolean
read_word (PenExample *self,
           GKeyFile *file,
           const char *key,
           const char *const *words,
           guint *ret_index,
           GError **error)
{
  g_autofree char *text = NULL;

  if (!g_key_file_has_key (file, GROUP, key, NULL))
    {
      *ret_index = 0;
      return TRUE;
    }
  text = g_key_file_get_string (file, GROUP, key, NULL);
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (text, words[i]))
      {
        *ret_index = i;
        return TRUE;
      }
  return refuse (self, key, "has a word that is not known", error);
}

static gboolean
read_list (PenExample *self, GKeyFile *file, const char *key, char ***list, GError **error)
{
  g_auto (GStrv) words = NULL;
  gsize n = 0;

  if (!g_key_file_has_key (file, GROUP, key, NULL))
    return TRUE;
  words = g_key_file_get_string_list (file, GROUP, key, &n, NULL);
  if (words == NULL || n > MAX_LIST)
    return refuse (self, key, "has too many words, or is no list", error);
  g_strfreev (*list);
  *list = g_steal_pointer (&words);
  return TRUE;
}

static gboolean
read_topic (PenExample *self, GKeyFile *file, GError **error)
{
  g_autofree char *word = g_key_file_get_string (file, GROUP, "Topic", NULL);
  g_autofree char *prefix = NULL;

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (word, topics[i].word))
      self->topic = &topics[i];
  if (self->topic == NULL)
    return refuse (self, "Topic", "is missing or not known", error);
  prefix = g_strconcat (word, "-", NULL);
  return g_str_has_prefix (self->id, prefix) ||
         refuse (self, "Topic", "is not what the folder's name begins with", error);
}

static gboolean
read_place (PenExample *self, GKeyFile *file, GError **error)
{
  int order = g_key_file_get_integer (file, GROUP, "Order", NULL);
  guint level = 0;

  if (order < 1 || order > MAX_ORDER)
    return refuse (self, "Order", "is missing, or not from 1 to 99", error);
  self->order = (guint)order;
  if (!g_key_file_has_key (file, GROUP, "Level", NULL))
    return refuse (self, "Level", "is missing", error);
  if (!read_topic (self, file, error) || !read_word (self, file, "Level", levels, &level, error))
    return FALSE;
  self->level = level;
  self->next = g_key_file_get_string (file, GROUP, "Next", NULL);
  return TRUE;
}

static gboolean
read_use (PenExample *self, GKeyFile *file, GError **error)
{
  g_autofree char *input = g_key_file_get_string (file, GROUP, "Stdin", NULL);
  guint ending = 0;
  guint action = 0;

  if (!read_word (self, file, "Action", actions, &action, error) ||
      !read_word (self, file, "Expect", endings, &ending, error) ||
      !read_list (self, file, "Args", &self->args, error))
    return FALSE;
  self->action = action == 0 ? PEN_ACTION_RUN : PEN_ACTION_TEST;
  self->ending = ending;
  self->code = g_key_file_get_string (file, GROUP, "Code", NULL);
  if ((self->code != NULL) != (self->ending == PEN_EXAMPLE_FAILS_TO_COMPILE))
    return refuse (self, "Code", "belongs to compile-error, and to nothing else", error);
  if (input != NULL)
    self->input = g_bytes_new (input, strlen (input));
  return TRUE;
}

static gboolean
read_description (PenExample *self, GBytes *bytes, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) broken = NULL;

  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_KEEP_TRANSLATIONS, &broken))
    return refuse (self, DESCRIPTION, broken->message, error);
  return check_keys (self, file, error) &&
         read_text (self, file, "Title", PEN_EXAMPLE_MAX_TITLE, &self->title, error) &&
         read_text (self, file, "Summary", PEN_EXAMPLE_MAX_SUMMARY, &self->summary, error) &&
         read_place (self, file, error) &&
         read_list (self, file, "Keywords", &self->keywords, error) && read_use (self, file, error);
}

/* --- The folder --- */

static gboolean
check_size (PenExample *self, const PenSources *sources, GError **error)
{
  gsize total = 0;

  for (guint i = 0; i < sources->files->len; i++)
    total += g_bytes_get_size (((PenSource *)sources->files->pdata[i])->bytes);
  if (total <= PEN_EXAMPLE_MAX_BYTES && sources->files->len <= PEN_EXAMPLE_MAX_FILES)
    return TRUE;
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_TOO_BIG,
               "%s: %u files with %" G_GSIZE_FORMAT " bytes are too much for an example",
               self->id,
               sources->files->len,
               total);
  return FALSE;
}

static gboolean
read_files (PenExample *self, const PenSources *sources, GError **error)
{
  GBytes *description = pen_sources_get (sources, DESCRIPTION);

  if (!check_size (self, sources, error))
    return FALSE;
  if (description == NULL)
    return refuse (self, DESCRIPTION, "is missing", error);
  if (pen_sources_get (sources, EXPECTED) == NULL)
    return refuse (self, EXPECTED, "is missing", error);
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      gsize length = 0;
      const char *text = g_bytes_get_data (source->bytes, &length);

      if (!g_utf8_validate_len (text, length, NULL))
        return refuse (self, source->name, "is not UTF-8, or has a zero byte", error);
      if (g_str_equal (source->name, DESCRIPTION) || g_str_equal (source->name, EXPECTED))
        continue;
      if (!pen_sources_add (self->sources, source->name, source->bytes, error))
        return FALSE;
    }
  return read_description (self, description, error);
}

PenExample *
pen_example_new_from_folder (const char *folder, GError **error)
{
  const char *const paths[] = {folder, NULL};
  g_autoptr (PenExample) self = g_object_new (PEN_TYPE_EXAMPLE, NULL);
  g_autoptr (PenProgram) program = pen_program_new ();

  self->id = g_path_get_basename (folder);
  if (!pen_program_add_paths (program, paths, error) || !read_files (self, program->sources, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- What it is --- */

const char *
pen_example_get_id (PenExample *self)
{
  return self->id;
}

const char *
pen_example_get_title (PenExample *self)
{
  return _ (self->title);
}

const char *
pen_example_get_summary (PenExample *self)
{
  return _ (self->summary);
}

const char *
pen_example_get_topic (PenExample *self)
{
  return self->topic->word;
}

const char *
pen_example_get_topic_title (PenExample *self)
{
  return _ (self->topic->title);
}

guint
pen_example_get_topic_place (PenExample *self)
{
  return (guint)(self->topic - topics);
}

PenExampleLevel
pen_example_get_level (PenExample *self)
{
  return self->level;
}

const char *
pen_example_level_get_title (PenExampleLevel level)
{
  switch (level)
    {
    case PEN_EXAMPLE_BEGINNER:
      return _ ("For beginners");
    case PEN_EXAMPLE_INTERMEDIATE:
      return _ ("A step further");
    case PEN_EXAMPLE_ADVANCED:
      return _ ("For the experienced");
    default:
      g_return_val_if_reached ("");
    }
}

guint
pen_example_get_order (PenExample *self)
{
  return self->order;
}

const char *
pen_example_get_next_id (PenExample *self)
{
  return self->next;
}

const char *const *
pen_example_get_keywords (PenExample *self)
{
  return (const char *const *)self->keywords;
}

const PenSources *
pen_example_get_sources (PenExample *self)
{
  return self->sources;
}

PenAction
pen_example_get_action (PenExample *self)
{
  return self->action;
}

GBytes *
pen_example_get_stdin (PenExample *self)
{
  return self->input;
}

PenExampleEnding
pen_example_get_ending (PenExample *self)
{
  return self->ending;
}

const char *
pen_example_get_code (PenExample *self)
{
  return self->code;
}

PenProgram *
pen_example_dup_program (PenExample *self)
{
  PenProgram *program = pen_program_new ();

  pen_sources_free (program->sources);
  program->sources = pen_sources_copy (self->sources);
  program->options->has_stdin = self->input != NULL;
  for (guint i = 0; self->args[i] != NULL; i++)
    pen_options_add_arg (program->options, self->args[i]);
  return program;
}
