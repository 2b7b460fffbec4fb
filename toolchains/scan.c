/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Decides which action a program wants, from its tokens alone: no toolchain is asked, so that the
 * button can say Run or Test while somebody types. By hand, for want of a Rust parser in C; it
 * knows only how items nest and what attributes stand before them. */
#include "scan.h"

#include "rust-lexer.h"

#include <string.h>

/* What the brackets around the current place are; one byte each on PenScanner.levels. */
typedef enum
{
  LEVEL_MODULE = 'm',      /* mod name { … } */
  LEVEL_MACRO_BRACE = '{', /* name! { … } at item level, and plain braces inside of one */
  LEVEL_MACRO_PAREN = '(',
  LEVEL_MACRO_BRACKET = '[',
} PenLevel;

/* What has been seen of the current item. */
typedef struct
{
  gboolean path_only;   /* nothing but a path so far: a macro call may follow */
  gboolean want_name;   /* within that path: a name is next, not :: */
  gboolean is_macro;    /* a path and an exclamation mark: brackets are its body */
  gboolean is_rules;    /* … of macro_rules! */
  gboolean is_item;     /* begins with a keyword, so that braces are its body */
  gboolean after_fn;    /* the function's name is next */
  gboolean after_mod;   /* the module's name is next */
  gboolean names_mod;   /* mod name: the brace is next */
  gboolean marked_test; /* a test attribute stands before it */
  gboolean marked_main; /* exported under the name main */
} PenItem;

typedef struct
{
  PenScan *scan;
  gboolean is_root;
  PenRustLexer lexer;
  PenItem item;
  GByteArray *levels;
  gsize n_modules; /* of levels, those that are LEVEL_MODULE */
  gsize opaque;    /* open braces of a body that is not looked into */
  gsize group;     /* open parentheses and brackets that are not looked into */
} PenScanner;

static void
begin_item (PenScanner *scanner)
{
  scanner->item = (PenItem){.path_only = TRUE, .want_name = TRUE};
}

static void
push_level (PenScanner *scanner, PenLevel level)
{
  guint8 byte = level;

  g_byte_array_append (scanner->levels, &byte, 1);
  if (level == LEVEL_MODULE)
    scanner->n_modules++;
  begin_item (scanner);
}

static int
top_level (const PenScanner *scanner)
{
  return scanner->levels->len > 0 ? scanner->levels->data[scanner->levels->len - 1] : 0;
}

static void
pop_level (PenScanner *scanner)
{
  if (top_level (scanner) == LEVEL_MODULE)
    scanner->n_modules--;
  if (scanner->levels->len > 0)
    g_byte_array_set_size (scanner->levels, scanner->levels->len - 1);
  scanner->group = 0;
  begin_item (scanner);
}

