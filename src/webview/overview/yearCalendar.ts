import type { OverviewView } from '../../core/overview/overviewView';
import type { YearDays } from '../../core/overview/yearDays';
import { element } from '../element';
import { svg } from '../svg';
import type { OverviewTexts } from './overviewTexts';
import { amountOf } from './spendChart';

const [cell, space, head] = [11, 2, 14];

/** The day that is read; null: none. It outlives the drawing. */
export interface DayCursor {
  at: number | null;
}

/** A square a day, a column a week. What a day cost stands below, for the pointer and for the arrow keys; then what each month cost. */
export function yearCalendar(year: YearDays, { words }: OverviewView, texts: OverviewTexts, cursor: DayCursor): readonly Node[] {
  const title = texts.fill(words.year, { unit: year.unit });
  const columns = Math.ceil(year.days.length / 7);
  const squares = year.days.map((day, index) =>
    svg('rect', {
      x: Math.floor(index / 7) * (cell + space),
      y: head + (index % 7) * (cell + space),
      width: cell,
      height: cell,
      rx: 2,
      class: day === null ? 'day unknown' : `day level-${day.level}`,
    }),
  );
  const names = Array.from({ length: columns }, (_, week) => week).flatMap((week) => {
    const monday = year.first + week * 7;
    const isNew = week === 0 ? false : texts.month(monday) !== texts.month(monday - 7);
    // One at the very edge would be cut off.
    return isNew && week < columns - 2 ? [svg('text', { x: week * (cell + space), y: 9, class: 'tick' }, texts.month(monday))] : [];
  });
  const [width, height] = [columns * (cell + space), head + 7 * (cell + space)];
  const picture = svg('svg', { class: 'year', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, ...names, ...squares);
  const calendar = element(
    'div',
    { id: 'year', tabindex: '0', role: 'group', 'aria-label': `${title}. ${words.yearSentence} ${words.dayKeys}` },
    picture,
  );
  const told = element('p', { class: 'muted', 'aria-live': 'polite' }, words.yearSentence);
  const move = (index: number | null): void => {
    if (cursor.at !== null) squares[cursor.at]?.classList.remove('marked');
    const at = index === null ? null : Math.max(0, Math.min(squares.length - 1, index));
    cursor.at = at;
    if (at !== null) squares[at]?.classList.add('marked');
    told.textContent = at === null ? words.yearSentence : dayText(year, at, words, texts);
  };
  picture.addEventListener('pointermove', ({ target }) => {
    const index = squares.findIndex((square) => square === target);
    if (index >= 0) move(index);
  });
  picture.addEventListener('pointerleave', () => move(null));
  calendar.addEventListener('blur', () => move(null));
  calendar.addEventListener('keydown', (event) => {
    const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(cursor.at === null ? squares.length - 1 : cursor.at + step);
  });
  move(cursor.at);
  return [element('h2', {}, title), calendar, told, monthSums(year, words, texts)];
}

function dayText(year: YearDays, index: number, words: OverviewView['words'], texts: OverviewTexts): string {
  const [name, day] = [texts.day(year.first + index), year.days[index]];
  if (!day) return texts.fill(words.unknownDay, { day: name });
  return `${name}: ${[amountOf(day, year.unit, words, texts), ...(day.late ? [words.late] : [])].join(', ')}`;
}

function monthSums({ months }: YearDays, words: OverviewView['words'], texts: OverviewTexts): HTMLElement {
  const row = (month: YearDays['months'][number]): HTMLElement =>
    element('tr', {}, element('th', { scope: 'row' }, texts.monthOfYear(month.day)), element('td', { class: 'number' }, month.spent));
  return element(
    'table',
    { class: 'months' },
    element('caption', { class: 'unseen' }, words.monthSums),
    element('tbody', {}, ...months.map(row)),
  );
}
