import type { AccountId } from '../../core/model/accountId';
import type { MonthChoice, StatementView } from '../../core/statement/statementView';
import { button, element, refill } from '../element';
import type { VsCodeApi } from '../vscodeApi';
import { accountLink } from './accountLink';
import { statementTable } from './statementTable';

export interface StatementPage {
  readonly root: HTMLElement;
  readonly receive: (view: StatementView) => void;
  /** A sentence over all, such as of a fault. */
  readonly tell: (sentence: string) => void;
}

/** A month in balances, as the host made it. */
export function statementPage({ postMessage, setState }: VsCodeApi): StatementPage {
  const [bar, notice, content] = [
    element('div', { class: 'toolbar' }),
    element('p', { class: 'notice', role: 'status' }),
    element('div', { class: 'statement-content' }),
  ];
  const root = element('main', { class: 'statement' }, bar, notice, content);
  const choose = (month: string): void => postMessage({ kind: 'month', month });
  const open = (account: AccountId, unit: string): void => postMessage({ kind: 'open', account, unit });

  function toolbar({ words, month, months, previous, next, tables, reading }: StatementView): readonly Node[] {
    const select = element('select', { id: 'month' }, ...months.map(({ month: value, name }) => element('option', { value }, name)));
    select.value = month;
    select.addEventListener('change', () => choose(select.value));
    const step = (to: MonthChoice | null, id: string, sign: string, name: string): HTMLElement => {
      const label = to ? `${name}: ${to.name}` : name;
      // One that is disabled would lose the focus of who pressed it until there was no month left.
      const attributes = { id, class: 'square', 'aria-label': label, title: label, 'aria-disabled': String(to === null) };
      return button(sign, () => to && choose(to.month), attributes);
    };
    const file = (id: string, name: string, kind: 'exportStatement' | 'printStatement'): HTMLElement => {
      const made = button(name, () => postMessage({ kind }), { id });
      made.disabled = reading !== null || tables.length === 0;
      return made;
    };
    return [
      element(
        'div',
        { class: 'month-choice' },
        step(previous, 'month-previous', '‹', words.previous),
        element('label', { class: 'field' }, element('span', { class: 'unseen' }, words.month), select),
        step(next, 'month-next', '›', words.next),
      ),
      element(
        'div',
        { class: 'month-files' },
        file('export-statement', words.exportCsv, 'exportStatement'),
        file('print-statement', words.print, 'printStatement'),
      ),
    ];
  }

  function parts(view: StatementView): readonly Node[] {
    const { title, span, tables, unchecked, legend, words, empty, hasAccounts } = view;
    const heading = element('div', { class: 'statement-head' }, element('h2', {}, title), element('p', { class: 'muted' }, span));
    const notChecked = unchecked.map(({ account, name, text }, index) =>
      element(
        'li',
        {},
        accountLink(name, `unchecked-${index}`, view, () => open(account, '')),
        element('small', {}, text),
      ),
    );
    return [
      heading,
      ...(empty === null ? [] : [element('p', { class: 'statement-empty' }, empty)]),
      ...(hasAccounts ? [] : [button(words.addAccount, () => postMessage({ kind: 'addAccount' }), { id: 'offer', class: 'primary' })]),
      ...tables.map((table, index) => statementTable(table, view, index, open)),
      ...(notChecked.length === 0 ? [] : [element('section', {}, element('h3', {}, words.unchecked), element('ul', {}, ...notChecked))]),
      ...(legend.length === 0 ? [] : [element('div', { class: 'legend-lines muted' }, ...legend.map((line) => element('p', {}, line)))]),
    ];
  }

  return {
    root,
    receive: (view) => {
      document.documentElement.lang = view.locale;
      setState({ tab: 'statement', month: view.month });
      notice.textContent = view.notice ?? view.reading ?? '';
      refill(bar, ...toolbar(view));
      refill(content, ...parts(view));
    },
    tell: (sentence) => {
      notice.textContent = sentence;
    },
  };
}
