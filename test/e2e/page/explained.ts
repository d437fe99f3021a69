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

export async function readCard(page: Page): Promise<ReadCard> {
  const card = explainedPart(page, '.explained-card');
  await card.waitFor();
  const texts = (selector: string): Promise<string[]> => card.locator(selector).allInnerTexts();
  const heads = await texts('thead th');
  const cells = await texts('tbody td');
  const columns = heads.length - 1;
  const names = await texts('tbody th');
  const pieces = await texts('.explained-key span:nth-child(2)');
  const amounts = await texts('.explained-key strong');
  return {
    state: (await card.getAttribute('data-state')) ?? '',
    sentences: await texts('.explained-sentences p'),
    hints: await texts('.explained-hints p'),
    key: pieces.map((name, index) => [name, amounts[index] ?? '']),
    rows: names.map((name, row) => ({ name, calls: cells[row * columns] ?? '', amount: cells[row * columns + columns - 1] ?? '' })),
  };
}

/** Chooses in one of the lists above; the page follows when the host has answered. */
export async function chooseExplained(page: Page, list: 'way' | 'range', key: string): Promise<void> {
  await explainedPart(page, `#explained-${list}`).selectOption(key);
}
