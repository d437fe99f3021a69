import { accountView, balanceText, partName, reportedText, stateName, windowName, type AccountFacts, type AccountView } from './accountView';
import { amountText, type Scene } from './amountText';
import type { InvalidEntry } from './accountEntries';
import type { AccountState } from './accountState';
import type { ErrorAction } from './errorAction';
import type { Ledger } from './ledger';
import { ledgerFacts } from './ledgerFacts';
import { ledgerWords } from './ledgerText';
import type { Unit } from './money';
import { stateIcon } from './hubView';
import { inWords } from './statusView';
import type { Balance, Reading } from './model';
import type { Provider } from './provider';
import { capName, reasonBeside } from './stateReasonText';
import { groupName, grouped, keyHint } from './providerGroups';

/** One line of the sidebar. `role` decides which actions the tree offers on it. */
export interface TreeNode {
  /** Stable, so that the tree keeps what is open and selected. */
  readonly id: string;
  readonly role: 'provider' | 'account' | 'detail' | 'problem' | 'invalid' | 'more' | 'otherProvider' | 'dashboard';
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly words?: string;
  /** Of an account. */
  readonly state?: AccountState;
  readonly open?: boolean;
  /** Of an account whose balance is not reported: the person may enter it. */
  readonly takesEntry?: boolean;
  /** Of an account whose answer the person described. */
  readonly isDescribed?: boolean;
  /** The one thing to do about a problem. */
  readonly action?: ErrorAction;
  readonly children: readonly TreeNode[];
}

/** What a line of this id is about, since its id is all that a command gets. */
export function lineTarget(id: string): { readonly account?: string; readonly provider?: string } {
  const [, kind, name] = /^(account|provider|other)\/([^/]+)/.exec(id) ?? [];
  if (name === undefined) return {};
  return kind === 'account' ? { account: name } : { provider: name };
}

/** The whole sidebar; empty where there is nothing of the person's own, so that the welcome shows. */
export function treeView(accounts: readonly AccountFacts[], invalid: readonly InvalidEntry[], providers: readonly Provider[], scene: Scene): readonly TreeNode[] {
  if (accounts.length + invalid.length === 0) return [];
  const used = providers.filter((provider) => accounts.some((facts) => facts.provider === provider));
  const others = providers.filter((provider) => !used.includes(provider));
  return [...invalid.map((entry) => invalidNode(entry, scene)), ...used.map((provider) => providerNode(provider, accounts, scene)), moreNode(others, scene)];
}

function providerNode(provider: Provider, accounts: readonly AccountFacts[], scene: Scene): TreeNode {
  const own = accounts.filter((facts) => facts.provider === provider);
  return { id: `provider/${provider.id}`, role: 'provider', label: provider.name, icon: 'organization', open: true, children: own.map((facts) => accountNode(facts, scene)) };
}

function accountNode(facts: AccountFacts, scene: Scene): TreeNode {
  const { account, snapshot } = facts;
  const { t } = scene;
  const view = accountView(facts, scene);
  const id = `account/${account.id}`;
  const problem: TreeNode[] = view.problem ? [{ id: `${id}/problem`, role: 'problem', label: view.problem.sentence, tooltip: view.problem.sentence, icon: 'info', action: view.problem.action, children: [] }] : [];
  return {
    id, role: 'account', label: account.label,
    description: [view.amount, !view.amount && !view.problem ? t('not checked yet') : view.amount && view.state === 'ok' ? null : stateName(view.state, t), view.estimate, view.age].filter((word) => word !== null).join(' · '),
    icon: snapshot.checking ? 'loading~spin' : stateIcon(view),
    words: inWords(view, t), state: view.state, open: true, ...(facts.provider.kind === 'spend' ? { takesEntry: true } : {}), ...(facts.provider.describedBy === 'answer' ? { isDescribed: true } : {}),
    children: [...problem, ...reasonNode(id, view, scene), ...(snapshot.reading ? readingNodes(id, facts, snapshot.reading, scene) : [])],
  };
}

