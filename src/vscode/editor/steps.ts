import * as vscode from 'vscode';
import { drawnItem, plainMessage, type PickItem } from './dialogs';

/** What a step of a flow gives: a value, one step back, or the end of the flow. */
export type StepAnswer<T> = { readonly kind: 'value'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancelled' };

export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** A further page of the first step, which has a way back as later steps do. */
  readonly hasBack?: boolean;
}

/** A choice. The first step has no way back. */
export function pickStep<T extends PickItem>(place: StepPlace, placeholder: string, items: readonly T[]): Promise<StepAnswer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  Object.assign(pick, place, {
    title: plainMessage(place.title),
    placeholder: plainMessage(placeholder),
    items: items.map(drawnItem),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return answerOf(pick, place, () => {
    const [chosen] = pick.selectedItems;
    return Promise.resolve(chosen ? { ok: true, value: chosen } : { ok: false });
  });
}

export interface InputStep {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** A page that helps with the answer, behind a button. */
  readonly link?: { readonly title: string; readonly url: string };
  /** While typing: a doubt to show. It does not refuse. */
  readonly hint?: (text: string) => Promise<string | undefined>;
  /** On Enter: what is wrong, or undefined. May take time; the box is busy meanwhile. */
  readonly refuse: (text: string) => string | undefined | Promise<string | undefined>;
}

export function inputStep(
  place: StepPlace,
  { prompt, value = '', placeholder = '', password = false, link, hint, refuse }: InputStep,
): Promise<StepAnswer<string>> {
  const box = vscode.window.createInputBox();
  Object.assign(box, place, {
    title: plainMessage(place.title),
    prompt: plainMessage(prompt),
    value,
    placeholder: plainMessage(placeholder),
    password,
    ignoreFocusOut: true,
  });
  if (link) box.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: link.title }];
  const opened = box.onDidTriggerButton((button) => {
    if (link && button !== vscode.QuickInputButtons.Back) void vscode.env.openExternal(vscode.Uri.parse(link.url, true));
  });
  let answers = 0;
  const typed = box.onDidChangeValue(async (text) => {
    const before = answers;
    const doubt = await hint?.(text);
    // A refusal said meanwhile stands until the text changes.
    if (box.value === text && answers === before)
      box.validationMessage =
        doubt === undefined ? undefined : { message: plainMessage(doubt), severity: vscode.InputBoxValidationSeverity.Warning };
  });
  return answerOf(box, place, async (text) => {
    answers += 1;
    const refused = await refuse(text);
    if (refused === undefined) return { ok: true, value: text };
    box.validationMessage = { message: plainMessage(refused), severity: vscode.InputBoxValidationSeverity.Error };
    return { ok: false };
  }).finally(() => {
    typed.dispose();
    opened.dispose();
  });
}

type Accepted<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

function answerOf<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { step, hasBack = step > 1 }: StepPlace,
  accept: (text: string) => Promise<Accepted<T>>,
): Promise<StepAnswer<T>> {
  if (hasBack) input.buttons = [vscode.QuickInputButtons.Back, ...input.buttons];
  return new Promise<StepAnswer<T>>((resolve, reject) => {
    let entered = '';
    const onAccept = async (): Promise<void> => {
      entered = input.value;
      if (input.busy) return;
      input.busy = true;
      let judged: string;
      let accepted: Accepted<T>;
      do {
        judged = entered;
        accepted = await accept(judged);
        // Enter may have come again meanwhile, on a text that was mended: that one counts.
      } while (judged !== entered);
      input.busy = false;
      if (accepted.ok) resolve({ kind: 'value', value: accepted.value });
    };
    input.onDidAccept(() => onAccept().catch(reject));
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) resolve({ kind: 'back' });
    });
    // After a value this comes too late to count: a promise keeps its first answer.
    input.onDidHide(() => resolve({ kind: 'cancelled' }));
    input.show();
  }).finally(() => input.dispose());
}

/** Runs steps in order; back goes to the one before. Each step returns what to add to the answers. */
export async function runSteps<A extends object>(
  steps: readonly ((answers: Partial<A>) => Promise<StepAnswer<Partial<A>>>)[],
): Promise<Partial<A> | undefined> {
  let answers: Partial<A> = {};
  for (let index = 0; index < steps.length;) {
    const answer = await steps[index]?.(answers);
    if (answer === undefined || answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'value') answers = { ...answers, ...answer.value };
    index += answer.kind === 'back' ? -1 : 1;
    if (index < 0) return undefined;
  }
  return answers;
}
