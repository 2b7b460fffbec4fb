/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a window's program is built and run, as somebody chooses it: holds what was typed, says what
 * is wrong with it, and fills a program's options with it. */
#include "run-options.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PenRunOptions
{
  GObject parent_instance;

  PenAction action;
  char *channel; /* nullable */
  guint edition;
  gboolean release;
  gboolean backtrace;
  char *arguments;
  char *environment;
  char *stdin_text; /* nullable */
  guint time_ms;
  guint64 memory;
  gboolean was_default; /* what was notified last */
};

G_DEFINE_FINAL_TYPE (PenRunOptions, pen_run_options, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACTION,
  PROP_CHANNEL,
  PROP_EDITION,
  PROP_RELEASE,
  PROP_BACKTRACE,
  PROP_ARGUMENTS,
  PROP_ENVIRONMENT,
  PROP_STDIN_TEXT,
  PROP_TIME,
  PROP_MEMORY,
  PROP_IS_DEFAULT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_run_options_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenRunOptions *self = PEN_RUN_OPTIONS (object);

  switch (id)
    {
    case PROP_ACTION:
      g_value_set_uint (value, self->action);
      break;
    case PROP_CHANNEL:
      g_value_set_string (value, self->channel);
      break;
    case PROP_EDITION:
      g_value_set_uint (value, self->edition);
      break;
    case PROP_RELEASE:
      g_value_set_boolean (value, self->release);
      break;
    case PROP_BACKTRACE:
      g_value_set_boolean (value, self->backtrace);
      break;
    case PROP_ARGUMENTS:
      g_value_set_string (value, self->arguments);
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, self->environment);
      break;
    case PROP_STDIN_TEXT:
      g_value_set_string (value, self->stdin_text);
      break;
    case PROP_TIME:
      g_value_set_uint (value, self->time_ms);
      break;
    case PROP_MEMORY:
      g_value_set_uint64 (value, self->memory);
      break;
    case PROP_IS_DEFAULT:
      g_value_set_boolean (value, pen_run_options_get_is_default (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_run_options_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PenRunOptions *self = PEN_RUN_OPTIONS (object);

  switch (id)
    {
    case PROP_ACTION:
      pen_run_options_set_action (self, (PenAction)g_value_get_uint (value));
      break;
    case PROP_CHANNEL:
      pen_run_options_set_channel (self, g_value_get_string (value));
      break;
    case PROP_EDITION:
      pen_run_options_set_edition (self, g_value_get_uint (value));
      break;
    case PROP_RELEASE:
      pen_run_options_set_release (self, g_value_get_boolean (value));
      break;
    case PROP_BACKTRACE:
      pen_run_options_set_backtrace (self, g_value_get_boolean (value));
      break;
    case PROP_ARGUMENTS:
      pen_run_options_set_arguments (self, g_value_get_string (value));
      break;
    case PROP_ENVIRONMENT:
      pen_run_options_set_environment (self, g_value_get_string (value));
      break;
    case PROP_STDIN_TEXT:
      pen_run_options_set_stdin_text (self, g_value_get_string (value));
      break;
    case PROP_TIME:
      pen_run_options_set_time (self, g_value_get_uint (value));
      break;
    case PROP_MEMORY:
      pen_run_options_set_memory (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_run_options_finalize (GObject *object)
{
  PenRunOptions *self = PEN_RUN_OPTIONS (object);

  g_free (self->channel);
  g_free (self->arguments);
  g_free (self->environment);
  g_free (self->stdin_text);
  G_OBJECT_CLASS (pen_run_options_parent_class)->finalize (object);
}

static void
pen_run_options_class_init (PenRunOptionsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pen_run_options_finalize;
  object_class->get_property = pen_run_options_get_property;
  object_class->set_property = pen_run_options_set_property;
  properties[PROP_ACTION] =
      g_param_spec_uint ("action", NULL, NULL, 0, PEN_N_ACTIONS - 1, PEN_ACTION_AUTO, flags);
  properties[PROP_CHANNEL] = g_param_spec_string ("channel", NULL, NULL, NULL, flags);
  properties[PROP_EDITION] = g_param_spec_uint ("edition", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RELEASE] = g_param_spec_boolean ("release", NULL, NULL, FALSE, flags);
  properties[PROP_BACKTRACE] = g_param_spec_boolean ("backtrace", NULL, NULL, FALSE, flags);
  properties[PROP_ARGUMENTS] = g_param_spec_string ("arguments", NULL, NULL, "", flags);
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, "", flags);
  properties[PROP_STDIN_TEXT] = g_param_spec_string ("stdin-text", NULL, NULL, NULL, flags);
  properties[PROP_TIME] = g_param_spec_uint ("time", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MEMORY] = g_param_spec_uint64 ("memory", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_IS_DEFAULT] = g_param_spec_boolean ("is-default",
                                                      NULL,
                                                      NULL,
                                                      TRUE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_run_options_init (PenRunOptions *self)
{
  self->arguments = g_strdup ("");
  self->environment = g_strdup ("");
  self->was_default = TRUE;
}

PenRunOptions *
pen_run_options_new (void)
{
  return g_object_new (PEN_TYPE_RUN_OPTIONS, NULL);
}

/* --- What is chosen --- */

gboolean
pen_run_options_get_is_default (PenRunOptions *self)
{
  return self->action == PEN_ACTION_AUTO && self->channel == NULL && self->edition == 0 &&
         !self->release && !self->backtrace && self->arguments[0] == '\0' &&
         self->environment[0] == '\0' && self->stdin_text == NULL && self->time_ms == 0 &&
         self->memory == 0;
}

static void
notify (PenRunOptions *self, guint property)
{
  const gboolean is_default = pen_run_options_get_is_default (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  if (is_default == self->was_default)
    return;
  self->was_default = is_default;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DEFAULT]);
}

static void
set_string (PenRunOptions *self, char **field, const char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  notify (self, property);
}

static void
set_flag (PenRunOptions *self, gboolean *field, gboolean value, guint property)
{
  if (*field == !!value)
    return;
  *field = !!value;
  notify (self, property);
}

static void
set_number (PenRunOptions *self, guint *field, guint value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  notify (self, property);
}

void
pen_run_options_reset (PenRunOptions *self)
{
  pen_run_options_set_from_variant (self, NULL);
}

PenAction
pen_run_options_get_action (PenRunOptions *self)
{
  return self->action;
}

void
pen_run_options_set_action (PenRunOptions *self, PenAction action)
{
  g_return_if_fail (action < PEN_N_ACTIONS);
  if (self->action == action)
    return;
  self->action = action;
  notify (self, PROP_ACTION);
}

const char *
pen_run_options_get_channel (PenRunOptions *self)
{
  return self->channel;
}

void
pen_run_options_set_channel (PenRunOptions *self, const char *channel)
{
  set_string (self, &self->channel, channel, PROP_CHANNEL);
}

guint
pen_run_options_get_edition (PenRunOptions *self)
{
  return self->edition;
}

void
pen_run_options_set_edition (PenRunOptions *self, guint edition)
{
  set_number (self, &self->edition, edition, PROP_EDITION);
}

gboolean
pen_run_options_get_release (PenRunOptions *self)
{
  return self->release;
}

void
pen_run_options_set_release (PenRunOptions *self, gboolean release)
{
  set_flag (self, &self->release, release, PROP_RELEASE);
}

gboolean
pen_run_options_get_backtrace (PenRunOptions *self)
{
  return self->backtrace;
}

void
pen_run_options_set_backtrace (PenRunOptions *self, gboolean backtrace)
{
  set_flag (self, &self->backtrace, backtrace, PROP_BACKTRACE);
}

const char *
pen_run_options_get_arguments (PenRunOptions *self)
{
  return self->arguments;
}

void
pen_run_options_set_arguments (PenRunOptions *self, const char *arguments)
{
  set_string (self, &self->arguments, arguments != NULL ? arguments : "", PROP_ARGUMENTS);
}

const char *
pen_run_options_get_environment (PenRunOptions *self)
{
  return self->environment;
}

void
pen_run_options_set_environment (PenRunOptions *self, const char *environment)
{
  set_string (self, &self->environment, environment != NULL ? environment : "", PROP_ENVIRONMENT);
}

const char *
pen_run_options_get_stdin_text (PenRunOptions *self)
{
  return self->stdin_text;
}

void
pen_run_options_set_stdin_text (PenRunOptions *self, const char *text)
{
  set_string (self, &self->stdin_text, text, PROP_STDIN_TEXT);
}

guint
pen_run_options_get_time (PenRunOptions *self)
{
  return self->time_ms;
}

void
pen_run_options_set_time (PenRunOptions *self, guint time_ms)
{
  set_number (self, &self->time_ms, time_ms, PROP_TIME);
}

guint64
pen_run_options_get_memory (PenRunOptions *self)
{
  return self->memory;
}

void
pen_run_options_set_memory (PenRunOptions *self, guint64 memory)
{
  if (self->memory == memory)
    return;
  self->memory = memory;
  notify (self, PROP_MEMORY);
}

/* --- What becomes of it --- */

static gboolean
set_option_error (GError **error, const char *message)
{
  g_set_error_literal (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION, message);
  return FALSE;
}

/* GLib's words are a shell's: what begins with # would be a comment, and lost without a word. */
static char *
dup_without_comments (const char *text)
{
  GString *result = g_string_new (NULL);
  char quote = '\0';

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\\' && quote != '\'' && c[1] != '\0')
        g_string_append_c (result, *c++);
      else if (quote != '\0')
        quote = *c == quote ? '\0' : quote;
      else if (*c == '"' || *c == '\'')
        quote = *c;
      else if (*c == '#')
        g_string_append_c (result, '\\');
      g_string_append_c (result, *c);
    }
  return g_string_free (result, FALSE);
}

static gboolean
parse_arguments (PenRunOptions *self, char ***ret_words, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) local = NULL;

  if (strlen (self->arguments) > PEN_RUN_OPTIONS_MAX_TEXT)
    return set_option_error (error,
                             _ ("The arguments are longer than 64 KiB. A program can read long "
                                "texts from its standard input."));
  text = dup_without_comments (self->arguments);
  if (!g_shell_parse_argv (text, NULL, &words, &local) &&
      !g_error_matches (local, G_SHELL_ERROR, G_SHELL_ERROR_EMPTY_STRING))
    return set_option_error (error,
                             _ ("The arguments end within quotes or after a single \\. Close the "
                                "quotes, or write \\ before a sign that belongs to an argument."));
  *ret_words = g_steal_pointer (&words);
  return TRUE;
}

gboolean
pen_run_options_check_arguments (PenRunOptions *self, GError **error)
{
  g_auto (GStrv) words = NULL;

  return parse_arguments (self, &words, error);
}

static gboolean
add_environment (PenRunOptions *self, PenOptions *options, GError **error)
{
  g_auto (GStrv) lines = NULL;

  if (strlen (self->environment) > PEN_RUN_OPTIONS_MAX_TEXT)
    return set_option_error (error,
                             _ ("The environment variables are longer than 64 KiB. A program can "
                                "read long texts from its standard input."));
  lines = g_strsplit (self->environment, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = strlen (lines[i]);

      if (length > 0 && lines[i][length - 1] == '\r')
        lines[i][length - 1] = '\0';
      g_strchug (lines[i]);
      if (lines[i][0] != '\0' && !pen_options_add_env (options, lines[i], error))
        return FALSE;
    }
  return TRUE;
}

gboolean
pen_run_options_check_environment (PenRunOptions *self, GError **error)
{
  g_autoptr (PenOptions) options = pen_options_new ();

  return add_environment (self, options, error);
}

gboolean
pen_run_options_apply (PenRunOptions *self, PenProgram *program, GError **error)
{
  g_autoptr (PenOptions) options = pen_options_copy (program->options);
  g_auto (GStrv) words = NULL;

  g_clear_pointer (&options->args, g_ptr_array_unref);
  g_clear_pointer (&options->env, g_ptr_array_unref);
  if (!parse_arguments (self, &words, error) || !add_environment (self, options, error))
    return FALSE;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    pen_options_add_arg (options, words[i]);
  options->edition = self->edition;
  options->release = self->release;
  options->backtrace = self->backtrace;
  options->has_stdin = TRUE;
  options->interactive = self->stdin_text == NULL;
  options->time_ms = self->time_ms;
  options->memory = self->memory;
  pen_options_free (program->options);
  program->options = g_steal_pointer (&options);
  g_free (program->channel);
  program->channel = g_strdup (self->channel);
  return TRUE;
}

/* --- What is kept of it --- */

static void
add_string (GVariantDict *dict, const char *key, const char *value)
{
  if (value != NULL)
    g_variant_dict_insert (dict, key, "s", value);
}

static void
add_number (GVariantDict *dict, const char *key, guint64 value)
{
  if (value != 0)
    g_variant_dict_insert (dict, key, "t", value);
}

static void
add_flag (GVariantDict *dict, const char *key, gboolean value)
{
  if (value)
    g_variant_dict_insert (dict, key, "b", value);
}

GVariant *
pen_run_options_to_variant (PenRunOptions *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (self->action != PEN_ACTION_AUTO)
    add_string (&dict, "action", pen_action_to_string (self->action));
  add_string (&dict, "channel", self->channel);
  add_number (&dict, "edition", self->edition);
  add_flag (&dict, "release", self->release);
  add_flag (&dict, "backtrace", self->backtrace);
  add_string (&dict, "arguments", self->arguments[0] != '\0' ? self->arguments : NULL);
  add_string (&dict, "environment", self->environment[0] != '\0' ? self->environment : NULL);
  add_string (&dict, "stdin", self->stdin_text);
  add_number (&dict, "time", self->time_ms);
  add_number (&dict, "memory", self->memory);
  return g_variant_dict_end (&dict);
}

/* Only what somebody can choose for Run: what came from elsewhere says nothing else. */
static PenAction
read_action (GVariantDict *dict)
{
  const char *word = NULL;
  PenAction action = PEN_ACTION_AUTO;

  g_variant_dict_lookup (dict, "action", "&s", &word);
  if (pen_action_from_string (word, &action) &&
      (action == PEN_ACTION_RUN || action == PEN_ACTION_BUILD || action == PEN_ACTION_TEST))
    return action;
  return PEN_ACTION_AUTO;
}

static guint64
read_number (GVariantDict *dict, const char *key, guint64 max)
{
  guint64 value = 0;

  g_variant_dict_lookup (dict, key, "t", &value);
  return value <= max ? value : 0;
}

static gboolean
read_flag (GVariantDict *dict, const char *key)
{
  gboolean value = FALSE;

  g_variant_dict_lookup (dict, key, "b", &value);
  return value;
}

static const char *
read_string (GVariantDict *dict, const char *key)
{
  const char *value = NULL;

  g_variant_dict_lookup (dict, key, "&s", &value);
  return value;
}

void
pen_run_options_set_from_variant (PenRunOptions *self, GVariant *variant)
{
  const gboolean is_dict =
      variant != NULL && g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) held = variant != NULL ? g_variant_ref_sink (variant) : NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (is_dict ? held : NULL);

  g_object_freeze_notify (G_OBJECT (self));
  pen_run_options_set_action (self, read_action (&dict));
  pen_run_options_set_channel (self, read_string (&dict, "channel"));
  pen_run_options_set_edition (self, (guint)read_number (&dict, "edition", G_MAXUINT));
  pen_run_options_set_release (self, read_flag (&dict, "release"));
  pen_run_options_set_backtrace (self, read_flag (&dict, "backtrace"));
  pen_run_options_set_arguments (self, read_string (&dict, "arguments"));
  pen_run_options_set_environment (self, read_string (&dict, "environment"));
  pen_run_options_set_stdin_text (self, read_string (&dict, "stdin"));
  pen_run_options_set_time (self, (guint)read_number (&dict, "time", G_MAXUINT));
  pen_run_options_set_memory (self, read_number (&dict, "memory", G_MAXUINT64));
  g_object_thaw_notify (G_OBJECT (self));
}
