import type { FigureSource, HistoryWords } from '../core/historyPage/historyWords';
import type { Figure } from '../core/historyPage/historySummary';
import type { RangeView } from '../core/historyPage/rangeFigures';
import { element } from './element';

const order: readonly FigureSource[] = ['reported', 'derived', 'estimated'];

/** One group for each source, so that what was reported never stands beside what was worked out. */
export function summary(figures: readonly Figure[], words: HistoryWords): readonly Node[] {
  return order.flatMap((source) => {
    const own = figures.filter((figure) => figure.source === source);
    if (own.length === 0) return [];
    const list = element('dl', { class: 'figures' }, ...own.map(tile));
    return [
      element(
        'section',
        { class: `source source-${source}`, 'aria-label': words.sources[source] },
        element('h2', {}, words.sources[source]),
        list,
      ),
    ];
  });
}

/** Of the time that is looked at, above its chart. */
export function rangeFigures({ title, figures }: RangeView, words: HistoryWords): readonly Node[] {
  const source = figures[0]?.source ?? 'derived';
  const list = element('dl', { class: 'figures' }, ...figures.map(tile));
  return [element('h3', {}, title, element('span', { class: 'muted' }, ` · ${words.sources[source]}`)), list];
}

function tile({ name, value, detail }: Figure): HTMLElement {
  return element(
    'div',
    { class: 'figure' },
    element('dt', {}, name),
    element('dd', { class: 'value' }, value),
    ...(detail === null ? [] : [element('dd', { class: 'detail' }, detail)]),
  );
}
