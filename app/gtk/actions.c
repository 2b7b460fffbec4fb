/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The one table of what somebody can do here. Keys are application accelerators, because a text
 * view that has the focus swallows what a window binds (Ctrl+Return). */
#include "actions.h"

#include <glib/gi18n.h>

static const PenUiAction actions[] = {
    {"win.run", N_ ("Run"), "<Control>Return F5", PEN_UI_GROUP_PROGRAM},
    {"win.stop", N_ ("Stop"), "<Shift>F5", PEN_UI_GROUP_PROGRAM},
    {"win.choose-action",
     N_ ("Choose What Run Does"),
     "<Control><Shift>Return",
     PEN_UI_GROUP_PROGRAM},
    {"win.run-as('test')", N_ ("Run the Tests"), "<Control><Shift>t", PEN_UI_GROUP_PROGRAM},
    {"win.run-as('build')", N_ ("Build"), "<Control>b", PEN_UI_GROUP_PROGRAM},
    {"win.run-as('check')", N_ ("Check"), "<Control><Shift>b", PEN_UI_GROUP_PROGRAM},
    {"win.run-as('clippy')", N_ ("Ask Clippy"), "<Control><Shift>l", PEN_UI_GROUP_PROGRAM},
    {"win.run-as('miri')", N_ ("Run Under Miri"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-backtrace('1')", N_ ("Run with a Backtrace"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-as('asm')", N_ ("Show Assembly"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-as('llvm-ir')", N_ ("Show LLVM IR"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-as('mir')", N_ ("Show MIR"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-as('hir')", N_ ("Show HIR"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-as('expand')", N_ ("Expand Macros"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.run-as('wasm')", N_ ("Show WebAssembly"), NULL, PEN_UI_GROUP_PROGRAM},
    {"win.next-problem", N_ ("Next Problem"), "F8", PEN_UI_GROUP_PROBLEMS},
    {"win.previous-problem", N_ ("Previous Problem"), "<Shift>F8", PEN_UI_GROUP_PROBLEMS},
    {"win.apply-suggestion", N_ ("Apply the Suggestion"), "<Alt>Return", PEN_UI_GROUP_PROBLEMS},
    {"win.explain-problem", N_ ("Explain the Problem"), "<Shift>F1", PEN_UI_GROUP_PROBLEMS},
    {"win.docs", N_ ("Documentation of the Word"), "F1", PEN_UI_GROUP_PROBLEMS},
    {"output.find", N_ ("Find in the Output"), "<Control><Shift>f", PEN_UI_GROUP_OUTPUT},
    {"output.find-next", N_ ("Next Match in the Output"), NULL, PEN_UI_GROUP_OUTPUT},
    {"output.find-previous", N_ ("Previous Match in the Output"), NULL, PEN_UI_GROUP_OUTPUT},
    {"output.copy", N_ ("Copy the Output"), "<Control><Shift>c", PEN_UI_GROUP_OUTPUT},
    {"output.clear", N_ ("Clear the Output"), "<Control>l", PEN_UI_GROUP_OUTPUT},
    {"output.jump-to-end", N_ ("Jump to the End of the Output"), NULL, PEN_UI_GROUP_OUTPUT},
    {"output.type", N_ ("Type for the Program"), NULL, PEN_UI_GROUP_OUTPUT},
    {"win.format", N_ ("Format"), "<Shift><Alt>f", PEN_UI_GROUP_EDITING},
    {"win.find", N_ ("Find"), "<Control>f", PEN_UI_GROUP_EDITING},
    {"editor.replace", N_ ("Find and Replace"), "<Control>h", PEN_UI_GROUP_EDITING},
    {"win.find-next", N_ ("Find Next"), "<Control>g", PEN_UI_GROUP_EDITING},
    {"win.find-previous", N_ ("Find Previous"), "<Control><Shift>g", PEN_UI_GROUP_EDITING},
    {"editor.go-to-line", N_ ("Go to Line"), "<Control>i", PEN_UI_GROUP_EDITING},
    {"editor.toggle-comment", N_ ("Comment or Uncomment"), "<Control>slash", PEN_UI_GROUP_EDITING},
    {"editor.move-lines-up", N_ ("Move Lines Up"), "<Alt>Up", PEN_UI_GROUP_EDITING},
    {"editor.move-lines-down", N_ ("Move Lines Down"), "<Alt>Down", PEN_UI_GROUP_EDITING},
    {"editor.duplicate-line", N_ ("Duplicate Line"), "<Control><Shift>d", PEN_UI_GROUP_EDITING},
    {"editor.delete-line", N_ ("Delete Line"), "<Control><Shift>k", PEN_UI_GROUP_EDITING},
    {"editor.join-lines", N_ ("Join Lines"), "<Control>j", PEN_UI_GROUP_EDITING},
    {"editor.indent", N_ ("Indent"), NULL, PEN_UI_GROUP_EDITING},
    {"editor.unindent", N_ ("Unindent"), NULL, PEN_UI_GROUP_EDITING},
    {"editor.expand-selection", N_ ("Select More"), "<Shift><Alt>Right", PEN_UI_GROUP_EDITING},
    {"editor.complete", N_ ("Complete the Word"), "<Control>space", PEN_UI_GROUP_EDITING},
    {"editor.leave", N_ ("Leave the Code"), "<Control>Tab", PEN_UI_GROUP_EDITING},
    {"win.new-file", N_ ("New File"), "<Control>t", PEN_UI_GROUP_FILES},
    {"win.open", N_ ("Open…"), "<Control>o", PEN_UI_GROUP_FILES},
    {"win.open-folder", N_ ("Open Folder…"), "<Control><Shift>o", PEN_UI_GROUP_FILES},
    {"win.save", N_ ("Save"), "<Control>s", PEN_UI_GROUP_FILES},
    {"win.save-as", N_ ("Save As…"), "<Control><Shift>s", PEN_UI_GROUP_FILES},
    {"win.take-home", N_ ("Take It Home…"), "<Control><Shift>e", PEN_UI_GROUP_FILES},
    {"win.copy-link", N_ ("Copy as a Playground Link"), NULL, PEN_UI_GROUP_FILES},
    {"win.open-link", N_ ("Open the Link on the Clipboard"), NULL, PEN_UI_GROUP_FILES},
    {"win.rename-file", N_ ("Rename File…"), "F2", PEN_UI_GROUP_FILES},
    {"win.delete-file", N_ ("Delete File"), NULL, PEN_UI_GROUP_FILES},
    {"win.close", N_ ("Close"), "<Control>w", PEN_UI_GROUP_FILES},
    {"win.next-file", N_ ("Next File"), "<Control>Page_Down", PEN_UI_GROUP_FILES},
    {"win.previous-file", N_ ("Previous File"), "<Control>Page_Up", PEN_UI_GROUP_FILES},
    {"win.recent", N_ ("Recent Programs"), "<Control>r", PEN_UI_GROUP_FILES},
    {"win.duplicate", N_ ("Duplicate"), "<Control><Shift>n", PEN_UI_GROUP_FILES},
    {"win.examples", N_ ("Examples"), "<Control>e", PEN_UI_GROUP_FILES},
    {"app.clear-board", N_ ("Put Away All Programs"), NULL, PEN_UI_GROUP_FILES},
    {"win.next-example", N_ ("Next Example"), NULL, PEN_UI_GROUP_FILES},
    {"win.restore-example", N_ ("Back to the Original"), NULL, PEN_UI_GROUP_FILES},
    {"win.next-step", N_ ("Next Step"), "F9", PEN_UI_GROUP_STEPS},
    {"win.previous-step", N_ ("Previous Step"), "<Shift>F9", PEN_UI_GROUP_STEPS},
    {"win.set-step", N_ ("Set a Step"), "<Control>F9", PEN_UI_GROUP_STEPS},
    {"win.steps", N_ ("Steps"), "<Control><Alt>s", PEN_UI_GROUP_STEPS},
    {"win.history", N_ ("History"), "<Control><Alt>h", PEN_UI_GROUP_STEPS},
    {"win.zoom-in",
     N_ ("Larger"),
     "<Control>plus <Control>equal <Control>KP_Add",
     PEN_UI_GROUP_VIEW},
    {"win.zoom-out", N_ ("Smaller"), "<Control>minus <Control>KP_Subtract", PEN_UI_GROUP_VIEW},
    {"win.zoom-reset", N_ ("Normal Size"), "<Control>0 <Control>KP_0", PEN_UI_GROUP_VIEW},
    {"win.stage", N_ ("Present"), "F11", PEN_UI_GROUP_VIEW},
    {"win.layout('auto')", N_ ("Code and Output as They Fit"), "<Control>1", PEN_UI_GROUP_VIEW},
    {"win.layout('side')", N_ ("Output at the Right"), "<Control>2", PEN_UI_GROUP_VIEW},
    {"win.layout('stacked')", N_ ("Output Below"), "<Control>3", PEN_UI_GROUP_VIEW},
    {"win.layout('code')", N_ ("Code Alone"), "<Control>4", PEN_UI_GROUP_VIEW},
    {"win.layout('output')", N_ ("Output Alone"), "<Control>5", PEN_UI_GROUP_VIEW},
    {"win.next-pane", N_ ("Next Pane"), "F6", PEN_UI_GROUP_VIEW},
    {"win.previous-pane", N_ ("Previous Pane"), "<Shift>F6", PEN_UI_GROUP_VIEW},
    {"app.new-window", N_ ("New Program"), "<Control>n", PEN_UI_GROUP_GENERAL},
    {"win.palette", N_ ("Find an Action"), "<Control><Shift>p", PEN_UI_GROUP_GENERAL},
    {"win.shortcuts", N_ ("Keyboard Shortcuts"), "<Control>question", PEN_UI_GROUP_GENERAL},
    {"app.preferences", N_ ("Preferences"), "<Control>comma", PEN_UI_GROUP_GENERAL},
    {"win.doctor", N_ ("What This Machine Can Do"), NULL, PEN_UI_GROUP_GENERAL},
    {"app.about", N_ ("About Playpen"), NULL, PEN_UI_GROUP_GENERAL},
    {"app.quit", N_ ("Quit"), "<Control>q", PEN_UI_GROUP_GENERAL},
};

const PenUiAction *
pen_ui_actions_get (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (actions);
  return actions;
}

const PenUiAction *
pen_ui_actions_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      return &actions[i];
  return NULL;
}

char *
pen_ui_action_dup_accel_label (const PenUiAction *action)
{
  g_auto (GStrv) accels = g_strsplit (action->accels != NULL ? action->accels : "", " ", 2);
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

const char *
pen_ui_group_get_title (PenUiGroup group)
{
  static const char *const titles[] = {
      [PEN_UI_GROUP_PROGRAM] = N_ ("Program"),
      [PEN_UI_GROUP_PROBLEMS] = N_ ("Problems"),
      [PEN_UI_GROUP_OUTPUT] = N_ ("Output"),
      [PEN_UI_GROUP_EDITING] = N_ ("Editing"),
      [PEN_UI_GROUP_FILES] = N_ ("Files"),
      [PEN_UI_GROUP_STEPS] = N_ ("Steps and History"),
      [PEN_UI_GROUP_VIEW] = N_ ("View"),
      [PEN_UI_GROUP_GENERAL] = N_ ("General"),
  };

  return _ (titles[group]);
}

void
pen_ui_actions_set_accels (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_auto (GStrv) accels = NULL;

      if (actions[i].accels == NULL)
        continue;
      accels = g_strsplit (actions[i].accels, " ", -1);
      gtk_application_set_accels_for_action (application,
                                             actions[i].name,
                                             (const char *const *)accels);
    }
}
