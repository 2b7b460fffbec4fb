/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Leaves out of a compiler's assembly what only the assembler needs, as Compiler Explorer does. By
 * hand: no library does it. Three walks over the lines: sort them, follow what instructions need,
 * write what is left. */
#include "assembly.h"

#include <string.h>

typedef enum
{
  LINE_BLANK,
  LINE_COMMENT,
  LINE_LABEL,
  LINE_ALIAS, /* .set name, value */
  LINE_DATA,
  LINE_DIRECTIVE,
  LINE_CODE, /* an instruction, or data among them */
} LineKind;

typedef struct
{
  const char *start;
  gsize len;      /* without the line ending */
  gsize code_len; /* … and without a trailing comment and white space before it */
  LineKind kind;
  guint label;       /* of LABEL and ALIAS: which; of DATA: whose; 1-based, 0: nobody's */
  gboolean in_debug; /* in a section that a program does not load or that no reader wants */
} Line;

typedef struct
{
  guint line;  /* index */
  guint joins; /* the label that stands at the same place, below; 0: none */
  gboolean is_used;
  gboolean is_root;  /* a function, exported data, or a number that inline assembly jumps to */
  gboolean has_data; /* of its own or of one that it joins */
} Label;

typedef struct
{
  GArray *lines;       /* Line */
  GArray *labels;      /* Label, [0] stands for nobody */
  GHashTable *by_name; /* label -> index */
  GHashTable *roots;   /* names, used as a set */
  GArray *todo;        /* guint, labels to be followed */
  GString *scratch;    /* a name, for look-ups */
  guint current;       /* the label that data belongs to */
  gboolean code_section;
  gboolean debug_section;
} Filter;

static gboolean
is_symbol_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '$' || (guchar)c >= 0x80;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* A symbol at @at, perhaps in quotes; returns the bytes it takes, 0 for none. */
static gsize
take_symbol (const char *at, const char *end, const char **ret_name, gsize *ret_len)
{
  const char *stop = at;

  *ret_name = at;
  *ret_len = 0;
  if (at < end && *at == '"')
    {
      stop = memchr (at + 1, '"', end - at - 1);
      if (stop == NULL)
        return 0;
      *ret_name = at + 1;
      *ret_len = stop - at - 1;
      return stop + 1 - at;
    }
  while (stop < end && is_symbol_char (*stop))
    stop++;
  *ret_len = stop - at;
  return stop - at;
}

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && is_space (*at))
    at++;
  return at;
}

/* Where the trailing comment begins, else the end. A number sign is one only before white space,
 * for ARM writes its constants with it. */
static const char *
find_comment (const char *at, const char *end)
{
  gboolean quoted = FALSE;

  for (const char *c = at; c < end; c++)
    {
      gboolean alone = c == at || is_space (c[-1]);

      if (quoted && *c == '\\' && c + 1 < end)
        c++;
      else if (*c == '"')
        quoted = !quoted;
      else if (!quoted && alone && *c == '#' && (c + 1 == end || is_space (c[1]) || c[1] == '#'))
        return c;
      else if (!quoted && alone && *c == '/' && c + 1 < end && c[1] == '/')
        return c;
    }
  return end;
}

