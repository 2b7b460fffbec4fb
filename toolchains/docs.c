/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From a word to a page of the installed documentation: by the rules that rustdoc names its files
 * by, a few words of the language that have a chapter, and the places that are marked on a page. */
#include "docs.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docs-index.h"
#include "toolchain-error.h"
#include "word-at.h"

#define MAX_PAGE (4 * 1024 * 1024)

struct _PenDocs
{
  char *folder;
  PenDocsIndex *index;
};

/* --- Where it is --- */

PenDocs *
pen_docs_new_in (const char *folder)
{
  g_autofree char *page = g_build_filename (folder, "std", "index.html", NULL);
  PenDocs *docs;

  if (!g_file_test (page, G_FILE_TEST_EXISTS))
    return NULL;
  docs = g_new0 (PenDocs, 1);
  docs->folder = g_strdup (folder);
  docs->index = pen_docs_index_new (folder);
  return docs;
}

void
pen_docs_free (PenDocs *docs)
{
  pen_docs_index_free (docs->index);
  g_free (docs->folder);
  g_free (docs);
}

const char *
pen_docs_get_folder (const PenDocs *docs)
{
  return docs->folder;
}

static PenDocs *
open_toolchain (PenToolchain *toolchain)
{
  g_autofree char *folder =
      toolchain != NULL ? pen_toolchain_find (toolchain, "share/doc/rust/html") : NULL;

  return folder != NULL ? pen_docs_new_in (folder) : NULL;
}

/* Debian's packages, each in a folder of its name. */
static PenDocs *
open_distribution (void)
{
  static const char *const folders[] = {
      "/usr/share/doc/rust-web-doc/html",
      "/usr/share/doc/rust-doc/html",
      "/usr/share/doc/rust/html",
  };
  PenDocs *docs = NULL;

  for (gsize i = 0; docs == NULL && i < G_N_ELEMENTS (folders); i++)
    docs = pen_docs_new_in (folders[i]);
  return docs;
}

static PenDocs *
open_any (PenToolchainList *list)
{
  guint n = list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
  PenDocs *docs = NULL;

  for (guint i = 0; docs == NULL && i < n; i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (G_LIST_MODEL (list), i);

      docs = open_toolchain (toolchain);
    }
  return docs;
}

static void
set_absent (PenToolchain *toolchain, GError **error)
{
  if (toolchain != NULL && pen_toolchain_get_origin (toolchain) == PEN_TOOLCHAIN_RUSTUP)
    g_set_error (error,
                 PEN_TOOLCHAIN_ERROR,
                 PEN_TOOLCHAIN_ERROR_MISSING,
                 _ ("The Rust documentation is not installed here. With internet, rustup brings "
                    "it: rustup component add rust-docs --toolchain %s"),
                 pen_toolchain_get_name (toolchain));
  else
    g_set_error_literal (error,
                         PEN_TOOLCHAIN_ERROR,
                         PEN_TOOLCHAIN_ERROR_MISSING,
                         _ ("The Rust documentation is not installed here. On Debian: sudo apt "
                            "install rust-web-doc"));
}

PenDocs *
pen_docs_new (PenToolchainList *list, PenToolchain *toolchain, GError **error)
{
  PenDocs *docs = open_toolchain (toolchain);

  if (docs == NULL)
    docs = open_distribution ();
  if (docs == NULL)
    docs = open_any (list);
  if (docs == NULL)
    set_absent (toolchain, error);
  return docs;
}

typedef struct
{
  PenToolchainList *list;  /* nullable */
  PenToolchain *toolchain; /* nullable */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->list);
  g_clear_object (&wish->toolchain);
  g_free (wish);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;
  PenDocs *docs = pen_docs_new (wish->list, wish->toolchain, &error);

  if (docs != NULL)
    g_task_return_pointer (task, docs, (GDestroyNotify)pen_docs_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pen_docs_new_async (PenToolchainList *list,
                    PenToolchain *toolchain,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wish *wish = g_new0 (Wish, 1);

  g_set_object (&wish->list, list);
  g_set_object (&wish->toolchain, toolchain);
  g_task_set_name (task, "pen_docs_new_async");
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, open_in_thread);
}

