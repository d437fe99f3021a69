import type { CheckState } from '../core/historyPage/checkPeriods';
import type { SeriesView } from '../core/historyPage/seriesView';
import { boxBeside, type Spot } from './cursorBox';
import { element } from './element';
import type { Texts } from './texts';
import type { UnderCursor } from './underCursor';

/** What is there at the cursor, in words; nothing where it is nowhere. */
export function readout(under: UnderCursor, check: CheckState | null, line: SeriesView, texts: Texts): readonly Node[] {
  const { checks, checkStates } = texts.words;
  const isWorthTelling = check !== null && check !== 'answered';
  if (under.kind === 'nothing') return [];
  return [
    ...partsOf(under, line, texts),
    ...(isWorthTelling ? [element('span', { class: 'readout-label' }, `${checks}: ${checkStates[check]}`)] : []),
  ];
}

function partsOf(under: Exclude<UnderCursor, { readonly kind: 'nothing' }>, line: SeriesView, texts: Texts): readonly Node[] {
  const { words, money, mark, time, span, fill } = texts;
  const part = (kind: string, text: string): Node => element('span', { class: `readout-${kind}` }, text);
  switch (under.kind) {
    case 'bar': {
      const { from, to, spent, atLeast, settling, unreported } = under.bar;
      const text = texts.spent(spent);
      const amount = atLeast ? fill(words.atLeast, { amount: text }) : text;
      return [
        part('time', line.spend.per === 'day' ? texts.day(from) : texts.days(from, to - 1)),
        part('value', unreported ? words.unreported : amount),
        ...(settling && !unreported ? [part('label', words.settling)] : []),
        ...(under.left === null ? [] : [part('label', `${line.stepsTitle}: ${fill(words.estimate, { amount: money(under.left) })}`)]),
      ];
    }
    case 'gap':
      return [part('time', span(under.gap.from, under.gap.to)), part('value', words.gap)];
    case 'estimate': {
      const left = fill(words.upTo, { low: money(under.low), high: money(under.high) });
      const value = under.atMost ? fill(words.atMost, { amount: left }) : left;
      return [part('time', time(under.at)), part('value', value), part('label', words.estimated)];
    }
    case 'reading': {
      const { point, marks, bar, settling } = under;
      return [
        part('time', time(point.to)),
        part('value', money(point.last)),
        ...(point.min === point.max ? [] : [part('label', `${words.lowest} ${money(point.min)}, ${words.highest} ${money(point.max)}`)]),
        ...marks.map((one) => part(`mark colors-${one.kind}`, mark(one))),
        ...(bar && bar.spent > 0
          ? [part('label', `${line.spendTitle}: ${bar.atLeast ? fill(words.atLeast, { amount: money(bar.spent) }) : money(bar.spent)}`)]
          : []),
        // As the table says of it: the amount alone would be a fact of this bar.
        ...(bar && bar.spent > 0 && bar.late ? [part('label', words.late)] : []),
        ...(settling ? [part('label', words.settling)] : []),
      ];
    }
  }
}

export function moveBeside(box: HTMLElement, cursor: Spot, chart: HTMLElement): void {
  const { x, y } = boxBeside(
    cursor,
    { width: box.offsetWidth, height: box.offsetHeight },
    { width: chart.clientWidth, height: chart.clientHeight },
  );
  box.style.left = `${x}px`;
  box.style.top = `${y}px`;
}
