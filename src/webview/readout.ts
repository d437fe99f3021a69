import type { CheckState } from '../core/historyPage/checkPeriods';
import type { SeriesView } from '../core/historyPage/seriesView';
import { element } from './element';
import type { Texts } from './texts';
import type { UnderCursor } from './underCursor';

/** The line under the chart: what is there at the cursor, in words. */
export function readout(under: UnderCursor, check: CheckState | null, line: SeriesView, texts: Texts): readonly Node[] {
  const { checks, checkStates } = texts.words;
  const isWorthTelling = check !== null && check !== 'answered';
  return [
    ...partsOf(under, line, texts),
    ...(isWorthTelling ? [element('span', { class: 'readout-label' }, `${checks}: ${checkStates[check]}`)] : []),
  ];
}

function partsOf(under: UnderCursor, line: SeriesView, texts: Texts): readonly Node[] {
  const { words, money, mark, time, age, span, fill } = texts;
  const part = (kind: string, text: string): Node => element('span', { class: `readout-${kind}` }, text);
  switch (under.kind) {
    case 'nothing':
      return [part('hint', words.hint)];
    case 'bar': {
      const { from, to, spent, atLeast, settling, unreported } = under.bar;
      const text = texts.spent(spent);
      const amount = atLeast ? fill(words.atLeast, { amount: text }) : text;
      return [
        part('value', unreported ? words.unreported : amount),
        part('time', line.spend.per === 'day' ? texts.day(from) : texts.days(from, to - 1)),
        ...(settling && !unreported ? [part('label', words.settling)] : []),
        ...(under.left === null ? [] : [part('label', `${line.stepsTitle}: ${fill(words.estimate, { amount: money(under.left) })}`)]),
      ];
    }
    case 'gap':
      return [part('value', words.gap), part('time', span(under.gap.from, under.gap.to))];
    case 'estimate': {
      const left = fill(words.upTo, { low: money(under.low), high: money(under.high) });
      const value = under.atMost ? fill(words.atMost, { amount: left }) : left;
      return [part('value', value), part('label', words.estimated), part('time', time(under.at))];
    }
    case 'reading': {
      const { point, marks, bar, settling } = under;
      return [
        part('value', money(point.last)),
        part('time', time(point.to)),
        part('age', age(point.to)),
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