PenDocs *
pen_docs_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Places on a page --- */

static gboolean
has_place (const char *page, gsize length, const char *place)
{
  g_autofree char *id = g_strdup_printf ("id=\"%s\"", place);

  return memmem (page, length, id, strlen (id)) != NULL;
}

/* "method.push" for `push` on @path, "variant.Some" …; NULL when nothing there is called so. */
static char *
find_place (const PenDocs *docs, const char *path, const char *name, const char *const *places)
{
  g_autofree char *whole = g_build_filename (docs->folder, path, NULL);
  g_autoptr (GMappedFile) page = g_mapped_file_new (whole, /* writable= */ FALSE, NULL);
  gsize length = page != NULL ? MIN (g_mapped_file_get_length (page), MAX_PAGE) : 0;

  for (guint i = 0; length > 0 && places[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s", places[i], name);

      if (has_place (g_mapped_file_get_contents (page), length, place))
        return g_steal_pointer (&place);
    }
  return NULL;
}

static char *
find_member (const PenDocs *docs, const char *path, const char *name)
{
  static const char *const places[] = {
      "method",
      "tymethod",
      "variant",
      "associatedconstant",
      "structfield",
      "associatedtype",
      NULL,
  };

  return find_place (docs, path, name, places);
}

/* --- From a word to a page --- */

/* Takes @path below the folder and an id on that page. */
static char *
make_uri (const PenDocs *docs, const char *path, const char *place)
{
  g_autofree char *whole = g_build_filename (docs->folder, path, NULL);
  g_autofree char *uri = NULL;

  if (!g_file_test (whole, G_FILE_TEST_IS_REGULAR))
    return NULL;
  uri = g_filename_to_uri (whole, NULL, NULL);
  return place != NULL && uri != NULL ? g_strconcat (uri, "#", place, NULL)
                                      : g_steal_pointer (&uri);
}

/* The Book's chapters move from one number to another, so that only the rest of a name counts. */
static char *
find_chapter (const PenDocs *docs, const char *ending)
{
  g_autofree char *book = g_build_filename (docs->folder, "book", NULL);
  g_autoptr (GDir) dir = g_dir_open (book, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, "ch") && g_str_has_suffix (entry, ending))
      {
        g_autofree char *path = g_build_filename ("book", entry, NULL);

        return make_uri (docs, path, NULL);
      }
  return NULL;
}

typedef struct
{
  const char *word;
  const char *page;  /* below the folder; or, if it begins with "-", how a chapter's file ends */
  const char *place; /* (nullable): on that page */
} Topic;

