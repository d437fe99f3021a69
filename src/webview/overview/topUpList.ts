import type { OverviewView } from '../../core/overview/overviewView';
import { button, element } from '../element';
import type { CardActions } from './cards';
import type { OverviewTexts } from './overviewTexts';

/** @param opened by month, those that the person has opened or closed; the newest month is open before. */
export function topUpList(
  { topUps, words }: OverviewView,
  texts: OverviewTexts,
  opened: Map<string, boolean>,
  { open }: CardActions,
): readonly Node[] {
  const heading = element('h2', {}, words.topUps);
  if (topUps.length === 0) return [heading, element('p', { class: 'muted' }, words.noTopUps)];
  const months = topUps.map(({ name, sums, topUps: own }, month) => {
    const details = element(
      'details',
      { class: 'top-ups' },
      element('summary', { id: `top-ups-${month}` }, element('span', {}, name), ' ', element('strong', {}, sums.join(', '))),
      element(
        'ul',
        {},
        ...own.map((one, index) =>
          element(
            'li',
            { title: texts.fill(words.between, { window: one.between }) },
            element('span', { class: 'when' }, one.when),
            button(one.title, () => open(one.account), { id: `top-up-${month}-${index}`, class: 'link name' }),
            element('span', { class: 'muted' }, one.kind),
            element('strong', {}, one.amount),
          ),
        ),
      ),
    );
    details.open = opened.get(name) ?? month === 0;
    details.addEventListener('toggle', () => opened.set(name, details.open));
    return details;
  });
  return [heading, ...months];
}
