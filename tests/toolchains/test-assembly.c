/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Assembly as a reader wants it: small cases, and what rustc 1.96 made of one program. */
#include "toolchains.h"

#include <string.h>

typedef struct
{
  const char *name;
  PenAssemblyFilter drop;
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
    {"drops-directives",
     PEN_ASSEMBLY_ALL,
     "\t.file \"a.rs\"\n\t.cfi_startproc\n\t.loc 1 2 3\n\tmovq %rsp, %rbp\n\t.size f, .-f\n",
     "\tmovq %rsp, %rbp\n"},
    {"keeps-used-labels",
     PEN_ASSEMBLY_ALL,
     ".LBB0_1:\n\tjmp .LBB0_1\n",
     ".LBB0_1:\n\tjmp .LBB0_1\n"},
    {"drops-unused-labels", PEN_ASSEMBLY_ALL, "\tret\n.Lfunc_end0:\n", "\tret\n"},
    {"a-longer-name-is-another",
     PEN_ASSEMBLY_ALL,
     ".LBB1:\n\tjmp .LBB10\n.LBB10:\n\tret\n",
     "\tjmp .LBB10\n.LBB10:\n\tret\n"},
    {"keeps-used-data",
     PEN_ASSEMBLY_ALL,
     "\tleaq .La(%rip), %rax\n.La:\n\t.asciz \"x\"\n",
     "\tleaq .La(%rip), %rax\n\n.La:\n\t.asciz \"x\"\n"},
    {"drops-unused-data",
     PEN_ASSEMBLY_ALL,
     "\tret\n.La:\n\t.asciz \"x\"\n.Lb:\n\t.quad .La\n",
     "\tret\n"},
    {"follows-data",
     PEN_ASSEMBLY_ALL,
     "\tmov rax, qword ptr [rip + .La]\n.La:\n\t.quad .Lb\n.Lb:\n\t.long .Lc-.Lb+4\n\t.zero 4\n"
     ".Lc:\n\t.byte 1\n.Ld:\n\t.byte 2\n",
     "\tmov rax, qword ptr [rip + .La]\n\n.La:\n\t.quad .Lb\n\n.Lb:\n\t.long .Lc-.Lb+4\n\t.zero "
     "4\n\n"
     ".Lc:\n\t.byte 1\n"},
    {"follows-data-in-a-ring",
     PEN_ASSEMBLY_ALL,
     "\tlea rax, .La\n.La:\n\t.quad .Lb\n.Lb:\n\t.quad .La\n",
     "\tlea rax, .La\n\n.La:\n\t.quad .Lb\n\n.Lb:\n\t.quad .La\n"},
    {"jump-table-keeps-its-labels",
     PEN_ASSEMBLY_ALL,
     "\tjmpq *.LJTI0_0(,%rax,8)\n.LBB0_1:\n\tret\n.LBB0_2:\n\tnop\n"
     "\t.section .rodata\n.LJTI0_0:\n\t.quad .LBB0_2\n",
     "\tjmpq *.LJTI0_0(,%rax,8)\n\tret\n.LBB0_2:\n\tnop\n\n.LJTI0_0:\n\t.quad .LBB0_2\n"},
    {"strings-name-nothing",
     PEN_ASSEMBLY_ALL,
     "\tlea rax, .La\n.La:\n\t.ascii \".Lb\"\n.Lb:\n\t.byte 1\n",
     "\tlea rax, .La\n\n.La:\n\t.ascii \".Lb\"\n"},
    {"two-names-for-one-piece-of-data",
     PEN_ASSEMBLY_ALL,
     "\tlea rax, .La\n.La:\n.Lb:\n\t.quad .Lc\n.Lc:\n\t.byte 1\n",
     "\tlea rax, .La\n\n.La:\n.Lb:\n\t.quad .Lc\n\n.Lc:\n\t.byte 1\n"},
    {"keeps-unused-functions",
     PEN_ASSEMBLY_ALL,
     "\t.section .text.f,\"ax\",@progbits\n\t.type f,@function\nf:\n.Lfunc_begin0:\n\tret\n"
     "\t.type \"odd name\",@function\n\"odd name\":\n\tret\n",
     "f:\n\tret\n\n\"odd name\":\n\tret\n"},
    {"an-object-is-no-function",
     PEN_ASSEMBLY_ALL,
     "\tret\n\t.type a,@object\n\t.section .rodata\na:\n\t.byte 1\n",
     "\tret\n"},
    {"keeps-exported-data",
     PEN_ASSEMBLY_ALL,
     "\t.globl TABLE\n\t.section .rodata\nTABLE:\n\t.quad .La\n.La:\n\t.byte 1\n",
     "TABLE:\n\t.quad .La\n\n.La:\n\t.byte 1\n"},
    {"keeps-aliases-of-functions",
     PEN_ASSEMBLY_ALL,
     "\t.type f,@function\nf:\n\tret\n\t.type g,@function\n\t.set g, f\n\t.set .Lx, 5\n"
     "\t.type h,@function\nh = f\n.Ly = 6\n",
     "f:\n\tret\n\t.set g, f\nh = f\n"},
    {"used-aliases-need-their-value",
     PEN_ASSEMBLY_ALL,
     "\tlea rax, .Lx\n\t.set .Lx, .La+1\n.La:\n\t.byte 1\n",
     "\tlea rax, .Lx\n\t.set .Lx, .La+1\n\n.La:\n\t.byte 1\n"},
    {"data-in-code-is-code",
     PEN_ASSEMBLY_ALL,
     "\t.text\n\tjne 2b\n.Lunused:\n\t.byte 0x90\n2:\n\tnop\n1: jmp 1b\n",
     "\tjne 2b\n\t.byte 0x90\n\n2:\n\tnop\n1: jmp 1b\n"},
    {"code-section-by-its-flags",
     PEN_ASSEMBLY_ALL,
     "\t.section .boot,\"ax\",@progbits\n.Lx:\n\t.byte 1\n\t.section .more,\"aw\",@progbits\n"
     ".Ly:\n\t.byte 2\n",
     "\t.byte 1\n"},
    {"dropped-debug-data-needs-nothing",
     PEN_ASSEMBLY_DIRECTIVES | PEN_ASSEMBLY_LABELS,
     "\tret\n.Lx:\n\tret\n\t.section .debug_info,\"\",@progbits\n\t.quad .Lx\n",
     "\tret\n\tret\n"},
    {"drops-debug-sections",
     PEN_ASSEMBLY_ALL,
     "\tlea rax, .La\n\t.section .debug_info,\"\",@progbits\n.La:\n\t.byte 1\n\t.globl x\nx:\n"
     "\t.section \".note.GNU-stack\",\"\",@progbits\n\t.byte 2\n\t.text\n\tret\n",
     "\tlea rax, .La\n\tret\n"},
    {"drops-comments",
     PEN_ASSEMBLY_ALL,
     "# %bb.0:\n\t#APP\n.LBB0_1:  # =>This Loop\n\tja .LBB0_1 # x\n\tmov w0, #1\n\tmov w1, w2 // "
     "y\n"
     "\tcmp al, '#'\n",
     ".LBB0_1:\n\tja .LBB0_1\n\tmov w0, #1\n\tmov w1, w2\n\tcmp al, '#'\n"},
    {"comments-name-nothing", PEN_ASSEMBLY_ALL, ".LBB0_1:\n\tret # .LBB0_1\n", "\tret\n"},
    {"number-sign-in-a-string",
     PEN_ASSEMBLY_ALL,
     "\tlea rax, .La\n.La:\n\t.ascii \"\\\" # // \"\n",
     "\tlea rax, .La\n\n.La:\n\t.ascii \"\\\" # // \"\n"},
    {"quotes-without-an-end",
     PEN_ASSEMBLY_ALL,
     "\t.globl \"a\n\t.type \"f,@function\n\t.set \"x\n\t.section \"y\n\"z:\n\tcall \"w\n",
     "\"z:\n\tcall \"w\n"},
    {"drops-blank-lines", PEN_ASSEMBLY_ALL, "\n\tnop\r\n \t \r\n\tret", "\tnop\n\tret\n"},
    {"nothing-to-drop", 0, "\n# a\n.Lx:\n\t.cfi_x\n", "\n# a\n.Lx:\n\t.cfi_x\n"},
    {"only-directives",
     PEN_ASSEMBLY_DIRECTIVES,
     "\t.cfi_x\n# a\n.Lx:\n\tret\n.Ld:\n\t.byte 1\n",
     "# a\n.Lx:\n\tret\n\n.Ld:\n\t.byte 1\n"},
    {"only-labels",
     PEN_ASSEMBLY_LABELS,
     ".Lx:\n\tret # a\n.Lend:\n\t.size f, .Lend-f\n\t.data\n.Ld:\n\t.byte 1\n",
     "\tret # a\n.Lend:\n\t.size f, .Lend-f\n\t.data\n\n.Ld:\n\t.byte 1\n"},
    {"only-data",
     PEN_ASSEMBLY_DATA,
     "\t.cfi_x\n.Lx:\n\tret # a\n.Ld:\n\t.byte 1\n",
     "\t.cfi_x\n.Lx:\n\tret # a\n"},
    {"only-comments",
     PEN_ASSEMBLY_COMMENTS,
     "\t.cfi_x # b\n# c\n.Lx:\n\tret # a\n",
     "\t.cfi_x\n.Lx:\n\tret\n"},
    {"empty", PEN_ASSEMBLY_ALL, "", ""},
};

