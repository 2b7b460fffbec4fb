/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Matches are counted right, however the text comes and goes. */
#include "output-search.h"

#include <string.h>

#include "display.h"

typedef struct
{
  PenOutputBuffer *buffer;
  PenOutputSearch *search;
  gboolean selected; /* GTK 4.8 lets no buffer go in which something was selected */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenOutputTags) tags = pen_output_tags_new ();

  fixture->buffer = pen_output_buffer_new (tags);
  fixture->search = pen_output_search_new (fixture->buffer);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->search);
  if (fixture->selected)
    g_object_unref (fixture->buffer);
  else
    g_assert_finalize_object (fixture->buffer);
}

static void
insert (Fixture *fixture, int offset, const char *text)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &iter, offset);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (fixture->buffer), &iter, text, -1);
}

static void delete (Fixture *fixture, int start, int end)
{
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &from, start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &to, end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (fixture->buffer), &from, &to);
}

static void
assert_n_matches (Fixture *fixture, guint n)
{
  PEN_WAIT_UNTIL (pen_output_search_get_done (fixture->search));
  g_assert_cmpuint (pen_output_search_get_n_matches (fixture->search), ==, n);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  insert (fixture, 0, "Aa aaaa\nbä BÄ\n");
  pen_output_search_set_text (fixture->search, "aa");
  assert_n_matches (fixture, 3);
  pen_output_search_set_text (fixture->search, "bÄ");
  assert_n_matches (fixture, 2);
  pen_output_search_set_text (fixture->search, "nothing");
  assert_n_matches (fixture, 0);
  g_assert_false (pen_output_search_move (fixture->search, FALSE));
  pen_output_search_set_text (fixture->search, "");
  assert_n_matches (fixture, 0);
}

static void
test_follows_changes (Fixture *fixture, gconstpointer data)
{
  insert (fixture, 0, "one two\none tw");
  pen_output_search_set_text (fixture->search, "two");
  assert_n_matches (fixture, 1);
  insert (fixture, 14, "o\ntwo"); /* ends the unfinished one */
  assert_n_matches (fixture, 3);
  insert (fixture, 8, "two two\n"); /* in the middle */
  assert_n_matches (fixture, 5);
  delete (fixture, 0, 8); /* a line with one */
  assert_n_matches (fixture, 4);
  delete (fixture, 1, 5); /* "t" + "wo": joins what is left of two */
  assert_n_matches (fixture, 3);
  delete (fixture, 0, gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (fixture->buffer)));
  assert_n_matches (fixture, 0);
}

static void
assert_moves (Fixture *fixture, gboolean backward, int offset, guint index)
{
  GtkTextIter start;
  GtkTextIter end;

  fixture->selected = TRUE;
  g_assert_true (pen_output_search_move (fixture->search, backward));
  g_assert_true (
      gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (fixture->buffer), &start, &end));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, offset);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, offset + 2);
  g_assert_cmpuint (pen_output_search_get_index (fixture->search), ==, index);
}

/* Matches that touch are two. */
static void
test_moves (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start;

  insert (fixture, 0, "aaaa\nb\naa\n");
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (fixture->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (fixture->buffer), &start);
  pen_output_search_set_text (fixture->search, "aa");
  assert_n_matches (fixture, 3);
  g_assert_cmpuint (pen_output_search_get_index (fixture->search), ==, 0);
  assert_moves (fixture, FALSE, 0, 1);
  assert_moves (fixture, FALSE, 2, 2);
  assert_moves (fixture, FALSE, 7, 3);
  assert_moves (fixture, FALSE, 0, 1);
  assert_moves (fixture, TRUE, 7, 3);
  assert_moves (fixture, TRUE, 2, 2);
}

/* Random text, in random pieces, at random places, against a search from the beginning. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  static const char *const pieces[] = {"ab", "a", "b", "aba\n", "\n", "bab", "ABBA\nab"};
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  pen_output_search_set_text (fixture->search, "ab");
  for (guint i = 0; i < 2000; i++)
    {
      int length = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (fixture->buffer));
      int start = g_rand_int_range (random, 0, length + 1);

      if (length > 60 || g_rand_int_range (random, 0, 4) == 0)
        delete (fixture, start, g_rand_int_range (random, start, length + 1));
      else
        insert (fixture,
                g_rand_boolean (random) ? length : start,
                pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      if (g_rand_int_range (random, 0, 3) == 0)
        g_main_context_iteration (NULL, /* may_block= */ FALSE);
      if (i % 20 == 0)
        {
          g_autofree char *text = NULL;
          g_autofree char *lower = NULL;
          guint n = 0;

          g_object_get (fixture->buffer, "text", &text, NULL);
          lower = g_ascii_strdown (text, -1);
          for (const char *at = lower; (at = strstr (at, "ab")) != NULL; at += 2)
            n++;
          assert_n_matches (fixture, n);
        }
    }
}

/* Nobody steps through so many. */
static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (200, 'e');

  for (guint i = 0; i < 200; i++)
    {
      insert (fixture, 0, "\n");
      insert (fixture, 0, text);
    }
  pen_output_search_set_text (fixture->search, "e");
  assert_n_matches (fixture, PEN_OUTPUT_SEARCH_MAX);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/output/search/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("counts", test_counts);
  ADD ("follows-changes", test_follows_changes);
  ADD ("moves", test_moves);
  ADD ("random", test_random);
  ADD ("bounded", test_bounded);
  return g_test_run ();
}
