import type { CurrencyCard } from '../../core/overview/currencyCards';
import type { OverviewView } from '../../core/overview/overviewView';
import type { AccountId } from '../../core/model/accountId';
import type { ErrorAction } from '../../core/views/errorAction';
import { button, element } from '../element';
import type { OverviewTexts } from './overviewTexts';

export interface CardActions {
  readonly open: (account: AccountId) => void;
  readonly act: (account: AccountId, action: ErrorAction) => void;
  /** What has something of the unit alone; null: everything. */
  readonly showUnit: (unit: string | null) => void;
}

const shownNeeds = 4;

/** One of each currency, what runs out first, and what needs the person. */
export function cards(view: OverviewView, texts: OverviewTexts, only: string | null, actions: CardActions): readonly HTMLElement[] {
  return [
    needsCard(view, texts, actions),
    soonestCard(view, actions),
    ...totalCard(view, texts),
    ...view.cards.map((one) => currencyCard(one, view, texts, only === one.unit, actions)),
  ];
}

function card(name: string, title: string | HTMLElement, ...children: readonly Node[]): HTMLElement {
  const heading = element('h2', {}, title);
  return element('section', { class: `tile tile-${name}`, 'aria-label': heading.textContent }, heading, ...children);
}

function line(text: string, ...classes: readonly string[]): HTMLElement {
  return element('p', classes.length > 0 ? { class: classes.join(' ') } : {}, text);
}

function currencyCard(
  one: CurrencyCard,
  { words, selection }: OverviewView,
  { fill }: OverviewTexts,
  isAlone: boolean,
  { showUnit }: CardActions,
): HTMLElement {
  const heading = button(`${one.unit} · ${one.accounts}`, () => showUnit(isAlone ? null : one.unit), {
    id: `unit-card-${one.unit}`,
    class: 'link name',
    'aria-pressed': String(isAlone),
    title: isAlone ? words.showAll : fill(words.onlyOf, { unit: one.unit }),
  });
  const range = words.ranges[selection.range];
  const amount =
    one.left !== null
      ? element('p', { class: 'sum' }, element('strong', {}, one.left), ` ${words.left}`)
      : one.owed !== null
        ? element('p', { class: 'sum' }, element('strong', {}, fill(words.onlyOwed, { amount: one.owed })))
        : line(words.noBalance, 'muted');
  const change =
    one.change &&
    element(
      'span',
      {
        class: one.change.isMore ? 'change more' : 'change less',
        title: fill(one.change.isMore ? words.more : words.less, { share: one.change.text, range }),
        'aria-label': fill(one.change.isMore ? words.more : words.less, { share: one.change.text, range }),
        role: 'img',
      },
      `${one.change.isMore ? '▲' : '▼'} ${one.change.text}`,
    );
  return card(
    'currency',
    heading,
    amount,
    ...(one.left !== null && one.owed !== null ? [line(fill(words.owed, { amount: one.owed }), 'muted')] : []),
    ...(one.without === null ? [] : [line(one.without, 'muted')]),
    ...(one.today === null ? [] : [line(fill(words.today, { amount: one.today }))]),
    ...(one.period === null
      ? []
      : [element('p', {}, fill(words.inPeriod, { amount: one.period, range }), ...(change ? [' ', change] : []))]),
    ...(one.reported === null ? [] : [line(one.reported, 'muted')]),
    ...(one.asOf === null ? [] : [line(fill(one.isOldest ? words.oldest : words.asOf, { time: one.asOf }), 'muted')]),
  );
}

function totalCard({ total, words }: OverviewView, { fill }: OverviewTexts): readonly HTMLElement[] {
  if (!total) return [];
  const sum = element('p', { class: 'sum' }, element('strong', {}, total.amount), ` ${words.left}`);
  const without = total.without.map((text) => line(text, 'muted'));
  return [card('total', words.total, sum, line(total.rates, 'muted'), ...without, line(fill(words.asOf, { time: total.asOf }), 'muted'))];
}

function soonestCard({ soonest, words }: OverviewView, { open }: CardActions): HTMLElement {
  if (!soonest) return card('well', words.soonest, line(words.noSoonest, 'muted'));
  const name = button(soonest.title, () => open(soonest.account), { id: 'soonest', class: 'link name' });
  return card('soonest', words.soonest, name, line(soonest.when), ...(soonest.why === null ? [] : [line(soonest.why, 'muted')]));
}

function needsCard({ needs, words }: OverviewView, { fill }: OverviewTexts, { open, act }: CardActions): HTMLElement {
  if (needs.length === 0) return card('well', words.needs, line(words.noNeeds, 'muted'));
  const rows = needs.slice(0, shownNeeds).map(({ account, title, sentence, action }) =>
    element(
      'li',
      { class: 'need' },
      element(
        'div',
        { class: 'need-head' },
        button(title, () => open(account), { id: `need-${account}`, class: 'link name' }),
        button(words.actions[action], () => act(account, action), {
          id: `act-${account}`,
          class: 'link',
          'aria-label': `${words.actions[action]}: ${title}`,
        }),
      ),
      line(sentence, 'muted'),
    ),
  );
  const more = needs.length - shownNeeds;
  return card(
    'needs',
    `${words.needs} · ${needs.length}`,
    element('ul', {}, ...rows),
    ...(more > 0 ? [line(fill(words.moreNeeds, { count: more }), 'muted')] : []),
  );
}
