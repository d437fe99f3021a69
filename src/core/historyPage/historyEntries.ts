import { kindNames } from './historyWords';
import type { HistoryNote } from '../history/historyStore';
import type { LedgerEvent, LedgerEventKind } from '../ledger/ledgerEvents';
import type { Display } from '../views/amountText';
import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';

/** A top-up, grant, adjustment or expiry in words, with the person's note. */
export interface HistoryEntry {
  /** The `to` of the event, which a note is kept by. */
  readonly at: EpochMs;
  readonly kind: LedgerEventKind;
  readonly kindName: string;
  readonly amount: string;
  readonly when: string;
  /** Somewhere in this time it happened. */
  readonly window: string;
  readonly note: string;
}

const maxEntries = 200;

/** The newest first. */
export function historyEntries(
  events: readonly LedgerEvent[],
  notes: readonly HistoryNote[],
  money: (amount: Micros) => string,
  display: Display,
  timeZone: string,
): readonly HistoryEntry[] {
  const { t, locale } = display;
  const kinds = kindNames(t);
  const texts = new Map(notes.map(({ at, text }) => [at, text]));
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  return events
    .slice(-maxEntries)
    .reverse()
    .map(({ kind, amount, from, to, atLeast }) => ({
      at: to,
      kind,
      kindName: kinds[kind],
      amount: atLeast ? t('at least {amount}', { amount: signed(kind, money(amount)) }) : signed(kind, money(amount)),
      when: day.format(to),
      window: full.formatRange(from, to),
      note: texts.get(to) ?? '',
    }));
}

function signed(kind: LedgerEvent['kind'], amount: string): string {
  return `${kind === 'spend' || kind === 'expiry' ? '−' : '+'}${amount}`;
}
