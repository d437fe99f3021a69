import type { Snapshot } from '../model/snapshot';
import { minuteMs } from '../time/durations';
import { wordsTurn } from '../time/wordsTurn';
import { accountView, type AccountFacts } from './accountView';
import type { Display } from './amountText';
import { accountsByNeed } from './byNeed';
import type { LastStatus } from './lastStatus';
import { chosenAccounts, statusView, type StatusStyle } from './statusView';

/** What windows that open later show, each at its time. Null where nothing is known. */
export function keptStatus(accounts: readonly AccountFacts[], style: StatusStyle, display: Display): LastStatus | null {
  // By then nothing is "just now" any more.
  const from = display.now + minuteMs;
  const known = accounts.map((facts) => ({ ...facts, snapshot: asOfBefore(facts.snapshot) }));
  const views = accountsByNeed(known, { ...display, now: from });
  if (views.every(({ amount }) => amount === null)) return null;
  const chosen = new Set<unknown>(chosenAccounts(views, style.shows));
  const turns = wordsTurn(from);
  // Those that are not shown only count, so they are not put into words again.
  const viewsAt = (now: number) => views.map((view) => (chosen.has(view) ? accountView(view.facts, { ...display, now }) : view));
  return [from, ...turns].map((now, index) => ({ ...statusView(viewsAt(now), style, display.t), until: turns[index] ?? null }));
}

/** Another window may have the key that is missing in this one. */
function asOfBefore(snapshot: Snapshot): Snapshot {
  return { ...snapshot, checking: false, isFromBefore: true, error: snapshot.error?.kind === 'missingKey' ? null : snapshot.error };
}
