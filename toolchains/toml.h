/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_TOML_MAX_SIZE: bytes of a text that pen_toml_parse() still reads. */
#define PEN_TOML_MAX_SIZE (256 * 1024)

/** PEN_TOML_MAX_DEPTH: tables and arrays that may stand in one another, dotted keys counted. */
#define PEN_TOML_MAX_DEPTH 32

/** PEN_TOML_MAX_KEYS: keys in a whole text, those that a header implies and tables in lists
 * counted. */
#define PEN_TOML_MAX_KEYS 4096

typedef enum
{
  PEN_TOML_STRING,
  PEN_TOML_INTEGER,
  PEN_TOML_FLOAT,
  PEN_TOML_BOOLEAN,
  PEN_TOML_DATE, /* a date, a time, or both */
  PEN_TOML_ARRAY,
  PEN_TOML_TABLE,
} PenTomlKind;

typedef struct _PenToml PenToml;

/** PenToml: one value of a TOML text, with all that it holds. Reading the fields is fine, writing
 * them is not. */
struct _PenToml
{
  PenTomlKind kind;
  guint line;         /* where it, or a table's first mention, begins; from 1 */
  char *key;          /* (nullable): its name in the table that holds it */
  char *text;         /* of a STRING, unescaped; of a DATE, as written; UTF-8 without NUL */
  gint64 integer;     /* of an INTEGER; 0 or 1 of a BOOLEAN */
  double number;      /* of a FLOAT */
  GPtrArray *items;   /* (element-type PenToml): of an ARRAY or TABLE, in the text's order */
  GHashTable *by_key; /*< private >*/
  guint8 depth;       /*< private >*/
  guint8 origin;      /*< private >*/
};

/**
 * pen_toml_parse:
 * @name: what messages call the text, such as "Cargo.toml"
 * @text: any bytes; need not end in NUL
 * @len: bytes of @text
 *
 * Reads TOML 1.0, and of TOML 1.1 what cargo reads since 1.94: line breaks and a last comma in an
 * inline table, \e and \xHH, times without seconds. Stricter than the standard in one thing: no
 * string may hold the character U+0000.
 *
 * Returns: (transfer full) (nullable): the root table, or NULL with %PEN_TOOLCHAIN_ERROR_MANIFEST
 * and a sentence that names line and column (in characters, from 1)
 */
PenToml *pen_toml_parse (const char *name, const char *text, gsize len, GError **error);

void pen_toml_free (PenToml *toml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenToml, pen_toml_free)

/**
 * pen_toml_get:
 * @table: (nullable): any value; only a TABLE has something in it
 *
 * Returns: (transfer none) (nullable): what @table holds under @key
 */
const PenToml *pen_toml_get (const PenToml *table, const char *key);

/**
 * pen_toml_get_kind:
 *
 * Returns: (transfer none) (nullable): as pen_toml_get(), but NULL when it is of another kind
 */
const PenToml *pen_toml_get_kind (const PenToml *table, const char *key, PenTomlKind kind);

/**
 * pen_toml_dup_shown:
 * @text: UTF-8 out of a foreign file
 *
 * Returns: (transfer full): @text fit for a sentence on a terminal: at most 60 characters, and none
 * that controls anything
 */
char *pen_toml_dup_shown (const char *text);

G_END_DECLS
