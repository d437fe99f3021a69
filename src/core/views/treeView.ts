import { partName, readText, stateName, wordsWithoutAmount, type AccountFacts, type AccountView } from './accountView';
import { accountsByNeed, needOf, type ShownAccount } from './byNeed';
import type { Translate } from '../text/translate';
import { amountText, type Display } from './amountText';
import { balanceText, reportedText } from './shownAmount';
import type { InvalidEntry } from '../accounts/accountEntries';
import type { LedgerFigures } from '../ledger/followLedger';
import { ledgerFacts } from './ledgerFacts';
import { ledgerWords } from './ledgerText';
import type { Unit } from '../money/money';
import { stateIcon } from './accountsPickView';
import { inWords } from './statusView';
import type { Balance, Reading } from '../model/reading';
import type { Provider } from '../provider/provider';
import { windowName } from './spendWindow';
import { capName, reasonBeside } from './stateReasonText';
import type { TreeNode } from './treeNode';
import { groupName, grouped, keyHint } from '../accounts/providerGroups';

/** One row for each account, what needs the person first; empty where there is nothing of the person's own, so that the welcome shows. */
export function accountsTree(accounts: readonly AccountFacts[], invalid: readonly InvalidEntry[], display: Display): readonly TreeNode[] {
  return [
    ...invalid.map((entry) => invalidNode(entry, display)),
    ...accountsByNeed(accounts, display).map((view) => accountNode(view, display)),
  ];
}

/** Those that the person has no account at, by what they report. */
export function providersTree(accounts: readonly AccountFacts[], providers: readonly Provider[], { t }: Display): readonly TreeNode[] {
  const others = providers.filter((provider) => !accounts.some((facts) => facts.provider === provider));
  return grouped(others).map((of) => ({
    id: `more/${of.group}`,
    role: 'more',
    label: groupName(of.group, t),
    description: String(of.providers.length),
    icon: 'library',
    children: of.providers.map(otherNode),
  }));
}

function accountNode(view: ShownAccount, display: Display): TreeNode {
  const { facts, problem } = view;
  const { snapshot, provider } = facts;
  const id = `account/${view.id}`;
  const problemNode: readonly TreeNode[] = problem
    ? [
        {
          id: `${id}/problem`,
          role: 'problem',
          label: problem.sentence,
          tooltip: problem.sentence,
          icon: 'info',
          action: problem.action,
          children: [],
        },
      ]
    : [];
  return {
    id,
    role: 'account',
    label: view.title,
    description: rowText(view, display.t),
    icon: snapshot.checking ? 'loading~spin' : stateIcon(view),
    words: inWords(view, display.t),
    state: view.state,
    open: false,
    ...(provider.kind === 'spend' ? { takesEntry: true } : {}),
    ...(provider.links ? {} : { isHosted: true }),
    ...(provider.definedBy === 'answer' ? { hasDefinition: true } : {}),
    ...(problem?.action === 'confirmOrigin' ? { isMoved: true } : {}),
    children: [
      ...problemNode,
      ...reasonNode(id, view, display),
      ...(snapshot.reading ? readingNodes(id, facts, snapshot.reading, display) : []),
      ...checkedNode(id, view, display.t),
    ],
  };
}

/** `¥76.18 · 2–4 weeks`: what is left, then what is wrong or how long it lasts, and its time where it is not of now. */
function rowText(view: ShownAccount, t: Translate): string {
  const { amount, state, stale, age, estimate, ledger } = view;
  if (amount === null) return wordsWithoutAmount(view, t);
  const wrong = state !== 'ok' ? stateName(state, t) : needOf(view) === null ? null : stateName('failed', t);
  return [amount, wrong, estimate, ledger?.lasts, stale ? age : null].filter((text) => text !== null && text !== undefined).join(' · ');
}

function checkedNode(id: string, view: ShownAccount, t: Translate): readonly TreeNode[] {
  const read = readText(view, t);
  return read === null ? [] : [{ id: `${id}/checked`, role: 'detail', label: t('Checked'), description: read, children: [] }];
}

