import { accountView, type AccountFacts } from '../../src/core/accountView';
import type { Scene } from '../../src/core/amountText';
import { hubRow } from '../../src/core/hubView';
import { receiptJson, receiptMarkdown } from '../../src/core/receiptView';
import { statusView } from '../../src/core/statusView';
import { treeView } from '../../src/core/treeView';
import { english } from '../../src/core/translate';
import * as providers from '../../src/providers';

export function sceneAt(now: number): Scene {
  return { now, locale: 'en', t: english };
}

/** Everything that any surface would show of an account, as one text. */
export function everySurface(facts: AccountFacts, scene: Scene): string {
  const view = accountView(facts, scene);
  const shown = [
    view, statusView([view], { kind: 'all' }, english), hubRow(view, english),
    treeView([facts], [], Object.values(providers), scene), receiptMarkdown(facts, scene), receiptJson(facts, scene),
  ];
  return shown.map((surface) => JSON.stringify(surface)).join('\n');
}