static gboolean
word_is_one_of (const char *word, gsize len, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == len && memcmp (words[i], word, len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_one_of (const char *word, gsize len, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) <= len && memcmp (words[i], word, strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

static const char *
name_of (Filter *filter, const char *name, gsize len)
{
  g_string_truncate (filter->scratch, 0);
  g_string_append_len (filter->scratch, name, (gssize)len);
  return filter->scratch->str;
}

static Label *
get_label (Filter *filter, guint index)
{
  return &g_array_index (filter->labels, Label, index);
}

static guint
add_label (Filter *filter, const char *name, gsize len, guint line)
{
  Label label = {.line = line};
  const char *key = name_of (filter, name, len);
  guint index = filter->labels->len;

  /* 1: and 2f belong together by place, not by name. */
  label.is_root = len > 0 && strspn (key, "0123456789") == len;
  g_array_append_val (filter->labels, label);
  g_hash_table_insert (filter->by_name, g_strdup (key), GUINT_TO_POINTER (index));
  return index;
}

static void
see_section (Filter *filter, const char *at, const char *end)
{
  static const char *const code[] = {".text", NULL};
  static const char *const debug[] = {".debug",
                                      ".note",
                                      ".comment",
                                      ".eh_frame",
                                      ".gcc_except_table",
                                      ".llvm",
                                      ".stack_sizes",
                                      NULL};
  const char *name = NULL, *flags = NULL;
  gsize name_len = 0, flags_len = 0;

  at += take_symbol (at, end, &name, &name_len);
  at = skip_space (at, end);
  if (at < end && *at == ',')
    take_symbol (skip_space (at + 1, end), end, &flags, &flags_len);
  filter->code_section = begins_with_one_of (name, name_len, code) ||
                         (flags_len > 0 && memchr (flags, 'x', flags_len) != NULL);
  filter->debug_section = begins_with_one_of (name, name_len, debug);
  filter->current = 0;
}

/* The name that .type, .globl or .set begins with, and what follows it. */
static const char *
take_operand (const char *at, const char *end, const char **ret_name, gsize *ret_len)
{
  at += take_symbol (at, end, ret_name, ret_len);
  at = skip_space (at, end);
  return at < end && *at == ',' ? skip_space (at + 1, end) : end;
}

static LineKind
see_directive (Filter *filter, const char *word, gsize len, const char *end)
{
  static const char *const data[] = {
      ".ascii", ".asciz",  ".string", ".byte", ".2byte",   ".4byte",   ".8byte",
      ".short", ".hword",  ".word",   ".long", ".int",     ".quad",    ".octa",
      ".xword", ".dword",  ".value",  ".zero", ".space",   ".skip",    ".fill",
      ".float", ".double", ".single", ".inst", ".uleb128", ".sleb128", NULL,
  };
  static const char *const sections[] = {".section", ".pushsection", NULL};
  static const char *const plain[] = {".text", ".data", ".bss", NULL};
  static const char *const exports[] = {".globl", ".global", NULL};
  static const char *const function[] = {"@function", "%function", NULL};
  static const char *const aliases[] = {".set", ".equ", NULL};
  static const char *const types[] = {".type", NULL};
  const char *operands = skip_space (word + len, end), *name = NULL, *rest;
  gsize name_len = 0;

  if (word_is_one_of (word, len, data))
    return filter->code_section ? LINE_CODE : LINE_DATA;
  if (word_is_one_of (word, len, sections))
    see_section (filter, operands, end);
  else if (word_is_one_of (word, len, plain))
    see_section (filter, word, word + len);
  else if (word_is_one_of (word, len, exports))
    {
      take_operand (operands, end, &name, &name_len);
      if (name_len > 0)
        g_hash_table_add (filter->roots, g_strndup (name, name_len));
    }
  else if (word_is_one_of (word, len, types))
    {
      rest = take_operand (operands, end, &name, &name_len);
      if (name_len > 0 && begins_with_one_of (rest, end - rest, function))
        g_hash_table_add (filter->roots, g_strndup (name, name_len));
    }
  else if (word_is_one_of (word, len, aliases))
    return LINE_ALIAS;
  return LINE_DIRECTIVE;
}

/* Fills in what is special about a label, an assignment or a directive; FALSE for an instruction.
 */
static gboolean
see_special (Filter *filter, Line *line, const char *at, const char *end)
{
  const char *name = NULL, *behind;
  gsize len = 0, taken = take_symbol (at, end, &name, &len);

  behind = skip_space (at + taken, end);
  if (taken > 0 && behind < end && *behind == ':')
    {
      guint label = add_label (filter, name, len, filter->lines->len);

      /* With something behind it, it is a line of inline assembly. */
      if (behind + 1 < end)
        return FALSE;
      if (filter->current != 0 && !get_label (filter, filter->current)->has_data)
        get_label (filter, filter->current)->joins = label;
      line->kind = LINE_LABEL;
      line->label = filter->current = label;
      return TRUE;
    }
  if (taken > 0 && behind < end && *behind == '=')
    line->kind = LINE_ALIAS;
  else if (*at == '.')
    line->kind = see_directive (filter, at, taken, end);
  if (line->kind == LINE_ALIAS)
    {
      if (*behind != '=')
        take_operand (behind, end, &name, &len);
      line->label = add_label (filter, name, len, filter->lines->len);
    }
  return line->kind != LINE_CODE;
}

static void
see_line (Filter *filter, const char *start, const char *end)
{
  Line line = {.start = start, .kind = LINE_CODE};
  const char *at, *code_end;

  while (end > start && is_space (end[-1]))
    end--;
  at = skip_space (start, end);
  code_end = find_comment (at, end);
  while (code_end > at && is_space (code_end[-1]))
    code_end--;
  line.len = end - start;
  line.code_len = code_end - start;

  if (at == end)
    line.kind = LINE_BLANK;
  else if (*at == '#' || at == code_end)
    line.kind = LINE_COMMENT;
  else if (!see_special (filter, &line, at, code_end))
    filter->current = 0;
  else if (line.kind == LINE_DATA)
    {
      line.label = filter->current;
      get_label (filter, line.label)->has_data = TRUE;
    }
  line.in_debug = filter->debug_section;
  g_array_append_val (filter->lines, line);
}

static void
see_text (Filter *filter, const char *text)
{
  const char *end = text + strlen (text);
  Label nobody = {0};
  GHashTableIter iter;
  gpointer name;

  g_array_append_val (filter->labels, nobody);
  while (text < end)
    {
      const char *newline = memchr (text, '\n', end - text);

      see_line (filter, text, newline != NULL ? newline : end);
      text = newline != NULL ? newline + 1 : end;
    }
  g_hash_table_iter_init (&iter, filter->roots);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (filter->by_name, name));

      if (index != 0)
        get_label (filter, index)->is_root = TRUE;
    }
  /* A label joins only later ones, so one walk backwards is enough. */
  for (guint i = filter->labels->len; i-- > 1;)
    if (get_label (filter, i)->joins != 0 &&
        get_label (filter, get_label (filter, i)->joins)->has_data)
      get_label (filter, i)->has_data = TRUE;
}

static void
use_label (Filter *filter, guint index)
{
  if (index == 0 || get_label (filter, index)->is_used)
    return;
  get_label (filter, index)->is_used = TRUE;
  g_array_append_val (filter->todo, index);
}

/* Uses the labels that the operands of a line name. */
static void
use_operands (Filter *filter, const Line *line)
{
  static const char *const texts[] = {".ascii", ".string", NULL};
  const char *end = line->start + line->code_len, *at = skip_space (line->start, end), *name = NULL;
  gsize len = 0;

  if (begins_with_one_of (at, end - at, texts))
    return;
  at += take_symbol (at, end, &name, &len);
  while (at < end)
    {
      gsize taken = take_symbol (at, end, &name, &len);

      at += MAX (taken, 1);
      while (len > 0 && *name == '$')
        {
          name++;
          len--;
        }
      if (taken > 0 && len > 0 && !g_ascii_isdigit (*name))
        use_label (
            filter,
            GPOINTER_TO_UINT (g_hash_table_lookup (filter->by_name, name_of (filter, name, len))));
    }
}

/* What the value of a label needs: the operands of its data, of its alias, its neighbour's data. */
static void
follow_label (Filter *filter, guint index)
{
  Label label = *get_label (filter, index);
  const Line *line = &g_array_index (filter->lines, Line, label.line);

  if (line->kind == LINE_ALIAS)
    {
      use_operands (filter, line);
      return;
    }
  if (label.has_data)
    use_label (filter, label.joins);
  for (guint i = label.line + 1; i < filter->lines->len; i++)
    {
      line = &g_array_index (filter->lines, Line, i);
      if (line->kind == LINE_LABEL)
        return;
      if (line->kind == LINE_DATA && line->label == index)
        use_operands (filter, line);
    }
}

static void
follow (Filter *filter, PenAssemblyFilter drop)
{
  for (guint i = 0; i < filter->lines->len; i++)
    {
      const Line *line = &g_array_index (filter->lines, Line, i);
      gboolean hidden = line->in_debug && (drop & PEN_ASSEMBLY_DIRECTIVES) != 0;

      if (line->kind == LINE_CODE || (line->kind == LINE_DATA && (drop & PEN_ASSEMBLY_DATA) == 0) ||
          (line->kind == LINE_DIRECTIVE && (drop & PEN_ASSEMBLY_DIRECTIVES) == 0))
        if (!hidden)
          use_operands (filter, line);
    }
  for (guint i = 1; i < filter->labels->len; i++)
    if (get_label (filter, i)->is_root)
      use_label (filter, i);
  while (filter->todo->len > 0)
    {
      guint index = g_array_index (filter->todo, guint, filter->todo->len - 1);

      g_array_set_size (filter->todo, filter->todo->len - 1);
      follow_label (filter, index);
    }
}

static gboolean
keeps (Filter *filter, const Line *line, PenAssemblyFilter drop)
{
  const Label *label = get_label (filter, line->label);

  if (line->in_debug && (drop & PEN_ASSEMBLY_DIRECTIVES) != 0)
    return FALSE;
  switch (line->kind)
    {
    case LINE_BLANK:
      return FALSE;
    case LINE_COMMENT:
      return (drop & PEN_ASSEMBLY_COMMENTS) == 0;
    case LINE_LABEL:
      return label->is_used ||
             (drop & (label->has_data ? PEN_ASSEMBLY_DATA : PEN_ASSEMBLY_LABELS)) == 0;
    case LINE_ALIAS:
      return label->is_used || (drop & PEN_ASSEMBLY_DIRECTIVES) == 0;
    case LINE_DATA:
      return label->is_used || (drop & PEN_ASSEMBLY_DATA) == 0;
    case LINE_DIRECTIVE:
      return (drop & PEN_ASSEMBLY_DIRECTIVES) == 0;
    case LINE_CODE:
    default:
      return TRUE;
    }
}

static char *
write_kept (Filter *filter, PenAssemblyFilter drop)
{
  GString *out = g_string_new (NULL);
  gboolean after_label = TRUE;

  for (guint i = 0; i < filter->lines->len; i++)
    {
      const Line *line = &g_array_index (filter->lines, Line, i);
      const Label *label = get_label (filter, line->label);
      gsize len = (drop & PEN_ASSEMBLY_COMMENTS) != 0 ? line->code_len : line->len;

      if (!keeps (filter, line, drop))
        continue;
      if (line->kind == LINE_LABEL && !after_label && (label->is_root || label->has_data))
        g_string_append_c (out, '\n');
      after_label = line->kind == LINE_LABEL;
      g_string_append_len (out, line->start, (gssize)len);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

char *
pen_assembly_filter (const char *text, PenAssemblyFilter drop)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) scratch = g_string_new (NULL);
  Filter filter = {lines, labels, by_name, roots, todo, scratch, 0, FALSE, FALSE};

  g_return_val_if_fail (text != NULL, NULL);

  if (drop == 0)
    return g_strdup (text);
  see_text (&filter, text);
  follow (&filter, drop);
  return write_kept (&filter, drop);
}