/** Where a failure does not say it already. */
function reasonNode(id: string, view: AccountView, { t }: Display): readonly TreeNode[] {
  const { state, problem } = view;
  const reason = reasonBeside(problem?.sentence ?? null, state, view.reason, t);
  if (reason === null) return [];
  return [
    { id: `${id}/reason`, role: 'detail', label: stateName(state, t), description: reason, tooltip: reason, icon: 'info', children: [] },
  ];
}

function readingNodes(id: string, { ledgers }: AccountFacts, reading: Reading, display: Display): readonly TreeNode[] {
  const detail = (key: string, label: string, description: string, children: readonly TreeNode[] = []): TreeNode => ({
    id: `${id}/${key}`,
    role: 'detail',
    label,
    description,
    open: true,
    children,
  });
  const { t } = display;
  return [
    ...reading.balances.map((balance) =>
      detail(balance.unit, t('Balance {unit}', { unit: balance.unit }), balanceText(balance, display, reading.at), [
        ...partNodes(`${id}/${balance.unit}`, balance, display),
        ...ledgerNodes(`${id}/${balance.unit}`, balance.unit, ledgers?.get(balance.unit), display),
      ]),
    ),
    ...reading.caps.map((cap, index) =>
      detail(
        `cap${index}`,
        capName(cap.owner, t),
        t('{remaining} left of {limit}', {
          remaining: amountText(cap.remaining, cap.unit, display),
          limit: amountText(cap.limit, cap.unit, display),
        }),
      ),
    ),
    ...reading.spend.map((spend) =>
      detail(`${spend.window} ${spend.unit}`, windowName(spend.window, reading.at, display), reportedText(spend, display)),
    ),
  ];
}

function ledgerNodes(id: string, unit: Unit, ledger: LedgerFigures | undefined, display: Display): readonly TreeNode[] {
  const words = ledgerWords(ledger, unit, display);
  if (!words) return [];
  const children = ledgerFacts(ledger, unit, display).map(({ name, value, source }): TreeNode => ({
    id: `${id}/${name}`,
    role: 'detail',
    label: name,
    description: `${value} · ${source}`,
    children: [],
  }));
  return [
    {
      id: `${id}/ledger`,
      role: 'detail',
      label: display.t('Spend and runway'),
      description: display.t('today: {amount} · {runway}', { amount: words.spentToday, runway: words.runway }),
      open: false,
      children,
    },
  ];
}

function partNodes(id: string, { parts, unit }: Balance, display: Display): readonly TreeNode[] {
  return parts.map(({ kind, amount }) => ({
    id: `${id}/${kind}`,
    role: 'detail',
    label: partName(kind, display.t),
    description: amountText(amount, unit, display),
    children: [],
  }));
}

function invalidNode({ position, id, reasons }: InvalidEntry, { t }: Display): TreeNode {
  const label = t('Account {name} cannot be used', { name: id ?? `#${position}` });
  const children = reasons.map((reason, index): TreeNode => ({
    id: `invalid/${position}/${index}`,
    role: 'problem',
    label: reason,
    tooltip: reason,
    icon: 'info',
    children: [],
  }));
  return {
    id: `invalid/${position}`,
    role: 'invalid',
    label,
    description: reasons.join(' '),
    tooltip: [label, ...reasons].join('\n'),
    icon: 'error',
    open: true,
    children,
  };
}

function otherNode(provider: Provider): TreeNode {
  const isDashboard = provider.kind === 'dashboard';
  return {
    id: `other/${provider.id}`,
    role: isDashboard ? 'dashboard' : 'otherProvider',
    ...(provider.links ? {} : { isHosted: true }),
    label: provider.name,
    description: provider.reports,
    tooltip: [provider.reports, keyHint(provider)].filter((line) => line !== undefined).join('\n'),
    icon: isDashboard ? 'link-external' : 'add',
    children: [],
  };
}
