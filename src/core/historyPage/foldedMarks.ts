import type { LedgerEvent } from '../ledger/ledgerEvents';
import { clamped } from '../money/money';
import type { TimeSpan } from './historySelection';

/** One change, or several of a kind that lie too near to be told apart: then their sum, from the first to the last. */
export interface Mark extends LedgerEvent {
  readonly count: number;
}

const mostApart = 500;
const pixelsAMark = 4;

/** A balance that wavers at each check would be more marks than a page can hold. Few are left as they are, however near. */
export function foldedMarks(events: readonly LedgerEvent[], { from, to }: TimeSpan, pixels: number): readonly Mark[] {
  if (events.length <= mostApart) return events.map((event) => ({ ...event, count: 1 }));
  const columnOf = (event: LedgerEvent): number => Math.floor(((event.to - from) * pixels) / ((to - from) * pixelsAMark));
  const marks = new Map<string, Mark>();
  for (const event of events) {
    const place = `${event.kind} ${columnOf(event)}`;
    const before = marks.get(place);
    marks.set(place, before ? joined(before, event) : { ...event, count: 1 });
  }
  return [...marks.values()].sort((a, b) => a.to - b.to);
}

function joined(mark: Mark, { amount, to, atLeast }: LedgerEvent): Mark {
  const sum = clamped(mark.amount + amount);
  return { ...mark, amount: sum, to, atLeast: mark.atLeast || atLeast || sum !== mark.amount + amount, count: mark.count + 1 };
}
