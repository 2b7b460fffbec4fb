/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The words of the gallery, for translators only, since gettext's tools cannot read example.ini.
 * Written anew by tests/data/check_examples.py --fix */
#include <glib/gi18n.h>

extern const char *const pen_example_strings[];

/* clang-format off */
const char *const pen_example_strings[] = {
  /* Translators: the title of an example program, a few words: collections-iterators */
  N_ ("Chains of Iterators"),
  /* Translators: what it shows: collections-iterators */
  N_ ("Choose, change and add up the values of a list, step by step."),
  /* Translators: the title of an example program, a few words: collections-maps */
  N_ ("Maps: Look Up by Name"),
  /* Translators: what it shows: collections-maps */
  N_ ("Find a value by its key, count things, and go through all of them in order."),
  /* Translators: the title of an example program, a few words: collections-own-iterator */
  N_ ("An Iterator of Your Own"),
  /* Translators: what it shows: collections-own-iterator */
  N_ ("Write the one function that makes all the others work with your type."),
  /* Translators: the title of an example program, a few words: collections-queues */
  N_ ("Queues and Sets"),
  /* Translators: what it shows: collections-queues */
  N_ ("Serve people in the order they came, and remember who was there already."),
  /* Translators: the title of an example program, a few words: collections-vectors */
  N_ ("Lists That Grow"),
  /* Translators: what it shows: collections-vectors */
  N_ ("Add to a vector, take from it, sort it and search it."),
  /* Translators: the title of an example program, a few words: errors-own-error */
  N_ ("An Error of Your Own"),
  /* Translators: what it shows: errors-own-error */
  N_ ("An enum that says exactly what went wrong, and a sentence for each case."),
  /* Translators: the title of an example program, a few words: errors-question-mark */
  N_ ("Handing Errors On"),
  /* Translators: what it shows: errors-question-mark */
  N_ ("Let a function stop at the first thing that goes wrong."),
  /* Translators: the title of an example program, a few words: first-hour-01-hello */
  N_ ("Hello"),
  /* Translators: what it shows: first-hour-01-hello */
  N_ ("Print a line of text, and a value in the middle of one."),
  /* Translators: the title of an example program, a few words: first-hour-02-variables */
  N_ ("Variables"),
  /* Translators: what it shows: first-hour-02-variables */
  N_ ("Give values names, change them, and see their types."),
  /* Translators: the title of an example program, a few words: first-hour-03-functions */
  N_ ("Functions"),
  /* Translators: what it shows: first-hour-03-functions */
  N_ ("Put a step under a name, give it values, and get a result."),
  /* Translators: the title of an example program, a few words: first-hour-04-if-and-loops */
  N_ ("If and Loops"),
  /* Translators: what it shows: first-hour-04-if-and-loops */
  N_ ("Choose between two ways, and do something many times."),
  /* Translators: the title of an example program, a few words: first-hour-05-numbers-and-input */
  N_ ("Numbers and Input"),
  /* Translators: what it shows: first-hour-05-numbers-and-input */
  N_ ("Calculate, read a line that somebody typed, and make a number of it."),
  /* Translators: the title of an example program, a few words: first-hour-06-strings */
  N_ ("Text"),
  /* Translators: what it shows: first-hour-06-strings */
  N_ ("Build text, cut pieces from it, and look at its characters."),
  /* Translators: the title of an example program, a few words: first-hour-07-ownership */
  N_ ("Ownership"),
  /* Translators: what it shows: first-hour-07-ownership */
  N_ ("Every value has one owner. See how it moves, and when it ends."),
  /* Translators: the title of an example program, a few words: first-hour-08-borrowing */
  N_ ("Borrowing"),
  /* Translators: what it shows: first-hour-08-borrowing */
  N_ ("Lend a value to a function, to read it or to change it."),
  /* Translators: the title of an example program, a few words: first-hour-09-structs */
  N_ ("Structs"),
  /* Translators: what it shows: first-hour-09-structs */
  N_ ("Put values that belong together under one name, with functions of their own."),
  /* Translators: the title of an example program, a few words: first-hour-10-enums-and-match */
  N_ ("Enums and Match"),
  /* Translators: what it shows: first-hour-10-enums-and-match */
  N_ ("A value that is one of several kinds, and code for each kind."),
  /* Translators: the title of an example program, a few words: first-hour-11-option-and-result */
  N_ ("Option and Result"),
  /* Translators: what it shows: first-hour-11-option-and-result */
  N_ ("Say that there may be no value, or that something may go wrong."),
  /* Translators: the title of an example program, a few words: first-hour-12-tests */
  N_ ("Tests"),
  /* Translators: what it shows: first-hour-12-tests */
  N_ ("Small functions that check the others, run all at once."),
  /* Translators: the title of an example program, a few words: input-arguments */
  N_ ("Words for the Program"),
  /* Translators: what it shows: input-arguments */
  N_ ("Use the arguments that were given at the start, and say how it ended."),
  /* Translators: the title of an example program, a few words: input-average */
  N_ ("Reading Numbers"),
  /* Translators: what it shows: input-average */
  N_ ("Read lines until the input ends, skip what is no number, and sum up the rest."),
  /* Translators: the title of an example program, a few words: input-calculator */
  N_ ("A Calculator"),
  /* Translators: what it shows: input-calculator */
  N_ ("Understand \"2 * (3 + 4)\": read signs, respect brackets, calculate."),
  /* Translators: the title of an example program, a few words: input-files */
  N_ ("Files"),
  /* Translators: what it shows: input-files */
  N_ ("Read a file that belongs to the program, and write another one."),
  /* Translators: the title of an example program, a few words: memory-boxes */
  N_ ("A Tree of Boxes"),
  /* Translators: what it shows: memory-boxes */
  N_ ("A Box lets a type contain itself: a tree that keeps numbers in order."),
  /* Translators: the title of an example program, a few words: memory-lifetimes */
  N_ ("Lifetimes"),
  /* Translators: what it shows: memory-lifetimes */
  N_ ("Tell the compiler which reference a result comes from."),
  /* Translators: the title of an example program, a few words: memory-shared */
  N_ ("Shared Values"),
  /* Translators: what it shows: memory-shared */
  N_ ("Rc gives a value several owners, RefCell lets them change it, Drop sees its end."),
  /* Translators: the title of an example program, a few words: memory-split */
  N_ ("A Little Unsafe"),
  /* Translators: what it shows: memory-split */
  N_ ("Two halves of one list, both to be changed: what unsafe is for, kept small and checked."),
  /* Translators: the title of an example program, a few words: modules-bank */
  N_ ("A Program of Several Files"),
  /* Translators: what it shows: modules-bank */
  N_ ("Modules in files and folders: what is public, what stays inside."),
  /* Translators: the title of an example program, a few words: modules-no-std */
  N_ ("A Library Without std"),
  /* Translators: what it shows: modules-no-std */
  N_ ("A ring buffer as a small device would use it: no heap, no operating system."),
  /* Translators: the title of an example program, a few words: modules-tests */
  N_ ("Testing a Library"),
  /* Translators: what it shows: modules-tests */
  N_ ("Test many cases from a table, expect a panic, and return errors from a test."),
  /* Translators: the title of an example program, a few words: play-dice */
  N_ ("Dice"),
  /* Translators: what it shows: play-dice */
  N_ ("Numbers that look like chance but are the same every time, and what they add up to."),
  /* Translators: the title of an example program, a few words: play-life */
  N_ ("The Game of Life"),
  /* Translators: what it shows: play-life */
  N_ ("Cells that live and die by simple rules, on a small field."),
  /* Translators: the title of an example program, a few words: play-mandelbrot */
  N_ ("A Famous Set, in Letters"),
  /* Translators: what it shows: play-mandelbrot */
  N_ ("Square, add, repeat: the numbers that stay small draw a picture."),
  /* Translators: the title of an example program, a few words: play-picture */
  N_ ("A Picture as Text"),
  /* Translators: what it shows: play-picture */
  N_ ("Write an image file of the simplest kind: a sunset, dot by dot."),
  /* Translators: the title of an example program, a few words: play-primes */
  N_ ("Primes"),
  /* Translators: what it shows: play-primes */
  N_ ("Find them with a sieve, and take a number apart into its factors."),
  /* Translators: the title of an example program, a few words: play-queens */
  N_ ("Eight Queens"),
  /* Translators: what it shows: play-queens */
  N_ ("Put queens on a chess board so that none attacks another, by trying and going back."),
  /* Translators: the title of an example program, a few words: repair-moved */
  N_ ("Where Did the Text Go?"),
  /* Translators: what it shows: repair-moved */
  N_ ("This program does not compile: a value is used after it moved. Repair it."),
  /* Translators: the title of an example program, a few words: repair-mut */
  N_ ("Not to Be Changed"),
  /* Translators: what it shows: repair-mut */
  N_ ("This program does not compile: a variable is to change and may not. Repair it."),
  /* Translators: the title of an example program, a few words: repair-panic */
  N_ ("One Too Many"),
  /* Translators: what it shows: repair-panic */
  N_ ("This program compiles, and then it stops with a panic. Find out why."),
  /* Translators: the title of an example program, a few words: text-bar-chart */
  N_ ("A Chart of Signs"),
  /* Translators: what it shows: text-bar-chart */
  N_ ("Draw bars for numbers, and a curve, with nothing but text."),
  /* Translators: the title of an example program, a few words: text-count-words */
  N_ ("Counting Words"),
  /* Translators: what it shows: text-count-words */
  N_ ("Split a text into words and show the most frequent ones."),
  /* Translators: the title of an example program, a few words: text-secret-writing */
  N_ ("Secret Writing"),
  /* Translators: what it shows: text-secret-writing */
  N_ ("Shift every letter along the alphabet, and back again."),
  /* Translators: the title of an example program, a few words: text-table */
  N_ ("A Neat Table"),
  /* Translators: what it shows: text-table */
  N_ ("Print columns that line up: widths, decimals, left and right."),
  /* Translators: the title of an example program, a few words: threads-channels */
  N_ ("Sending Messages"),
  /* Translators: what it shows: threads-channels */
  N_ ("Threads that hand values to each other, like stations in a kitchen."),
  /* Translators: the title of an example program, a few words: threads-share-the-work */
  N_ ("Sharing the Work"),
  /* Translators: what it shows: threads-share-the-work */
  N_ ("Several threads calculate at the same time, and the results are put together."),
  /* Translators: the title of an example program, a few words: threads-tiny-async */
  N_ ("Async Without Magic"),
  /* Translators: what it shows: threads-tiny-async */
  N_ ("Two tasks that take turns in one thread, and the small loop that drives them."),
  /* Translators: the title of an example program, a few words: types-closures */
  N_ ("Functions as Values"),
  /* Translators: what it shows: types-closures */
  N_ ("Keep small functions in variables, give them to others, and get them back."),
  /* Translators: the title of an example program, a few words: types-generic-stack */
  N_ ("One Stack for All Types"),
  /* Translators: what it shows: types-generic-stack */
  N_ ("Write a type once, and use it with numbers, text or anything else."),
  /* Translators: the title of an example program, a few words: types-macro */
  N_ ("A Macro of Your Own"),
  /* Translators: what it shows: types-macro */
  N_ ("Write code that writes code: a short form for a map, and one for checks."),
  /* Translators: the title of an example program, a few words: types-operators */
  N_ ("Fractions That Add Up"),
  /* Translators: what it shows: types-operators */
  N_ ("Teach +, * and the printing of values to a type of your own."),
  /* Translators: the title of an example program, a few words: types-shapes */
  N_ ("Shapes and Traits"),
  /* Translators: what it shows: types-shapes */
  N_ ("A trait says what different types have in common."),
  /* Translators: the title of an example program, a few words: types-slice-patterns */
  N_ ("Taking Lists Apart"),
  /* Translators: what it shows: types-slice-patterns */
  N_ ("Match the first, the last and the middle of a list, and understand commands."),
  NULL,
};