/** Where a failure does not say it already. */
function reasonNode(id: string, view: AccountView, { t }: Scene): readonly TreeNode[] {
  const { state, problem } = view;
  const reason = reasonBeside(problem?.sentence ?? null, state, view.reason, t);
  if (reason === null) return [];
  return [{ id: `${id}/reason`, role: 'detail', label: stateName(state, t), description: reason, tooltip: reason, icon: 'info', children: [] }];
}

function readingNodes(id: string, { ledgers }: AccountFacts, reading: Reading, scene: Scene): readonly TreeNode[] {
  const detail = (key: string, label: string, description: string, children: readonly TreeNode[] = []): TreeNode => ({ id: `${id}/${key}`, role: 'detail', label, description, open: true, children });
  const { t } = scene;
  return [
    ...reading.balances.map((balance) => detail(balance.unit, t('Balance {unit}', { unit: balance.unit }), balanceText(balance, scene, reading.at), [...partNodes(`${id}/${balance.unit}`, balance, scene), ...ledgerNodes(`${id}/${balance.unit}`, balance.unit, ledgers?.get(balance.unit), scene)])),
    ...reading.caps.map((cap, index) => detail(`cap${index}`, capName(cap.owner, t), t('{remaining} left of {limit}', { remaining: amountText(cap.remaining, cap.unit, scene), limit: amountText(cap.limit, cap.unit, scene) }))),
    ...reading.spend.map((spend) => detail(`${spend.window} ${spend.unit}`, windowName(spend.window, t), reportedText(spend, scene))),
  ];
}

function ledgerNodes(id: string, unit: Unit, ledger: Ledger | undefined, scene: Scene): readonly TreeNode[] {
  const words = ledgerWords(ledger, unit, scene);
  if (!words) return [];
  const children = ledgerFacts(ledger, unit, scene).map(({ name, value, source }): TreeNode => ({ id: `${id}/${name}`, role: 'detail', label: name, description: `${value} · ${source}`, children: [] }));
  return [{ id: `${id}/ledger`, role: 'detail', label: scene.t('Spend and runway'), description: scene.t('{amount} today · {runway}', { amount: words.spentToday, runway: words.runway }), open: false, children }];
}

function partNodes(id: string, { parts, unit }: Balance, scene: Scene): readonly TreeNode[] {
  return parts.map(({ kind, amount }) => ({ id: `${id}/${kind}`, role: 'detail', label: partName(kind, scene.t), description: amountText(amount, unit, scene), children: [] }));
}

function invalidNode({ position, id, reasons }: InvalidEntry, { t }: Scene): TreeNode {
  const label = t('Account {name} cannot be used', { name: id ?? `#${position}` });
  const children = reasons.map((reason, index): TreeNode => ({ id: `invalid/${position}/${index}`, role: 'problem', label: reason, tooltip: reason, icon: 'info', children: [] }));
  return { id: `invalid/${position}`, role: 'invalid', label, description: reasons.join(' '), tooltip: [label, ...reasons].join('\n'), icon: 'error', open: true, children };
}

function moreNode(others: readonly Provider[], { t }: Scene): TreeNode {
  return {
    id: 'more', role: 'more', label: t('More providers'), description: String(others.length), icon: 'library',
    children: grouped(others).map(({ group, providers }) => ({
      id: `more/${group}`, role: 'more', label: groupName(group, t), description: String(providers.length), icon: 'library', children: providers.map(otherNode),
    })),
  };
}

function otherNode(provider: Provider): TreeNode {
  const isDashboard = provider.kind === 'dashboard';
  return {
    id: `other/${provider.id}`, role: isDashboard ? 'dashboard' : 'otherProvider', label: provider.name, description: provider.reports,
    tooltip: [provider.reports, keyHint(provider)].filter((line) => line !== undefined).join('\n'), icon: isDashboard ? 'link-external' : 'add', children: [],
  };
}
