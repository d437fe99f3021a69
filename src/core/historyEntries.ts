import { kindNames } from './historyWords';
import type { HistoryNote } from './historyStore';
import type { LedgerEvent, LedgerEventKind } from './ledgerEvents';
import type { Scene } from './amountText';
import type { EpochMs } from './model';
import type { Micros } from './money';

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

const most = 200;

/** The newest first. */
export function historyEntries(events: readonly LedgerEvent[], notes: readonly HistoryNote[], money: (amount: Micros) => string, scene: Scene, timeZone: string): readonly HistoryEntry[] {
  const { t, locale } = scene;
  const kinds = kindNames(t);
  const texts = new Map(notes.map(({ at, text }) => [at, text]));
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  return events.slice(-most).reverse().map(({ kind, amount, from, to, atLeast }) => ({
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
