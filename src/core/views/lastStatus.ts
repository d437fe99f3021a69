import type { EpochMs } from '../time/epoch';
import type { StatusBarShows, StatusView } from './statusView';

/**
 * The status bar in a window that opens, made while something was known: to find the words loads what reads history and
 * formats numbers and times, which takes longer than all else at start.
 */
export interface LastStatus extends StatusView {
  /** The words are of a UTC day, such as `$5.00 spent today`; null where they hold on. */
  readonly until: EpochMs | null;
}

/** All that the words depend on besides what is known. */
export interface StatusGround {
  readonly setting: unknown;
  readonly shows: StatusBarShows;
  readonly locale: string;
  readonly hidden: boolean;
  /** Of the clock on the wall, as `Date` has it. */
  readonly zoneOffset: number;
}

/** What is kept for another ground says nothing here. */
export function groundText({ setting, shows, locale, hidden, zoneOffset }: StatusGround): string {
  return JSON.stringify([setting, shows, locale, hidden, zoneOffset]);
}

/** @param text of a file, whatever is in it. Null: the words are to be found anew. */
export function readLastStatus(text: string | null, now: EpochMs): StatusView | null {
  const told: unknown = text === null ? null : parsed(text);
  if (typeof told !== 'object' || told === null) return null;
  const field = (name: keyof LastStatus): unknown => Reflect.get(told, name);
  const [view, label, background, until] = [field('text'), field('label'), field('background'), field('until')];
  if (typeof view !== 'string' || typeof label !== 'string') return null;
  if (background !== null && background !== 'warning' && background !== 'error') return null;
  if (until !== null && (typeof until !== 'number' || until <= now)) return null;
  return { text: view, label, background };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file says nothing.
    return null;
  }
}
