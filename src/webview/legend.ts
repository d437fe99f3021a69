import type { SeriesView } from '../core/historyPage/seriesView';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { element } from './element';

/** Only of what is there to be seen. */
export function legend(
  { marks, gaps, cone, points, threshold, settlingFrom, span, spend }: SeriesView,
  words: HistoryWords,
  now: number,
): readonly Node[] {
  const has = (kind: string): boolean => marks.some((mark) => mark.kind === kind);
  const rows: readonly (readonly [shape: string, text: string, isShown: boolean])[] = [
    ['topUp', words.kinds.topUp, has('topUp')],
    ['grant', words.kinds.grant, has('grant')],
    ['adjustment', words.kinds.adjustment, has('adjustment')],
    ['expiry', words.kinds.expiry, has('expiry')],
    ['band', words.spread, points.some(({ min, max }) => min !== max)],
    ['gap', words.gap, gaps.length > 0],
    ['threshold', words.threshold, threshold !== null],
    ['cone', words.runway, cone !== null && span.to > cone.at],
    ['settling', words.settling, span.to >= now && points.some(({ to }) => to > settlingFrom)],
    ['bound', words.bound, spend.bars.some(({ spent, atLeast }) => atLeast && spent > 0)],
  ];
  return rows
    .filter(([, , isShown]) => isShown)
    .map(([shape, text]) => element('li', {}, element('i', { class: `key key-${shape}`, 'aria-hidden': 'true' }), text));
}
