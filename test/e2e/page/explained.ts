import type { Locator, Page } from 'playwright-core';
import { historyFrame } from './history';

/** What the tab Explained says of an account, as somebody reads it. */
export interface ReadCard {
  readonly state: string;
  readonly sentences: readonly string[];
  readonly hints: readonly string[];
  /** Name and amount of each piece of the bar. */
  readonly key: readonly (readonly [string, string])[];
  /** Of the table below it: name with its notes, calls, and estimated cost. */
  readonly rows: readonly { readonly name: string; readonly calls: string; readonly amount: string }[];
}

export function explainedPart(page: Page, selector = ''): Locator {
  return historyFrame(page).locator(`.explained ${selector}`);
}

/** What is asked of an element within the page; the types of a browser are not those of these tests. */
interface InPage {
  readonly getAttribute: (name: string) => string | null;
  readonly querySelectorAll: (selector: string) => Iterable<{ readonly textContent: string | null }>;
}

/** All of a card at one moment: the page may be drawn anew between two questions to it. */
export async function readCard(page: Page): Promise<ReadCard> {
  return explainedPart(page, '.explained-card').evaluate((card: InPage) => {
    const texts = (selector: string): string[] => [...card.querySelectorAll(selector)].map((one) => one.textContent ?? '');
    const cells = texts('tbody td');
    const columns = texts('thead th').length - 1;
    const amounts = texts('.explained-key strong');
    return {
      state: card.getAttribute('data-state') ?? '',
      sentences: texts('.explained-sentences p'),
      hints: texts('.explained-hints p'),
      key: texts('.explained-key span:nth-child(2)').map((name, index): [string, string] => [name, amounts[index] ?? '']),
      rows: texts('tbody th').map((name, row) => ({
        name,
        calls: cells[row * columns] ?? '',
        amount: cells[row * columns + columns - 1] ?? '',
      })),
    };
  });
}

/** Chooses in one of the lists above; the page follows when the host has answered. */
export async function chooseExplained(page: Page, list: 'way' | 'range', key: string): Promise<void> {
  await explainedPart(page, `#explained-${list}`).selectOption(key);
}