static void
test_case (gconstpointer data)
{
  const Case *example = data;
  g_autofree char *filtered = pen_assembly_filter (example->text, example->drop);

  g_assert_cmpstr (filtered, ==, example->expected);
}

static const struct
{
  const char *mangled;
  const char *readable;
} names[] = {
    {"_ZN4core3fmt9Arguments6new_v117h3c6f806acbe1ddabE", "core::fmt::Arguments::new_v1"},
    {"_RNvC1a4main", "a::main"},
    {"_RNvXNtCslsfqY8rYNDT_6shapes6shapesNtB2_6SquareNtB2_4Area4area",
     "<shapes::shapes::Square as shapes::shapes::Area>::area"},
    {"_RNvCs1_1au8caf_8pa4a", "_RNvCs1_1au8caf_8pa4a"},
    {"_RNvC1au4ib9b", "_RNvC1au4ib9b"},
    {"_RNvC1au7caf_dma", "a::caf\xc3\xa9"},
    {"_RNCNvC1a4main0B3_", "a::main::{closure#0}"},
    {"_ZN3foo3barE", "_ZN3foo3barE"},
    {"_ZN1a$u0a$3b17h0123456789abcdefE", "_ZN1a$u0a$3b17h0123456789abcdefE"},
    {"_Z3foov", "_Z3foov"},
    {"_R", "_R"},
    {"_ZN", "_ZN"},
    {"_RNvC1a4main.llvm.123", "a::main"},
    {"_RNvC1a4main.exit.i", "a::main.exit.i"},
    {"_ZN1a1b17h0123456789abcdefE.llvm.9", "a::b"},
    {"_ZN1a1b17h0123456789abcdefE.exit", "a::b.exit"},
    {"my_RNvC1a4main", "my_RNvC1a4main"},
    {"\tcallq\t*_RNvC1a4main@GOTPCREL(%rip)\n", "\tcallq\t*a::main@GOTPCREL(%rip)\n"},
    {"\t.section\t.text._RNvC1a4main,\"ax\"", "\t.section\t.text.a::main,\"ax\""},
    {"\tmovl\t$_RNvC1a4main, %eax", "\tmovl\t$a::main, %eax"},
    {"call void @\"_ZN1a10b$LT$C$GT$17h0123456789abcdefE\"()", "call void @\"a::b<C>\"()"},
    {"push rbp\n mov rbp, rsp", "push rbp\n mov rbp, rsp"},
    {"", ""},
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *readable = pen_assembly_demangle (names[i].mangled);

      g_assert_cmpstr (readable, ==, names[i].readable);
    }
}

