import type { ExplainedView } from '../../core/explainedPage/explainedView';
import { explainedRanges, explainedWays } from '../../core/historyPage/explainedSelection';
import type { ChoiceOf } from '../../core/historyPage/pageMessages';
import { button, element, refill } from '../element';
import type { VsCodeApi } from '../vscodeApi';
import { explainedCard } from './explainedCard';
import { usageTable } from './usageTable';

export interface ExplainedPage {
  readonly root: HTMLElement;
  readonly receive: (view: ExplainedView) => void;
  /** A sentence over all, such as of a fault. */
  readonly tell: (sentence: string) => void;
}

/** What logs of tools account for, as the host made it. */
export function explainedPage({ postMessage, setState }: VsCodeApi): ExplainedPage {
  const [bar, notice, reading, content] = [
    element('div', { class: 'toolbar' }),
    element('p', { class: 'notice', role: 'status' }),
    element('div', { class: 'reading muted', role: 'status' }),
    element('div', { class: 'explained-content' }),
  ];
  const root = element('main', { class: 'explained' }, bar, notice, reading, content);

  function toolbar({ words, selection, choices, offer }: ExplainedView): readonly Node[] {
    const select = (change: ChoiceOf<'explained'>): void => postMessage({ kind: 'explained', change });
    const choice = <T extends string>(
      id: string,
      name: string,
      chosen: string,
      options: readonly { readonly key: T; readonly title: string }[],
      choose: (key: T) => void,
    ): HTMLElement => {
      const made = element('select', { id }, ...options.map(({ key, title }) => element('option', { value: key }, title)));
      made.value = chosen;
      made.addEventListener('change', () => {
        const found = options.find(({ key }) => key === made.value);
        if (found) choose(found.key);
      });
      return element('label', { class: 'field' }, element('span', {}, name), made);
    };
    const ways = explainedWays.map((key) => ({ key, title: words.ways[key] }));
    const ranges = explainedRanges.map((key) => ({ key, title: words.ranges[key] }));
    const choosing = button(words.choose, () => postMessage({ kind: 'chooseTools' }), { id: 'choose-tools' });
    if (offer !== null) return offer.action === 'chooseTools' ? [] : [choosing];
    return [
      ...(choices.length === 0
        ? []
        : [
            choice('explained-account', words.account, selection.group ?? '', choices, (group) => select({ group })),
            choice('explained-way', words.way, selection.way, ways, (way) => select({ way })),
          ]),
      choice('explained-range', words.range, selection.range, ranges, (range) => select({ range })),
      element(
        'div',
        { class: 'explained-actions' },
        button(words.read, () => postMessage({ kind: 'readLogs' }), { id: 'read-logs' }),
        choosing,
        button(words.prices, () => postMessage({ kind: 'prices' }), { id: 'show-prices' }),
      ),
    ];
  }

  function readingLine({ progress, readAt, words }: ExplainedView): readonly Node[] {
    if (progress === null) return readAt === null ? [] : [element('span', {}, readAt)];
    return [
      element('span', {}, progress),
      button(words.stop, () => postMessage({ kind: 'stopReading' }), { id: 'stop-reading', class: 'link' }),
    ];
  }

  function parts(view: ExplainedView): readonly Node[] {
    const { offer, words, card, noAccount, usage, files, legend } = view;
    if (offer !== null) {
      const name = offer.action === 'chooseTools' ? words.choose : words.read;
      const act = button(name, () => postMessage({ kind: offer.action }), { id: 'offer', class: 'primary' });
      return [element('section', { class: 'explained-offer' }, ...offer.sentences.map((sentence) => element('p', {}, sentence)), act)];
    }
    return [
      ...(noAccount === null ? [] : [element('p', { class: 'muted' }, noAccount)]),
      ...(card === null ? [] : [explainedCard(card, view)]),
      ...(view.payers.length === 0 ? [] : [payersSection(view, () => postMessage({ kind: 'payer' }))]),
      ...(usage.length === 0
        ? []
        : [
            usageTable(usage, `${words.usage} · ${words.ranges[view.selection.range]}`, words, words.ways.tool),
            element('p', { class: 'muted' }, view.usageNote ?? ''),
          ]),
      ...(files.length === 0 ? [] : [filesSection(view)]),
      ...(usage.length === 0 ? [] : [element('div', { class: 'legend-lines muted' }, ...legend.map((line) => element('p', {}, line)))]),
    ];
  }

  return {
    root,
    receive: (view) => {
      document.documentElement.lang = view.locale;
      setState({ tab: 'explained', explained: view.selection });
      notice.textContent = view.notice ?? '';
      refill(bar, ...toolbar(view));
      refill(reading, ...readingLine(view));
      refill(content, ...parts(view));
    },
    tell: (sentence) => {
      notice.textContent = sentence;
    },
  };
}

/** What was read of each tool, what was passed over, and what its logs never hold. */
function filesSection({ files, words }: ExplainedView): HTMLElement {
  const lines = files.map(({ name, text, skipped, blindSpots }) =>
    element(
      'li',
      {},
      element('strong', {}, name),
      ` ${text}`,
      ...skipped.map((line) => element('small', {}, line)),
      ...blindSpots.map((line) => element('small', { class: 'muted' }, line)),
    ),
  );
  return element('section', { class: 'explained-files' }, element('h2', {}, words.files), element('ul', {}, ...lines));
}

/** Calls that may have been paid by a key or by a plan, with the one action that says which. */
function payersSection({ payers, words }: ExplainedView, say: () => void): HTMLElement {
  const lines = payers.map(({ name, text }) => element('li', {}, element('strong', {}, name), ` ${text}`));
  return element(
    'section',
    { class: 'explained-files' },
    element('h2', {}, words.payers),
    element('ul', {}, ...lines),
    button(words.payer, say, { id: 'say-payer' }),
  );
}
