import type { AccountFacts } from '../views/accountView';
import { accountChoices, chosenLine, type AccountChoice } from './historyChoices';
import { historyPlaceText } from './historyPlaceText';
import type { HistorySelection } from './historySelection';
import type { HistoryReads, HistoryDisplay } from './historyDisplay';
import { historyWords, type HistoryWords } from './historyWords';
import type { InSteps } from './inSteps';
import { seriesView, type SeriesView } from './seriesView';
import type { EpochMs } from '../time/epoch';

/** Everything the history page shows, as data that survives JSON. */
export interface HistoryView {
  readonly now: EpochMs;
  readonly locale: string;
  readonly timeZone: string;
  /** Every amount is masked. */
  readonly hidden: boolean;
  readonly words: HistoryWords;
  /** What the person must know about the store itself. */
  readonly notice: string | null;
  readonly choices: readonly AccountChoice[];
  /** null where there is no account at all. */
  readonly selection: HistorySelection | null;
  readonly content:
    | { readonly kind: 'line'; readonly line: SeriesView }
    | { readonly kind: 'empty'; readonly sentence: string; readonly offer: 'addAccount' | 'check' };
}

/**
 * @param wanted what was asked for; the parts that are not there are replaced by what is
 * @param pixels the width of the chart, which decides how much detail there is
 */
export function* historyViewInSteps(
  store: HistoryReads,
  facts: readonly AccountFacts[],
  wanted: Partial<HistorySelection>,
  pixels: number,
  display: HistoryDisplay,
): InSteps<HistoryView> {
  const { now, locale, timeZone, hidden, t } = display;
  const lines = store.lines();
  const choices = accountChoices(facts, lines);
  const chosen = chosenLine(choices, lines, wanted);
  const selection = chosen && { ...chosen, range: wanted.range ?? { kind: '30d' as const }, zoom: wanted.zoom ?? null };
  const line = lines.find(({ account, unit }) => account === selection?.account && unit === selection.unit);
  const view = { now, locale, timeZone, hidden, words: historyWords(t), notice: historyPlaceText(store.place(), t), choices, selection };
  if (!selection)
    return {
      ...view,
      content: {
        kind: 'empty',
        sentence: t('There is no account yet. Add one, and each check of its balance is written down here.'),
        offer: 'addAccount',
      },
    };
  if (!line)
    return {
      ...view,
      content: {
        kind: 'empty',
        sentence: t('There are no readings of this account yet. Each check of its balance is written down here.'),
        offer: 'check',
      },
    };
  const owner = facts.find(({ account }) => account.id === selection.account);
  return { ...view, content: { kind: 'line', line: yield* seriesView(store, line, owner, selection, pixels, display) } };
}