/* What has no page in the standard library, or a better one elsewhere. */
static char *
find_topic (const PenDocs *docs, const char *word)
{
  static const Topic topics[] = {
      {"?", "-recoverable-errors-with-result.html", NULL},
      {"ownership", "-what-is-ownership.html", NULL},
      {"borrowing", "-references-and-borrowing.html", NULL},
      {"borrow", "-references-and-borrowing.html", NULL},
      {"reference", "-references-and-borrowing.html", NULL},
      {"references", "-references-and-borrowing.html", NULL},
      {"lifetime", "-lifetime-syntax.html", NULL},
      {"lifetimes", "-lifetime-syntax.html", NULL},
      {"slices", "-slices.html", NULL},
      {"generics", "-generics.html", NULL},
      {"traits", "-traits.html", NULL},
      {"closure", "-closures.html", NULL},
      {"closures", "-closures.html", NULL},
      {"iterators", "-iterators.html", NULL},
      {"modules", "-defining-modules-to-control-scope-and-privacy.html", NULL},
      {"patterns", "-pattern-syntax.html", NULL},
      {"tests", "-writing-tests.html", NULL},
      {"threads", "-threads.html", NULL},
      {"panic", "-unrecoverable-errors-with-panic.html", NULL},
      {"Some", "std/option/enum.Option.html", "variant.Some"},
      {"None", "std/option/enum.Option.html", "variant.None"},
      {"Ok", "std/result/enum.Result.html", "variant.Ok"},
      {"Err", "std/result/enum.Result.html", "variant.Err"},
      {"Self", "std/keyword.SelfTy.html", NULL},
      {"main", "reference/crates-and-source-files.html", "main-functions"},
      {"#cfg", "reference/conditional-compilation.html", NULL},
      {"#cfg_attr", "reference/conditional-compilation.html", NULL},
      {"#allow", "reference/attributes/diagnostics.html", NULL},
      {"#expect", "reference/attributes/diagnostics.html", NULL},
      {"#warn", "reference/attributes/diagnostics.html", NULL},
      {"#deny", "reference/attributes/diagnostics.html", NULL},
      {"#forbid", "reference/attributes/diagnostics.html", NULL},
      {"#must_use", "reference/attributes/diagnostics.html", NULL},
      {"#deprecated", "reference/attributes/diagnostics.html", NULL},
      {"#inline", "reference/attributes/codegen.html", NULL},
      {"#repr", "reference/type-layout.html", NULL},
      {"#should_panic", "reference/attributes/testing.html", NULL},
      {"#ignore", "reference/attributes/testing.html", NULL},
      {"#non_exhaustive", "reference/attributes/type_system.html", NULL},
      {"#macro_export", "reference/macros-by-example.html", NULL},
      {"#no_std", "reference/names/preludes.html", NULL},
      {"#no_mangle", "reference/abi.html", NULL},
  };

  if (word[0] == '\'')
    return find_chapter (docs, "-lifetime-syntax.html");
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (topics[i].word, word))
      return topics[i].page[0] == '-' ? find_chapter (docs, topics[i].page)
                                      : make_uri (docs, topics[i].page, topics[i].place);
  return NULL;
}

static char *
find_code (const PenDocs *docs, const char *word)
{
  g_autofree char *path = NULL;

  if (word[0] != 'E' || strlen (word) != 5 || strspn (word + 1, "0123456789") != 4)
    return NULL;
  path = g_strdup_printf ("error_codes/%s.html", word);
  return make_uri (docs, path, NULL);
}

/* Without its type: first what traits demand, then what the commonest trait and types have. */
static char *
find_method (const PenDocs *docs, const char *name)
{
  static const char *const demanded[] = {"tymethod", NULL};
  static const char *const given[] = {"method", NULL};
  static const char *const traits[] = {"Clone",
                                       "ToString",
                                       "Into",
                                       "Iterator",
                                       "IntoIterator",
                                       "Ord",
                                       "PartialEq",
                                       "PartialOrd",
                                       "Hash",
                                       "Read",
                                       "Write",
                                       "AsRef",
                                       "Borrow",
                                       "Deref",
                                       "Drop",
                                       NULL};
  static const char *const types[] = {
      "Iterator", "Option",   "Result",     "Vec",      "str",     "String", "slice",   "HashMap",
      "char",     "f64",      "i32",        "Rc",       "RefCell", "Mutex",  "Stdin",   "BufRead",
      "Read",     "Write",    "JoinHandle", "Duration", "Instant", "Path",   "HashSet", "VecDeque",
      "Sender",   "Receiver", "Cell",       "Ord",      NULL};

  for (guint pass = 0; pass < 2; pass++)
    {
      const char *const *owners = pass == 0 ? traits : types;

      for (guint i = 0; owners[i] != NULL; i++)
        {
          const char *path = pen_docs_index_get (docs->index, owners[i]);
          g_autofree char *place =
              path != NULL ? find_place (docs, path, name, pass == 0 ? demanded : given) : NULL;

          if (place != NULL)
            return make_uri (docs, path, place);
        }
    }
  return NULL;
}

