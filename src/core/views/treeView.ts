import { accountView, partName, stateName, type AccountFacts, type AccountView } from './accountView';
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

/** The whole sidebar; empty where there is nothing of the person's own, so that the welcome shows. */
export function treeView(
  accounts: readonly AccountFacts[],
  invalid: readonly InvalidEntry[],
  providers: readonly Provider[],
  display: Display,
): readonly TreeNode[] {
  if (accounts.length + invalid.length === 0) return [];
  const used = providers.filter((provider) => accounts.some((facts) => facts.provider === provider));
  const others = providers.filter((provider) => !used.includes(provider));
  return [
    ...invalid.map((entry) => invalidNode(entry, display)),
    ...used.map((provider) => providerNode(provider, accounts, display)),
    moreNode(others, display),
  ];
}

function providerNode(provider: Provider, accounts: readonly AccountFacts[], display: Display): TreeNode {
  const own = accounts.filter((facts) => facts.provider === provider);
  return {
    id: `provider/${provider.id}`,
    role: 'provider',
    ...(provider.links ? {} : { isHosted: true }),
    label: provider.name,
    icon: 'organization',
    open: true,
    children: own.map((facts) => accountNode(facts, display)),
  };
}

function accountNode(facts: AccountFacts, display: Display): TreeNode {
  const { account, snapshot } = facts;
  const { t } = display;
  const view = accountView(facts, display);
  const id = `account/${account.id}`;
  const problem: TreeNode[] = view.problem
    ? [
        {
          id: `${id}/problem`,
          role: 'problem',
          label: view.problem.sentence,
          tooltip: view.problem.sentence,
          icon: 'info',
          action: view.problem.action,
          children: [],
        },
      ]
    : [];
  return {
    id,
    role: 'account',
    label: account.label,
    description: [
      view.amount,
      !view.amount && !view.problem ? t('not checked yet') : view.amount && view.state === 'ok' ? null : stateName(view.state, t),
      view.estimate,
      view.age,
    ]
      .filter((word) => word !== null)
      .join(' · '),
    icon: snapshot.checking ? 'loading~spin' : stateIcon(view),
    words: inWords(view, t),
    state: view.state,
    open: true,
    ...(facts.provider.kind === 'spend' ? { takesEntry: true } : {}),
    ...(facts.provider.links ? {} : { isHosted: true }),
    ...(facts.provider.definedBy === 'answer' ? { hasDefinition: true } : {}),
    children: [
      ...problem,
      ...reasonNode(id, view, display),
      ...(snapshot.reading ? readingNodes(id, facts, snapshot.reading, display) : []),
    ],
  };
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
      description: display.t('{amount} today · {runway}', { amount: words.spentToday, runway: words.runway }),
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

function moreNode(others: readonly Provider[], { t }: Display): TreeNode {
  return {
    id: 'more',
    role: 'more',
    label: t('More providers'),
    description: String(others.length),
    icon: 'library',
    children: grouped(others).map(({ group, providers }) => ({
      id: `more/${group}`,
      role: 'more',
      label: groupName(group, t),
      description: String(providers.length),
      icon: 'library',
      children: providers.map(otherNode),
    })),
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
