import type { AccountView } from './accountView';
import type { Display } from './amountText';
import { judgeReading } from '../model/accountState';
import { oneLine } from '../text/plainText';
import { formatAge } from '../time/age';
import { minuteMs } from '../time/durations';
import { wordsTurn } from '../time/wordsTurn';
import { defaultThresholds, headline } from '../model/headline';
import type { LatestReading } from '../history/latestReadings';
import { amountWithoutBalance, balanceText } from './shownAmount';
import { stateReasonText } from './stateReasonText';
import type { LastStatus, StatusGround } from './lastStatus';
import { statusView, type StatusView } from './statusView';
import { asAccountId } from '../model/accountId';

/**
 * The accounts as they were last seen, for a window that has just opened: from history and the plain names in the
 * settings, without the schemas that a check needs. A person's own thresholds come with the first click.
 */
export function startupViews(setting: unknown, known: readonly LatestReading[], display: Display): readonly AccountView[] {
  const entries: readonly unknown[] = Array.isArray(setting) ? setting : [];
  return entries.flatMap((entry) => {
    const id = field(entry, 'id');
    const reading = known.find(({ account }) => account === id)?.reading;
    const main = reading && headline(reading.balances, defaultThresholds, field(entry, 'unit'));
    const amount = main ? balanceText(main, display) : reading ? amountWithoutBalance(reading, display) : null;
    if (id === undefined || !reading || amount === null) return [];
    const at = main?.at ?? reading.at;
    const { state, reason } = judgeReading(reading, defaultThresholds, field(entry, 'unit'));
    const view: AccountView = {
      id: asAccountId(id),
      title: oneLine(field(entry, 'label') ?? id),
      state,
      reason: reason && stateReasonText(reason, display),
      amount,
      otherBalances: reading.balances.filter((other) => other !== main).map((other) => balanceText(other, display, reading.at)),
      at,
      age: formatAge(at, display),
      stale: true,
      checking: false,
      problem: null,
      estimate: null,
      ledger: null,
    };
    return [view];
  });
}

/** Null where nothing is known. */
export function startupStatusView({ setting, shows }: StatusGround, known: readonly LatestReading[], display: Display): StatusView | null {
  const views = startupViews(setting, known, display);
  return views.length === 0 ? null : statusView(views, shows, display.t);
}

/** What windows that open later show, each at its time. Null where nothing is known. */
export function lastStatus(ground: StatusGround, known: readonly LatestReading[], display: Display): LastStatus | null {
  // By then nothing is "just now" any more.
  const from = display.now + minuteMs;
  const ends = [...wordsTurn(from), null];
  const views = [from, ...wordsTurn(from)].map((now) => startupStatusView(ground, known, { ...display, now }));
  return views.flatMap((view, index) => (view ? [{ ...view, until: ends[index] ?? null }] : []));
}

function field(entry: unknown, name: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const value: unknown = Reflect.get(entry, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