static gboolean
is_item_keyword (const PenToken *token)
{
  static const char *const words[] = {"fn",
                                      "struct",
                                      "enum",
                                      "union",
                                      "trait",
                                      "impl",
                                      "type",
                                      "const",
                                      "static",
                                      "use",
                                      "extern"};

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (pen_token_is (token, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_test_attribute (const PenToken *name)
{
  static const char *const words[] =
      {"test", "test_case", "rstest", "quickcheck", "wasm_bindgen_test", "bench"};

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (pen_token_is (name, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_open (char punct)
{
  return punct == '(' || punct == '[' || punct == '{';
}

static gboolean
is_close (char punct)
{
  return punct == ')' || punct == ']' || punct == '}';
}

static gboolean
string_is (const PenToken *token, const char *text)
{
  return token->kind == PEN_TOKEN_STRING && token->len == strlen (text) &&
         memcmp (token->start, text, token->len) == 0;
}

static void
see_inner_attribute (PenScanner *scanner, const PenToken *name, const PenToken *value)
{
  PenScan *scan = scanner->scan;

  if (!scanner->is_root || scanner->levels->len > 0)
    return;
  if (pen_token_is (name, "no_main"))
    scan->has_no_main = TRUE;
  else if (pen_token_is (name, "crate_type") && value != NULL && scan->crate_type == NULL)
    {
      g_autofree char *raw = g_strndup (value->start, value->len);

      scan->crate_type = g_utf8_make_valid (raw, -1);
    }
}

/* Behind the # of an attribute: takes it whole, up to its closing bracket. */
static void
take_attribute (PenScanner *scanner)
{
  PenRustLexer before = scanner->lexer;
  PenToken token;
  PenToken name = {.kind = PEN_TOKEN_END};
  gboolean is_inner = FALSE, in_path = TRUE, after_equals = FALSE, after_export = FALSE;
  gsize depth = 0;

  if (!pen_rust_lexer_next (&scanner->lexer, &token))
    return;
  if (token.punct == '!')
    {
      is_inner = TRUE;
      if (!pen_rust_lexer_next (&scanner->lexer, &token))
        return;
    }
  if (token.punct != '[')
    {
      scanner->lexer = before;
      return;
    }
  depth = 1;
  while (depth > 0 && pen_rust_lexer_next (&scanner->lexer, &token))
    {
      if (in_path && token.kind == PEN_TOKEN_IDENT)
        name = token;
      else if (in_path && token.kind != PEN_TOKEN_PATH_SEP)
        {
          /* The path ends here, at the bracket, the arguments or the equals sign. */
          in_path = FALSE;
          if (is_inner && token.punct == ']')
            see_inner_attribute (scanner, &name, NULL);
          if (!is_inner && is_test_attribute (&name))
            scanner->item.marked_test = TRUE;
        }
      if (is_inner && depth == 1 && after_equals && token.kind == PEN_TOKEN_STRING)
        see_inner_attribute (scanner, &name, &token);
      if (!is_inner && after_export && after_equals && string_is (&token, "main"))
        scanner->item.marked_main = TRUE;

      after_export = pen_token_is (&token, "export_name") || (after_export && token.punct == '=');
      after_equals = token.punct == '=';
      if (is_open (token.punct))
        depth++;
      else if (is_close (token.punct))
        depth--;
    }
}

static void
see_function (PenScanner *scanner, const PenToken *name)
{
  PenItem *item = &scanner->item;

  if (item->marked_test)
    scanner->scan->has_test = TRUE;
  if (scanner->is_root && scanner->n_modules == 0 &&
      (item->marked_main || pen_token_is (name, "main")))
    scanner->scan->has_main = TRUE;
}

static void
see_ident (PenScanner *scanner, const PenToken *token)
{
  PenItem *item = &scanner->item;
  gboolean keyword = !token->is_raw;

  if (item->after_fn)
    see_function (scanner, token);
  item->names_mod = item->after_mod;
  item->after_fn = keyword && pen_token_is (token, "fn");
  item->after_mod = keyword && pen_token_is (token, "mod");
  if (item->is_macro)
    return; /* the name in macro_rules! name */

  if (keyword && is_item_keyword (token))
    item->is_item = TRUE;
  item->path_only = item->path_only && item->want_name && !item->is_item;
  item->want_name = FALSE;
  item->is_rules = keyword && pen_token_is (token, "macro_rules");
}

/* An opening bracket outside of every body. */
static void
see_open (PenScanner *scanner, char bracket)
{
  PenItem *item = &scanner->item;

  if (item->is_macro && !item->is_rules)
    push_level (scanner, (PenLevel)bracket);
  else if (bracket != '{')
    scanner->group++;
  else if (item->names_mod)
    push_level (scanner, LEVEL_MODULE);
  else if (!item->is_item && !item->is_rules && top_level (scanner) == LEVEL_MACRO_BRACE)
    push_level (scanner, LEVEL_MACRO_BRACE);
  else
    scanner->opaque = 1;
}

static void
see_close (PenScanner *scanner, char bracket)
{
  int level = top_level (scanner);

  if (bracket == '}')
    {
      if (level == LEVEL_MODULE || level == LEVEL_MACRO_BRACE)
        pop_level (scanner);
    }
  else if ((bracket == ')' && level == LEVEL_MACRO_PAREN) ||
           (bracket == ']' && level == LEVEL_MACRO_BRACKET))
    pop_level (scanner);
}

static void
see_punct (PenScanner *scanner, char punct)
{
  PenItem *item = &scanner->item;
  PenItem before = *item;

  item->after_fn = item->after_mod = FALSE;
  switch (punct)
    {
    case '#':
      take_attribute (scanner);
      break;
    case ';':
      begin_item (scanner);
      break;
    case '(':
    case '[':
    case '{':
      see_open (scanner, punct);
      break;
    case ')':
    case ']':
    case '}':
      see_close (scanner, punct);
      break;
    case '!':
      item->is_macro = before.path_only && !before.want_name;
      item->path_only = FALSE;
      break;
    default:
      item->path_only = item->is_macro = item->names_mod = FALSE;
      break;
    }
}

/* Inside a body only braces count; inside a group all brackets do. A stray closing brace ends the
 * group, so that one that is being typed does not hide the rest of the file. */
static void
see_hidden (PenScanner *scanner, char punct)
{
  if (scanner->opaque > 0)
    {
      if (punct == '{')
        scanner->opaque++;
      else if (punct == '}' && --scanner->opaque == 0 && scanner->group == 0)
        begin_item (scanner);
    }
  else if (punct == '(' || punct == '[')
    scanner->group++;
  else if (punct == ')' || punct == ']')
    scanner->group--;
  else if (punct == '{')
    scanner->opaque = 1;
  else if (punct == '}')
    {
      scanner->group = 0;
      see_close (scanner, punct);
    }
}

void
pen_scan_add_source (PenScan *scan, const char *text, gsize len, gboolean is_root)
{
  g_autoptr (GByteArray) levels = g_byte_array_new ();
  PenScanner scanner = {.scan = scan, .is_root = is_root, .levels = levels};
  PenToken token;

  g_return_if_fail (scan != NULL);
  g_return_if_fail (text != NULL || len == 0);

  pen_rust_lexer_init (&scanner.lexer, text, len);
  begin_item (&scanner);
  while (pen_rust_lexer_next (&scanner.lexer, &token))
    {
      if (scanner.opaque > 0 || scanner.group > 0)
        see_hidden (&scanner, token.punct);
      else if (token.kind == PEN_TOKEN_IDENT)
        see_ident (&scanner, &token);
      else if (token.kind == PEN_TOKEN_PATH_SEP)
        {
          scanner.item.after_fn = scanner.item.after_mod = FALSE;
          scanner.item.want_name = TRUE;
        }
      else if (token.kind == PEN_TOKEN_PUNCT)
        see_punct (&scanner, token.punct);
      else
        scanner.item.path_only = FALSE;
    }
}

PenScan *
pen_scan_new (void)
{
  return g_new0 (PenScan, 1);
}

PenScan *
pen_scan_source (const char *text, gsize len)
{
  PenScan *scan = pen_scan_new ();

  pen_scan_add_source (scan, text, len, /* is_root= */ TRUE);
  return scan;
}

void
pen_scan_free (PenScan *scan)
{
  if (scan == NULL)
    return;
  g_free (scan->crate_type);
  g_free (scan);
}

PenAction
pen_scan_resolve (const PenScan *scan)
{
  g_return_val_if_fail (scan != NULL, PEN_ACTION_BUILD);

  if (g_strcmp0 (scan->crate_type, "bin") == 0)
    return PEN_ACTION_RUN;
  if (scan->crate_type != NULL && strcmp (scan->crate_type, "proc-macro") != 0)
    return PEN_ACTION_BUILD;
  if (scan->has_test)
    return PEN_ACTION_TEST;
  return scan->has_main && scan->crate_type == NULL ? PEN_ACTION_RUN : PEN_ACTION_BUILD;
}

const char *
pen_scan_get_crate_type (const PenScan *scan, PenAction action)
{
  g_return_val_if_fail (scan != NULL, "lib");

  if (scan->crate_type != NULL)
    return scan->crate_type;
  return action == PEN_ACTION_RUN || scan->has_main ? "bin" : "lib";
}
