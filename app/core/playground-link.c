/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Links in the form of play.rust-lang.org: what chats and documentation hold instead of files. All
 * of the program is in the link, so none of it needs the internet; its words are those that the
 * playground's own page reads (code, gist, edition, version, mode). */
#include "playground-link.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core-error.h"
#include "decoder.h"

#define HOME "https://play.rust-lang.org/"
#define EDITION_UNSAID 2015 /* links are older than editions */
#define EDITION_NEWEST 2024

/* --- Reading --- */

static char *
dup_trimmed (const char *text)
{
  return g_strstrip (g_strdup (text));
}

/* Behind the question mark, up to a `#`. */
static char *
dup_query (const char *link)
{
  const char *question = strchr (link, '?');
  const char *hash = strchr (link, '#');

  if (question == NULL || (hash != NULL && hash < question))
    return NULL;
  return g_strndup (question + 1,
                    hash != NULL ? (gsize)(hash - question - 1) : strlen (question + 1));
}

static gboolean
has_scheme (const char *link)
{
  return g_ascii_strncasecmp (link, "https://", 8) == 0 ||
         g_ascii_strncasecmp (link, "http://", 7) == 0;
}

/* Whether a query asks for @key, whatever for. */
static gboolean
asks_for (const char *query, const char *key)
{
  gsize length = strlen (key);

  for (const char *at = query; at != NULL; at = strchr (at, '&'))
    {
      if (*at == '&')
        at++;
      if (strncmp (at, key, length) == 0 &&
          (at[length] == '=' || at[length] == '&' || at[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

gboolean
pen_playground_link_check (const char *text)
{
  g_autofree char *link = NULL;
  g_autofree char *query = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  if (strlen (text) > 2 * PEN_PLAYGROUND_LINK_MAX)
    return FALSE;
  link = dup_trimmed (text);
  /* One word, that is an address or begins with its query. */
  if (strpbrk (link, "\r\n") != NULL ||
      !(has_scheme (link) || g_str_has_prefix (link, "/?") || link[0] == '?' ||
        g_ascii_strncasecmp (link, "play.rust-lang.org/?", 20) == 0))
    return FALSE;
  query = dup_query (link);
  return query != NULL && (asks_for (query, "code") || asks_for (query, "gist"));
}

static gboolean
fail (GError **error, int code, const char *sentence)
{
  g_set_error_literal (error, PEN_CORE_ERROR, code, sentence);
  return FALSE;
}

typedef struct
{
  char *code;
  char *gist;
  char *edition;
  char *version;
  char *mode;
} Values;

static void
values_clear (Values *values)
{
  g_free (values->code);
  g_free (values->gist);
  g_free (values->edition);
  g_free (values->version);
  g_free (values->mode);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

/* The first of each name counts, as in a browser. */
static void
take_value (Values *values, const char *name, char *value)
{
  struct
  {
    const char *name;
    char **place;
  } places[] = {
      {"code", &values->code},
      {"gist", &values->gist},
      {"edition", &values->edition},
      {"version", &values->version},
      {"mode", &values->mode},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (name, places[i].name) && *places[i].place == NULL)
      {
        *places[i].place = value;
        return;
      }
  g_free (value);
}

static gboolean
read_values (const char *query, Values *values, GError **error)
{
  GUriParamsIter iter;
  g_autoptr (GError) local = NULL;
  char *name, *value;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &local))
    {
      take_value (values, name, value);
      g_free (name);
    }
  if (local != NULL)
    return fail (error,
                 PEN_CORE_ERROR_FORMAT,
                 _ ("This link is broken: a percent sign in it is followed by what is no "
                    "character. Copy the whole link again."));
  return TRUE;
}

static gboolean
check_code (const Values *values, GError **error)
{
  if (values->code == NULL && values->gist != NULL)
    return fail (error,
                 PEN_CORE_ERROR_FORMAT,
                 _ ("This link holds no code, only the number of a gist, and Playpen fetches "
                    "nothing from the internet. Open it in a browser, and copy the code from "
                    "there."));
  if (values->code == NULL || values->code[0] == '\0')
    return fail (error,
                 PEN_CORE_ERROR_FORMAT,
                 _ ("This link holds no code. A link to a program has “?code=” in it."));
  if (strlen (values->code) > PEN_PLAYGROUND_LINK_MAX_CODE)
    return fail (error,
                 PEN_CORE_ERROR_TOO_BIG,
                 _ ("The code in this link is larger than 256 KiB. Ask for it as a file."));
  return TRUE;
}

static void
add_note (PenProgram *program, const char *name, const char *value)
{
  g_autofree char *shown =
      pen_decoder_decode_all (value, MIN (strlen (value), 40), PEN_DECODER_ONE_LINE);

  /* Translators: such as “edition=2099”. */
  g_ptr_array_add (program->notes,
                   g_strdup_printf (_ ("The link asks for “%s=%s”, which Playpen does not know. It "
                                       "is passed over."),
                                    name,
                                    shown));
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

static void
set_options (PenProgram *program, const Values *values)
{
  static const char *const editions[] = {"2015", "2018", "2021", "2024", NULL};
  static const char *const versions[] = {"stable", "beta", "nightly", NULL};
  static const char *const modes[] = {"debug", "release", NULL};

  if (is_one_of (values->edition, editions))
    program->options->edition = (guint)g_ascii_strtoull (values->edition, NULL, 10);
  else if (values->edition != NULL)
    add_note (program, "edition", values->edition);
  else
    program->options->edition = EDITION_UNSAID;
  if (is_one_of (values->version, versions))
    program->channel = g_strdup (values->version);
  else if (values->version != NULL)
    add_note (program, "version", values->version);
  program->options->release = g_strcmp0 (values->mode, "release") == 0;
  if (values->mode != NULL && !is_one_of (values->mode, modes))
    add_note (program, "mode", values->mode);
}

static gboolean
set_code (PenProgram *program, const char *code, GError **error)
{
  g_autoptr (PenScan) scan = pen_scan_source (code, strlen (code));
  g_autoptr (GBytes) bytes = g_bytes_new (code, strlen (code));
  gboolean is_bin = g_str_equal (pen_scan_get_crate_type (scan, PEN_ACTION_AUTO), "bin");

  return pen_sources_add (program->sources, is_bin ? "src/main.rs" : "src/lib.rs", bytes, error);
}

PenProgram *
pen_playground_link_parse (const char *link, GError **error)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autofree char *trimmed = NULL;
  g_autofree char *query = NULL;
  g_auto (Values) values = {.code = NULL};

  g_return_val_if_fail (link != NULL, NULL);
  if (strlen (link) > PEN_PLAYGROUND_LINK_MAX)
    {
      fail (error,
            PEN_CORE_ERROR_TOO_BIG,
            _ ("This link is longer than 1 MiB. Ask for the program as a file."));
      return NULL;
    }
  trimmed = dup_trimmed (link);
  query = pen_playground_link_check (trimmed) ? dup_query (trimmed) : NULL;
  if (query == NULL)
    {
      fail (error,
            PEN_CORE_ERROR_FORMAT,
            _ ("This is no link to a program. Such a link begins with https:// and has “?code=” in "
               "it."));
      return NULL;
    }
  if (!read_values (query, &values, error) || !check_code (&values, error) ||
      !set_code (program, values.code, error))
    return NULL;
  set_options (program, &values);
  return g_steal_pointer (&program);
}

/* --- Writing --- */

/* What the online playground has of it. */
static const char *
get_version (const PenProgram *program)
{
  if (program->channel != NULL && g_str_has_prefix (program->channel, "nightly"))
    return "nightly";
  if (program->channel != NULL && g_str_has_prefix (program->channel, "beta"))
    return "beta";
  return "stable";
}

static GBytes *
get_code (const PenProgram *program, GError **error)
{
  const GPtrArray *files = program->sources->files;
  const PenSource *file = files->len > 0 ? files->pdata[0] : NULL;
  gsize size;
  const char *data;

  if (files->len != 1 || !pen_sources_is_rust (file->name))
    {
      fail (error,
            PEN_CORE_ERROR_INPUT,
            _ ("A link holds one Rust file, and this program has other files. Save it as a file, "
               "and pass that on."));
      return NULL;
    }
  data = g_bytes_get_data (file->bytes, &size);
  if (size > PEN_PLAYGROUND_LINK_MAX_CODE)
    {
      fail (error,
            PEN_CORE_ERROR_TOO_BIG,
            _ ("A link holds up to 256 KiB of code, and this is more. Save it as a file, and pass "
               "that on."));
      return NULL;
    }
  if (!g_utf8_validate (data, (gssize)size, NULL))
    {
      fail (error,
            PEN_CORE_ERROR_INPUT,
            _ ("The program is no UTF-8 text, so that no link can hold it. Save it as a file, and "
               "pass that on."));
      return NULL;
    }
  return file->bytes;
}

char *
pen_playground_link_new (const PenProgram *program, GError **error)
{
  GBytes *code = get_code (program, error);
  guint edition = program->options->edition;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (code == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (code, NULL), g_bytes_get_size (code));
  escaped = g_uri_escape_string (text, NULL, FALSE);
  return g_strdup_printf (HOME "?version=%s&mode=%s&edition=%u&code=%s",
                          get_version (program),
                          program->options->release ? "release" : "debug",
                          edition != 0 ? edition : EDITION_NEWEST,
                          escaped);
}
