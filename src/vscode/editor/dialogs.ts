import * as vscode from 'vscode';
import { oneLine, plainLines, withoutMarks } from '../../core/text/plainText';

/**
 * Messages, inputs and lists of the editor draw `[text](command:…)` as a link that runs, and `$(name)` as an icon. Text of
 * others may be in any of them, so all go through here, where text stays text. A test holds that nothing passes by.
 */
export function plainMessage(text: string): string {
  return withoutMarks(oneLine(text));
}

export function showInfo(message: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(plainMessage(message), ...actions);
}

export function showWarning(message: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(plainMessage(message), ...actions);
}

export function showError(message: string, ...actions: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(plainMessage(message), ...actions);
}

/** A question that must be answered. The first item is the one that Enter takes. */
export function askModal(
  message: string,
  detail: string,
  ...items: readonly vscode.MessageItem[]
): Thenable<vscode.MessageItem | undefined> {
  return vscode.window.showWarningMessage(plainMessage(message), { modal: true, detail: withoutMarks(plainLines(detail)) }, ...items);
}

export function showInput(options: vscode.InputBoxOptions): Thenable<string | undefined> {
  const { title, prompt, placeHolder } = options;
  return vscode.window.showInputBox({
    ...options,
    ...plainFields({ title, prompt, placeHolder }),
    ...(options.validateInput ? { validateInput: async (text: string) => plainValidation(await options.validateInput?.(text)) } : {}),
  });
}

function plainValidation(result: Awaited<ReturnType<NonNullable<vscode.InputBoxOptions['validateInput']>>>): typeof result {
  if (typeof result === 'string') return plainMessage(result);
  return result && { ...result, message: plainMessage(result.message) };
}

/** A line of a list. Its icon is apart, so that the rest of it is text alone. */
export interface PickItem extends vscode.QuickPickItem {
  readonly icon?: string;
}

/** The same line as the editor draws it. */
export function drawnItem<T extends PickItem>(item: T): T {
  const { icon, label, description, detail } = item;
  return {
    ...item,
    label: icon === undefined ? plainMessage(label) : `$(${icon}) ${plainMessage(label)}`,
    ...plainFields({ description, detail }),
  };
}

function plainFields(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, plainMessage(text)]])));
}

export function showPick<T extends PickItem>(items: readonly T[], options: vscode.QuickPickOptions): Thenable<T | undefined> {
  return vscode.window.showQuickPick(items.map(drawnItem), plainOptions(options));
}

export function showManyPick<T extends PickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Thenable<readonly T[] | undefined> {
  return vscode.window.showQuickPick(items.map(drawnItem), { ...plainOptions(options), canPickMany: true });
}

function plainOptions(options: vscode.QuickPickOptions): vscode.QuickPickOptions {
  const { title, placeHolder } = options;
  return { ...options, ...plainFields({ title, placeHolder }) };
}

/** Long work in a notification that can be cancelled. The signal is aborted then. */
export function withCancel<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal);
    } finally {
      cancelled.dispose();
    }
  });
}

/** Work that cannot be called off any more. */
export function withNotice<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: plainMessage(title) }, work);
}

/** Long work that shows on the view itself. */
export function withViewProgress<T>(viewId: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}

/** A word in the status bar that something was done. */
export function flash(message: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${plainMessage(message)}`, 3000);
}