/* The folder that the module's page @path is in; NULL when it is no module's. */
static char *
dup_module (const char *path)
{
  return g_str_has_suffix (path, "/index.html") ? g_path_get_dirname (path) : NULL;
}

/* The page of the first part: a crate, else whatever is called so. A primitive type and a module of
 * the same name are told apart by what follows; the type has it, or the module alone. */
static char *
find_first (const PenDocs *docs, const char *name, const char *next)
{
  g_autofree char *crate = g_build_filename (name, "index.html", NULL);
  g_autofree char *whole = g_build_filename (docs->folder, crate, NULL);
  g_autofree char *module = g_build_filename ("std", name, NULL);
  const char *named = pen_docs_index_get (docs->index, name);
  g_autofree char *place = NULL;
  g_autofree char *item = NULL;
  const char *const crates[] = {"std", "core", "alloc", "proc_macro", "test", NULL};

  if (g_strv_contains (crates, name) && g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&crate);
  if (next != NULL && named != NULL && g_str_has_prefix (named, "std/primitive."))
    place = find_member (docs, named, next);
  if (next != NULL && place == NULL)
    item = pen_docs_find_item (docs->folder, module, next);
  return item != NULL ? g_build_filename (module, "index.html", NULL) : g_strdup (named);
}

/* The last part may be a method or the like on the page of the part before it. */
static char *
find_path (const PenDocs *docs, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "::", 16);
  g_autofree char *page = find_first (docs, parts[0], parts[0] != NULL ? parts[1] : NULL);

  for (guint i = 1; page != NULL && parts[i] != NULL; i++)
    {
      g_autofree char *module = dup_module (page);
      g_autofree char *item =
          module != NULL ? pen_docs_find_item (docs->folder, module, parts[i]) : NULL;
      g_autofree char *place = item == NULL ? find_member (docs, page, parts[i]) : NULL;

      if (place != NULL && parts[i + 1] == NULL)
        return make_uri (docs, page, place);
      g_free (page);
      page = g_steal_pointer (&item);
    }
  return page != NULL ? make_uri (docs, page, NULL) : NULL;
}

/* Nothing that could lead out of the folder: letters, digits and what joins them. */
static gboolean
is_word (const char *word)
{
  const char *body = strchr (".#'", word[0]) != NULL ? word + 1 : word;

  if (word[0] == '\0' || strlen (word) > PEN_WORD_MAX)
    return FALSE;
  if (g_str_equal (word, "?"))
    return TRUE;
  for (const char *c = body; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '_' && *c != ':' && (*c != '!' || c[1] != '\0'))
      return FALSE;
  return g_ascii_isalpha (body[0]) || body[0] == '_';
}

static char *
find_page (const PenDocs *docs, const char *word)
{
  const char *path;
  char *uri = find_topic (docs, word);

  if (uri == NULL)
    uri = find_code (docs, word);
  if (uri == NULL && word[0] == '.')
    return find_method (docs, word + 1);
  if (uri == NULL && strstr (word, "::") != NULL)
    return find_path (docs, word);
  path = pen_docs_index_get (docs->index, word);
  if (uri == NULL && path != NULL)
    uri = make_uri (docs, path, NULL);
  return uri != NULL || word[0] == '#' || word[0] == '\'' ? uri : find_path (docs, word);
}

/* As it stood in the source. */
static const char *
get_shown (const char *word)
{
  return word[0] == '.' || word[0] == '#' ? word + 1 : word;
}

char *
pen_docs_find (const PenDocs *docs, const char *word, GError **error)
{
  char *uri = is_word (word) ? find_page (docs, word) : NULL;
  g_autofree char *shown = NULL;

  if (uri != NULL)
    return uri;
  shown = g_utf8_make_valid (get_shown (word), MIN ((gssize)strlen (get_shown (word)), 60));
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MISSING,
               _ ("The Rust documentation that is installed here has no page about “%s”. It "
                  "knows the language and the standard library, not your own names."),
               shown);
  return NULL;
}