static void
append_base_62 (GString *out, gsize number)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  char buffer[16];
  gsize n = 0;

  for (gsize rest = number - 1; n == 0 || rest > 0; rest /= 62)
    buffer[n++] = digits[rest % 62];
  while (n > 0)
    g_string_append_c (out, buffer[--n]);
  g_string_append_c (out, '_');
}

/* A tuple of two tuples of two tuples …: each level names the one before twice. */
static char *
make_explosive (guint levels)
{
  GString *name = g_string_new ("_RINvC1a1b");
  gsize before = name->len - 2;

  g_string_append (name, "ThhE");
  for (guint i = 0; i < levels; i++)
    {
      gsize here = name->len - 2;

      g_string_append (name, "TB");
      append_base_62 (name, before);
      g_string_append_c (name, 'B');
      append_base_62 (name, before);
      g_string_append_c (name, 'E');
      before = here;
    }
  g_string_append_c (name, 'E');
  return g_string_free (name, FALSE);
}

static void
test_explosive_name (void)
{
  g_autofree char *small = make_explosive (3);
  g_autofree char *huge = make_explosive (60);
  g_autofree char *text = g_strconcat (huge, " ", huge, " _RNvC1a4main", NULL);
  g_autofree char *expected = g_strconcat (huge, " ", huge, " a::main", NULL);
  g_autofree char *readable = pen_assembly_demangle (small);
  g_autofree char *kept = pen_assembly_demangle (text);

  g_assert_true (g_str_has_prefix (readable, "a::b::<(u8, u8), ((u8, u8), (u8, u8)), "));
  g_assert_cmpstr (kept, ==, expected);
}

/* Many names that each just fit: the whole stays within its bound, and ends. */
static void
test_growth (void)
{
  g_autofree char *name = make_explosive (8);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *readable = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s\n", name);
  readable = pen_assembly_demangle (text->str);
  g_assert_cmpuint (strlen (readable), >, text->len);
  g_assert_cmpuint (strlen (readable), <, 9 * text->len + 1024 * 1024 + 16 * 1024);
}

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "asm", name, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
check_contains (const char *text, const char *const *words, gboolean contains)
{
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if ((strstr (text, words[i]) != NULL) != contains)
        g_test_message ("%s%s", contains ? "missing: " : "not dropped: ", words[i]);
      g_assert_cmpint (strstr (text, words[i]) != NULL, ==, contains);
    }
}

