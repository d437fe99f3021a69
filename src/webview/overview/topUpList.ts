import type { OverviewView } from '../../core/overview/overviewView';
import { button, element } from '../element';
import type { CardActions } from './cards';
import type { OverviewTexts } from './overviewTexts';

export function topUpList({ topUps, words }: OverviewView, texts: OverviewTexts, { open }: CardActions): readonly Node[] {
  const heading = element('h2', {}, words.topUps);
  if (topUps.length === 0) return [heading, element('p', { class: 'muted' }, words.noTopUps)];
  const months = topUps.map(({ name, sums, topUps: own }, month) =>
    element(
      'section',
      { class: 'top-ups', 'aria-label': name },
      element('h3', {}, name, ' ', element('span', { class: 'muted' }, texts.fill(words.sum, { amounts: sums.join(', ') }))),
      element(
        'ul',
        {},
        ...own.map((one, index) =>
          element(
            'li',
            { title: texts.fill(words.between, { window: one.between }) },
            element('span', { class: 'when' }, texts.time(one.at)),
            button(one.title, () => open(one.account), { id: `top-up-${month}-${index}`, class: 'link name' }),
            element('span', { class: 'muted' }, one.kind),
            element('strong', {}, one.amount),
          ),
        ),
      ),
    ),
  );
  return [heading, ...months];
}
