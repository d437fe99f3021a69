import type { AccountFacts } from '../views/accountView';
import { accountChoices, chosenLine, keptLines, type AccountChoice } from './historyChoices';
import { historyNotice } from './historyNotice';
import { checksView, noChecks, type ChecksView } from './checksView';
import { spanOf, type HistorySelection } from './historySelection';
import type { HistoryReads, HistoryDisplay } from './historyDisplay';
import { historyWords, type HistoryWords } from './historyWords';
import type { InSteps } from '../history/inSteps';
import { tabNames } from './pageTabs';
import { seriesView, type DaysOf, type SeriesView } from './seriesView';
import { accountUnitOf, kindOfLine } from './shownLine';
import { spendView } from './spendView';
import type { Translate } from '../text/translate';
import type { EpochMs } from '../time/epoch';
import { dayMs } from '../time/durations';

/** Everything the history page shows, as data that survives JSON. */
export interface HistoryView {
  readonly now: EpochMs;
  readonly locale: string;
  readonly timeZone: string;
  /** Every amount is masked. */
  readonly hidden: boolean;
  readonly words: HistoryWords;
  readonly tabs: ReturnType<typeof tabNames>;
  /** What the person must know about the store itself. */
  readonly notice: string | null;
  readonly choices: readonly AccountChoice[];
  /** null where there is no account at all. */
  readonly selection: HistorySelection | null;
  /** Of the account that is shown. */
  readonly checks: ChecksView;
  readonly content:
    | { readonly kind: 'line'; readonly line: SeriesView }
    | { readonly kind: 'empty'; readonly sentence: string; readonly offer: 'addAccount' | 'check' };
}

/** How far back checks are told of, where there is nothing else. */
const emptySpan = 30 * dayMs;

/**
 * @param wanted what was asked for; the parts that are not there are replaced by what is
 * @param pixels the width of the chart, which decides how much detail there is
 * @param daysOf of those whose ledgers are kept
 */
export function* historyViewInSteps(
  store: HistoryReads,
  facts: readonly AccountFacts[],
  wanted: Partial<HistorySelection>,
  pixels: number,
  display: HistoryDisplay,
  daysOf: DaysOf | null = null,
): InSteps<HistoryView> {
  const { now, locale, timeZone, hidden, t } = display;
  const kept = keptLines(store, facts, wanted.account, now);
  const choices = accountChoices(facts, kept, t);
  const chosen = chosenLine(choices, kept, wanted);
  const selection = chosen && { ...chosen, range: wanted.range ?? { kind: '30d' as const }, zoom: wanted.zoom ?? null };
  const view = {
    now,
    locale,
    timeZone,
    hidden,
    words: historyWords(t),
    tabs: tabNames(t),
    notice: historyNotice(store.place(), display),
    choices,
    selection,
  };
  if (!selection)
    return {
      ...view,
      checks: noChecks,
      content: {
        kind: 'empty',
        sentence: t('There is no account yet. Add one, and every check of its balance is recorded here.'),
        offer: 'addAccount',
      },
    };
  const owner = facts.find(({ account }) => account.id === selection.account);
  const line = yield* selectedLine(store, owner, selection, pixels, display, daysOf);
  const span = line?.span ?? spanOf(selection.range, now - emptySpan, now, timeZone);
  const checks = yield* checksView(store, selection.account, span, pixels, display);
  if (!line)
    return {
      ...view,
      checks,
      content: {
        kind: 'empty',
        sentence: emptyText(owner, t),
        offer: 'check',
      },
    };
  return { ...view, checks, content: { kind: 'line', line } };
}

/** null where nothing is written down of it. */
function* selectedLine(
  store: HistoryReads,
  owner: AccountFacts | undefined,
  selection: HistorySelection,
  pixels: number,
  display: HistoryDisplay,
  daysOf: DaysOf | null,
): InSteps<SeriesView | null> {
  const kind = kindOfLine(selection);
  if (kind === 'spend') return spendView(store, owner, selection, pixels, display);
  const wanted = accountUnitOf(selection);
  const line = (kind === 'cap' ? store.capLines() : store.lines()).find(
    ({ account, unit, cap }) => account === wanted.account && unit === wanted.unit && cap === wanted.cap,
  );
  return line ? yield* seriesView(store, line, owner, selection, pixels, display, daysOf) : null;
}

function emptyText(owner: AccountFacts | undefined, t: Translate): string {
  return owner?.provider.kind === 'spend'
    ? t('{provider} reports spend per day, and no balance. Its days appear here after the first check that succeeds.', {
        provider: owner.provider.name,
      })
    : t('There are no readings of this account yet. Every check of its balance adds one.');
}
