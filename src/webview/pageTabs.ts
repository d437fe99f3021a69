import { pageTabs, type PageTab } from '../core/historyPage/pageTabs';
import { button, element, refill } from './element';

export interface PageHeader {
  readonly root: HTMLElement;
  readonly show: (tab: PageTab, names: Readonly<Record<PageTab, string>>) => void;
}

/** The heading of the page, for those who do not see it, and its tabs. Arrow keys go from one to the next. */
export function pageHeader(choose: (tab: PageTab) => void): PageHeader {
  const list = element('div', { role: 'tablist', class: 'page-tabs' });
  const heading = element('h1', { class: 'unseen' }, 'API Balance');
  const root = element('header', { class: 'page-header' }, heading, list);
  list.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const tabs = [...list.querySelectorAll('button')];
    const next = tabs[tabs.findIndex((tab) => tab === document.activeElement) + step];
    if (step === 0 || !next) return;
    next.focus();
    next.click();
  });
  return {
    root,
    show: (shown, names) => {
      // An account has a heading of its own.
      heading.hidden = shown === 'account';
      const tab = (name: PageTab): HTMLElement =>
        button(names[name], () => choose(name), {
          id: `tab-${name}`,
          role: 'tab',
          'aria-selected': String(name === shown),
          tabindex: name === shown ? '0' : '-1',
        });
      refill(list, ...pageTabs.map(tab));
    },
  };
}
