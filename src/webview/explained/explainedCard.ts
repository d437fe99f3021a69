import type { ExplainedCard } from '../../core/explainedPage/explainedCard';
import type { ExplainedView } from '../../core/explainedPage/explainedView';
import { element } from '../element';
import { usageTable } from './usageTable';

/** What was spent as a bar, in pieces; the same in sentences above it and as a table below. */
export function explainedCard({ title, span, state, sentences, hints, bar, rows }: ExplainedCard, view: ExplainedView): HTMLElement {
  const { words, selection } = view;
  const pieces = bar.map(({ share, kind, how }, index) => {
    const piece = element('span', { class: `piece ${kind}`, title: how, 'data-series': String(index % 8) });
    // What is little can be seen all the same.
    piece.style.setProperty('flex-grow', String(Math.max(share, 4)));
    return piece;
  });
  const key = bar.map(({ name, amount, kind }, index) =>
    element(
      'li',
      {},
      element('span', { class: `swatch ${kind}`, 'data-series': String(index % 8), 'aria-hidden': 'true' }),
      element('span', {}, name),
      element('strong', {}, amount),
    ),
  );
  return element(
    'section',
    { class: 'explained-card', 'data-state': state },
    element('div', { class: 'explained-head' }, element('h2', {}, title), element('p', { class: 'muted' }, span)),
    element('div', { class: 'explained-sentences' }, ...sentences.map((sentence) => element('p', {}, sentence))),
    ...(hints.length === 0 ? [] : [element('div', { class: 'explained-hints muted' }, ...hints.map((hint) => element('p', {}, hint)))]),
    ...(bar.length === 0
      ? []
      : [
          // The list below says the same.
          element('div', { class: 'explained-bar', 'aria-hidden': 'true' }, ...pieces),
          element('ul', { class: 'explained-key' }, ...key),
        ]),
    ...(rows.length === 0 ? [] : [usageTable(rows, words.logged, words, words.ways[selection.way])]),
  );
}
