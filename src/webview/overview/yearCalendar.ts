import type { OverviewView } from '../../core/overview/overviewView';
import type { YearDays } from '../../core/overview/yearDays';
import { element } from '../element';
import { svg } from '../svg';
import type { OverviewTexts } from './overviewTexts';
import { amountOf } from './spendChart';

const [cell, space, head] = [11, 2, 14];

/** A square a day, a column a week. The sum of each month stands in words behind it, for those who do not see it. */
export function yearCalendar(year: YearDays, { words }: OverviewView, texts: OverviewTexts): readonly Node[] {
  const title = texts.fill(words.year, { unit: year.unit });
  const columns = Math.ceil(year.days.length / 7);
  const squares = year.days.map((day, index) => {
    const key = year.first + index;
    const name = texts.day(key);
    const text = day === null ? texts.fill(words.unknownDay, { day: name }) : `${name}: ${amountOf(day, year.unit, words, texts)}`;
    return svg(
      'rect',
      {
        x: Math.floor(index / 7) * (cell + space),
        y: head + (index % 7) * (cell + space),
        width: cell,
        height: cell,
        rx: 2,
        class: day === null ? 'day unknown' : `day level-${day.level}`,
      },
      svg('title', {}, text),
    );
  });
  const names = Array.from({ length: columns }, (_, week) => week).flatMap((week) => {
    const monday = year.first + week * 7;
    const isNew = week === 0 ? false : texts.month(monday) !== texts.month(monday - 7);
    // One at the very edge would be cut off.
    return isNew && week < columns - 2 ? [svg('text', { x: week * (cell + space), y: 9, class: 'tick' }, texts.month(monday))] : [];
  });
  const [width, height] = [columns * (cell + space), head + 7 * (cell + space)];
  const picture = svg(
    'svg',
    { class: 'year', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}. ${words.yearSentence}` },
    ...names,
    ...squares,
  );
  return [element('h2', {}, title), picture, element('p', { class: 'muted' }, words.yearSentence)];
}
