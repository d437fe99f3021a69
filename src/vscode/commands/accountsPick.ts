import * as vscode from 'vscode';
import { accountsByNeed, needOf, type ShownAccount } from '../../core/views/byNeed';
import { accountPickRow } from '../../core/views/accountsPickView';
import type { CommandId } from '../editor/ids';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Session } from '../accounts/session';
import { display, t } from '../editor/translation';
import { drawnItem, type PickItem } from '../editor/dialogs';
import { actionButton } from '../surfaces/errorAction';
import { runCommand } from '../editor/runCommand';
import { refreshMinutes } from '../editor/settings';
import { choiceText } from './watchBalances';
import type { AccountId } from '../../core/model/accountId';

interface RowButton extends vscode.QuickInputButton {
  readonly command: CommandId;
}

interface AccountRow extends PickItem {
  readonly accountId?: AccountId;
  readonly command?: CommandId;
  readonly buttons?: readonly RowButton[];
}

/** A second click on the status bar closes the list before it opens it again, and must join the check rather than restart it. */
const openAgainMs = 300;

/** Painted at once from what is known; rows fill in as answers arrive. Enter opens the account, Escape cancels. */
export async function accountsPick(session: Session): Promise<void> {
  const pick = vscode.window.createQuickPick<AccountRow>();
  const abort = new AbortController();
  Object.assign(pick, {
    title: t('API Balance'),
    placeholder: t('Enter opens an account'),
    matchOnDescription: true,
    keepScrollPosition: true,
    busy: true,
  });
  let drawn = '';
  const draw = (): void => {
    const items = rows(session).map(drawnItem);
    const now = JSON.stringify(items);
    if (now === drawn) return;
    drawn = now;
    const [active] = pick.activeItems;
    pick.items = items;
    // A list that is set anew starts at its first row, or at the first that fits what was typed. Only a row that was
    // chosen with the arrows is put back: naming one that typing has hidden would leave Enter with none.
    const first = items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    if (active && first && pick.value === '' && keyOfRow(active) !== keyOfRow(first))
      pick.activeItems = items.filter((row) => keyOfRow(row) === keyOfRow(active));
  };
  draw();
  const listener = session.onDidChange(draw);
  const chosen = new Promise<AccountRow | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.onDidTriggerItemButton(({ item, button }) => {
      const command = item.buttons?.find((own) => own === button)?.command;
      if (command) void runCommand(command, item.accountId);
    });
  });
  pick.show();
  const checking = session.checks
    .check(
      session.facts().map(({ account }) => account),
      abort.signal,
    )
    .finally(() => (pick.busy = false));
  const row = await Promise.race([chosen, checking.then(() => chosen)]).finally(() => {
    listener.dispose();
    pick.dispose();
  });
  // Leaving without a choice ends the check; a page goes on filling in.
  if (!row) setTimeout(() => abort.abort(), openAgainMs);
  else if (row.command) await runCommand(row.command, row.accountId);
  await checking;
}

function keyOfRow({ accountId, label }: AccountRow): string {
  return accountId ?? label;
}

function rows(session: Session): readonly AccountRow[] {
  const accounts = accountsByNeed(session.facts(), display());
  const isNeeding = (view: ShownAccount): boolean => needOf(view) !== null;
  const invalid = session.accounts.read().invalid.map((entry): AccountRow => ({
    icon: 'error',
    label: t('Account {name} cannot be used', { name: entry.id ?? `#${entry.position}` }),
    detail: entry.reasons.join(' '),
    command: 'apiBalance.editAccounts',
  }));
  return [
    ...group(t('Needs attention'), [...accounts.filter(isNeeding).map(accountRow), ...invalid]),
    ...group(t('Accounts'), accounts.filter((view) => !isNeeding(view)).map(accountRow)),
    ...group(t('Actions'), [
      { icon: 'graph', label: t('Show Overview'), command: 'apiBalance.showOverview' },
      { icon: 'add', label: t('Add Account…'), command: 'apiBalance.addAccount' },
      { icon: 'eye', label: t('Watch Balances…'), description: choiceText(refreshMinutes()), command: 'apiBalance.watchBalances' },
      { icon: 'library', label: t('Check Another Provider…'), command: 'apiBalance.checkBalanceOf' },
    ]),
  ];
}

function group(label: string, of: readonly AccountRow[]): readonly AccountRow[] {
  return of.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...of];
}

function accountRow(view: ShownAccount): AccountRow {
  const { action, ...row } = accountPickRow(view, t);
  return {
    ...row,
    command: 'apiBalance.showHistory',
    buttons: [...(action ? [actionButton(action)] : []), ...rowButtons(view.facts.provider)],
  };
}

function rowButtons({ links }: KeyedProvider): readonly RowButton[] {
  const openBilling: RowButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: t('Open Billing'),
    command: 'apiBalance.openBilling',
  };
  return [
    { iconPath: new vscode.ThemeIcon('output'), tooltip: t('Show Receipt'), command: 'apiBalance.showReceipt' },
    ...(links ? [openBilling] : []),
    { iconPath: new vscode.ThemeIcon('copy'), tooltip: t('Copy Balance'), command: 'apiBalance.copyBalance' },
  ];
}
