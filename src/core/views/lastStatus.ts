import type { EpochMs } from '../time/epoch';
import type { StatusStyle, StatusView } from './statusView';

/**
 * The status bar in a window that opens, made while something was known: to find the words loads what reads history and
 * formats numbers and times, which takes longer than all else at start.
 */
export type LastStatus = readonly StatusFor[];

/**
 * Words hold for a while: `18:51` is `yesterday 18:51` a day later. Each has the time at which it ends; null in the last one, which
 * holds on.
 */
export interface StatusFor extends StatusView {
  readonly until: EpochMs | null;
}

/** All that the words depend on besides what is known. */
export interface StatusGround extends StatusStyle {
  readonly setting: unknown;
  readonly locale: string;
  readonly hidden: boolean;
  /** Of the clock on the wall, as `Date` has it. */
  readonly zoneOffset: number;
}

/** What is kept for another ground says nothing here. */
export function groundText({ setting, shows, names, locale, hidden, zoneOffset }: StatusGround): string {
  return JSON.stringify([setting, shows, names, locale, hidden, zoneOffset]);
}

/** @param text of a file, whatever is in it. Null: the words are to be found anew. */
export function readLastStatus(text: string | null, now: EpochMs): StatusView | null {
  const told: unknown = text === null ? null : parsed(text);
  const views: readonly unknown[] = Array.isArray(told) ? told : [];
  return readStatus(views.find((view) => holdsAt(view, now)));
}

function holdsAt(view: unknown, now: EpochMs): boolean {
  const until = field(view, 'until');
  return until === null || (typeof until === 'number' && until > now);
}

function readStatus(told: unknown): StatusView | null {
  const [text, label, background, dim] = [field(told, 'text'), field(told, 'label'), field(told, 'background'), field(told, 'dim')];
  if (typeof text !== 'string' || typeof label !== 'string' || typeof dim !== 'boolean') return null;
  if (background !== null && background !== 'warning' && background !== 'error') return null;
  return { text, label, background, dim };
}

function field(of: unknown, name: keyof StatusFor): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file says nothing.
    return null;
  }
}
