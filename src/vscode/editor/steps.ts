import * as vscode from 'vscode';
import { drawnItem, plainMessage, type PickItem } from './dialogs';

/** What a question of a flow gives: a value, one step back, or the end of the flow. */
export type StepAnswer<T> = { readonly kind: 'value'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancelled' };

/** What a step of a flow adds to the answers. `skipped`: what is plain without a question. */
export type StepResult<A> = StepAnswer<Partial<A>> | { readonly kind: 'skipped'; readonly value: Partial<A> };

export interface StepPlace {
  readonly title: string;
  /** Where it is known how many there will be. */
  readonly step?: number;
  readonly totalSteps?: number;
  /** Default: all but the first of counted steps have a way back. */
  readonly hasBack?: boolean;
}

/**
 * A choice.
 * @param accept on Enter: false leaves the list open. May take time; the list is busy meanwhile.
 */
export function pickStep<T extends PickItem>(
  place: StepPlace,
  placeholder: string,
  items: readonly T[],
  accept: (choice: T) => Promise<boolean> = () => Promise.resolve(true),
): Promise<StepAnswer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  Object.assign(pick, place, {
    title: plainMessage(place.title),
    placeholder: plainMessage(placeholder),
    items: items.map(drawnItem),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return answerOf(pick, place, async () => {
    const [chosen] = pick.selectedItems;
    return chosen && (await accept(chosen)) ? { ok: true, value: chosen } : { ok: false };
  });
}

/** Something beside the answer, such as a page that helps with it. */
export interface StepButton {
  readonly icon: string;
  readonly title: string;
  /** `back` leaves the step as its way back does. */
  readonly press: () => 'stay' | 'back';
}

export interface InputStep {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  readonly buttons?: readonly StepButton[];
  /** While typing: a doubt to show. It does not refuse. */
  readonly hint?: (text: string) => Promise<string | undefined>;
  /** On Enter: what is wrong, or undefined. May take time; the box is busy meanwhile. */
  readonly refuse: (text: string) => string | undefined | Promise<string | undefined>;
}

export function inputStep(
  place: StepPlace,
  { prompt, value = '', placeholder = '', password = false, buttons = [], hint, refuse }: InputStep,
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
  const drawn = new Map<vscode.QuickInputButton, StepButton>(
    buttons.map((button) => [{ iconPath: new vscode.ThemeIcon(button.icon), tooltip: button.title }, button]),
  );
  box.buttons = [...drawn.keys()];
  let answers = 0;
  const typed = box.onDidChangeValue(async (text) => {
    const before = answers;
    const doubt = await hint?.(text);
    // A refusal said meanwhile stands until the text changes.
    if (box.value === text && answers === before)
      box.validationMessage =
        doubt === undefined ? undefined : { message: plainMessage(doubt), severity: vscode.InputBoxValidationSeverity.Warning };
  });
  const judge = async (text: string): Promise<Accepted<string>> => {
    answers += 1;
    // What was said of another text says nothing of this one.
    box.validationMessage = undefined;
    const refused = await refuse(text);
    if (refused === undefined) return { ok: true, value: text };
    box.validationMessage = { message: plainMessage(refused), severity: vscode.InputBoxValidationSeverity.Error };
    return { ok: false };
  };
  return answerOf(box, place, judge, (button) => drawn.get(button)?.press()).finally(() => {
    typed.dispose();
  });
}

type Accepted<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

function answerOf<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { step = 1, hasBack = step > 1 }: StepPlace,
  accept: (text: string) => Promise<Accepted<T>>,
  press: (button: vscode.QuickInputButton) => ReturnType<StepButton['press']> | undefined = () => undefined,
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
      if (button === vscode.QuickInputButtons.Back || press(button) === 'back') resolve({ kind: 'back' });
    });
    // After a value this comes too late to count: a promise keeps its first answer.
    input.onDidHide(() => resolve({ kind: 'cancelled' }));
    input.show();
  }).finally(() => input.dispose());
}

/** Runs steps in order; back goes to the one before that asked something. Each step returns what to add to the answers. */
export async function runSteps<A extends object>(
  steps: readonly ((answers: Partial<A>) => Promise<StepResult<A>>)[],
): Promise<Partial<A> | undefined> {
  let answers: Partial<A> = {};
  let direction = 1;
  for (let index = 0; index < steps.length; index += direction) {
    if (index < 0) return undefined;
    const answer = await steps[index]?.(answers);
    if (answer === undefined || answer.kind === 'cancelled') return undefined;
    if ('value' in answer) answers = { ...answers, ...answer.value };
    if (answer.kind !== 'skipped') direction = answer.kind === 'back' ? -1 : 1;
  }
  return answers;
}
