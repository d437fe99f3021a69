import type { AccountView } from './accountView';
import { byNeed } from './byNeed';
import type { Display } from './amountText';
import { judgeReading } from '../model/accountState';
import { oneLine } from '../text/plainText';
import { formatAge } from '../time/age';
import { defaultThresholds, headline } from '../model/headline';
import type { LatestReading } from '../history/latestReadings';
import { amountWithoutBalance, balanceText } from './shownAmount';
import { stateReasonText } from './stateReasonText';
import type { StatusGround } from './lastStatus';
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
    const shown = (style: Display): string | null =>
      main ? balanceText(main, style) : reading ? amountWithoutBalance(reading, style) : null;
    const amount = shown(display);
    if (id === undefined || !reading || amount === null) return [];
    const at = main?.at ?? reading.at;
    const { state, reason } = judgeReading(reading, defaultThresholds, field(entry, 'unit'));
    const name = oneLine(field(entry, 'label') ?? id);
    const view: AccountView = {
      id: asAccountId(id),
      title: name,
      brand: name,
      label: name,
      state,
      reason: reason && stateReasonText(reason, display),
      amount,
      shortAmount: shown({ ...display, short: true }),
      otherBalances: reading.balances.filter((other) => other !== main).map((other) => balanceText(other, display, reading.at)),
      at,
      readBy: null,
      age: reading.isImported === true ? display.t('imported, {time}', { time: formatAge(at, display) }) : formatAge(at, display),
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
export function startupStatusView(ground: StatusGround, known: readonly LatestReading[], display: Display): StatusView | null {
  const views = startupViews(ground.setting, known, display);
  return views.length === 0 ? null : statusView(byNeed(views, display.locale), ground, display.t);
}

function field(entry: unknown, name: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const value: unknown = Reflect.get(entry, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
