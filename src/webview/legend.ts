import type { ChecksView } from '../core/historyPage/checksView';
import type { SeriesView } from '../core/historyPage/seriesView';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { element } from './element';

/** Only of what is there to be seen. */
export function legend(
  { marks, gaps, cone, points, level, settlingFrom, span, spend }: SeriesView,
  { runs }: ChecksView,
  words: HistoryWords,
  now: number,
): readonly Node[] {
  const has = (kind: string): boolean => marks.some((mark) => mark.kind === kind);
  const states = (['answered', 'refused', 'down', 'failed', 'notAsked'] as const).filter((state) =>
    runs.some((run) => run.state === state),
  );
  const rows: readonly (readonly [shape: string, text: string, isShown: boolean])[] = [
    ['topUp', words.kinds.topUp, has('topUp')],
    ['grant', words.kinds.grant, has('grant')],
    ['adjustment', words.kinds.adjustment, has('adjustment')],
    ['expiry', words.kinds.expiry, has('expiry')],
    ['setBack', words.kinds.setBack, has('setBack')],
    ['band', words.spread, points.some(({ min, max }) => min !== max)],
    ['gap', words.gap, gaps.length > 0],
    ['threshold', words.levels.threshold, level?.kind === 'threshold'],
    ['threshold', words.levels.limit, level?.kind === 'limit'],
    ['cone', words.runway, cone !== null && span.to > cone.at],
    [
      'settling',
      words.settling,
      span.to >= now && (points.some(({ to }) => to > settlingFrom) || spend.bars.some((bar) => bar.settling && !bar.unreported)),
    ],
    ['gap', words.unreported, spend.bars.some(({ unreported }) => unreported)],
    ['bound', words.bound, spend.bars.some(({ spent, atLeast }) => atLeast && spent > 0)],
    ...states.map((state) => [`check-${state}`, `${words.checks}: ${words.checkStates[state]}`, true] as const),
  ];
  return rows
    .filter(([, , isShown]) => isShown)
    .map(([shape, text]) => element('li', {}, element('i', { class: `key key-${shape}`, 'aria-hidden': 'true' }), text));
}