static const char *const unwanted[] = {".cfi_",
                                       ".loc",
                                       ".file",
                                       ".section",
                                       ".debug",
                                       ".size",
                                       ".type",
                                       ".globl",
                                       ".p2al",
                                       ".ident",
                                       "#",
                                       "Lfunc",
                                       "_ZN",
                                       "_R",
                                       NULL};

static void
test_att (void)
{
  static const char *const wanted[] = {
      "triple:\n\tleal\t(%rdi,%rdi,2), %eax\n\tretq\n",
      "\n<shapes::shapes::Square as shapes::shapes::Area>::area:\n\tmovsd\t(%rdi), %xmm0\n",
      "\tjne\t.Ltmp0\n\t.byte\t144\n",
      "TABLE:\n\t.ascii\t\"\\002\\003\\005\\007\"\n",
      "\t.quad\t<shapes::shapes::Square as shapes::shapes::Area>::area\n",
      "\t.ascii\t\"three\"\n",
      NULL,
  };
  g_autofree char *text = load ("att.s");
  g_autofree char *result = pen_assembly_process (text, TRUE, TRUE);
  g_autofree char *padded = g_strconcat ("\n", result, NULL);
  g_autofree char *raw = pen_assembly_process (text, FALSE, FALSE);
  g_autofree char *mangled = pen_assembly_process (text, FALSE, TRUE);
  g_autofree char *unfiltered = pen_assembly_process (text, TRUE, FALSE);

  check_contains (padded, wanted, TRUE);
  check_contains (padded, unwanted, FALSE);
  g_assert_cmpstr (raw, ==, text);
  g_assert_nonnull (strstr (mangled, "_ZN6shapes6shapes4unit17h"));
  g_assert_null (strstr (mangled, ".cfi_"));
  g_assert_nonnull (strstr (unfiltered, "\nshapes::shapes::unit:\n"));
  g_assert_nonnull (strstr (unfiltered, ".cfi_startproc"));
}

static void
test_intel (void)
{
  static const char *const wanted[] = {
      "triple:\n\tlea\teax, [rdi + 2*rdi]\n\tret\n",
      "shapes::shapes::unit:\n",
      "\tlea\trcx, [rip + .Lswitch.table.word]\n",
      ".Lswitch.table.word:\n",
      "\t.ascii\t\"many\"\n",
      NULL,
  };
  g_autofree char *text = load ("intel.s");
  g_autofree char *result = pen_assembly_process (text, TRUE, TRUE);

  check_contains (result, wanted, TRUE);
  check_contains (result, unwanted, FALSE);
}

static void
test_llvm_ir (void)
{
  g_autofree char *text = load ("v0.ll");
  g_autofree char *readable = pen_assembly_demangle (text);

  g_assert_nonnull (strstr (readable, "define { ptr, ptr } @shapes::shapes::unit() "));
  g_assert_null (strstr (readable, "_R"));
}

/* Linear, without recursion, whatever is repeated. */
static void
test_hostile (void)
{
  static const char *const units[] = {"a:",
                                      "a:\n",
                                      "\"",
                                      "\"\n",
                                      ".",
                                      ".set a,",
                                      "=\n",
                                      "#\n",
                                      "1:\n",
                                      "_R",
                                      "_ZN.",
                                      "$",
                                      "\\",
                                      ".quad a\n",
                                      "\r\n",
                                      "_RB_\n",
                                      ".section\n",
                                      "\xff",
                                      ".La:\n.Lb:\n.byte 1\n"};

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("\tlea rax, a\n");
      g_autofree char *result = NULL;
      gint64 start = g_get_monotonic_time ();

      while (text->len < 1024 * 1024)
        g_string_append (text, units[i]);
      result = pen_assembly_process (text->str, TRUE, TRUE);
      g_assert_nonnull (result);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/toolchains/assembly/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/toolchains/assembly/demangles", test_names);
  g_test_add_func ("/toolchains/assembly/explosive-name", test_explosive_name);
  g_test_add_func ("/toolchains/assembly/bounded-growth", test_growth);
  g_test_add_func ("/toolchains/assembly/recorded-att", test_att);
  g_test_add_func ("/toolchains/assembly/recorded-intel", test_intel);
  g_test_add_func ("/toolchains/assembly/recorded-llvm-ir", test_llvm_ir);
  g_test_add_func ("/toolchains/assembly/hostile", test_hostile);
  return g_test_run ();
}
