import type { PayerLine } from '../../core/explainedPage/payerLines';
import { withPayer, type PayerAnswer } from '../../core/prices/payerAnswer';
import { flash, showInfo, showPick } from '../editor/dialogs';
import { setUsageEntries, SettingsNotWritten, usageEntries } from '../editor/settings';
import { t } from '../editor/translation';

/** Accounts with the provider that logs mean by a name. */
export type AccountsOf = (provider: string) => readonly { readonly id: string; readonly title: string }[];

/** Asks once for each tool and provider whether a key or a plan pays, since no log tells it; the answer is written into the settings. */
export async function choosePayer(lines: readonly PayerLine[], accountsOf: AccountsOf): Promise<void> {
  if (lines.length === 0) {
    await showInfo(t('There is nothing to say: every call that was read names who was called, or no log was read yet.'));
    return;
  }
  const rows = [...new Map(lines.map((line) => [`${line.tool} ${line.provider}`, line])).values()].map((line) => ({
    ...line,
    label: line.name,
    detail: line.text,
  }));
  const title = t('Who Pays for These Calls?');
  const asked = rows.length === 1 ? rows[0] : await showPick(rows, { title, placeHolder: t('Which calls?'), matchOnDetail: true });
  if (!asked) return;
  const chosen = await showPick(answersFor(accountsOf(asked.provider)), {
    title: t('Who Pays for {tool}?', { tool: asked.name }),
    placeHolder: asked.text,
  });
  if (!chosen) return;
  await answer(asked, chosen.answer);
  flash(t('Saved in the settings'));
}

interface AnswerRow {
  readonly label: string;
  readonly detail?: string;
  readonly answer: PayerAnswer;
}

function answersFor(accounts: ReturnType<AccountsOf>): readonly AnswerRow[] {
  return [
    ...accounts.map(({ id, title }) => ({
      label: t('With an API key of {account}', { account: title }),
      answer: { kind: 'account', account: id } as const,
    })),
    { label: t('On a plan: costs nothing per call'), answer: { kind: 'plan' } },
    { label: t('Leave it open'), detail: t('What they would have cost is shown, and not added.'), answer: { kind: 'open' } },
  ];
}

async function answer(of: Pick<PayerLine, 'tool' | 'provider'>, said: PayerAnswer): Promise<void> {
  const typed = usageEntries();
  const before = { prices: listOf(typed.prices, 'prices'), accounts: listOf(typed.accounts, 'accounts') };
  const after = withPayer(before, of, said);
  for (const list of ['prices', 'accounts'] as const)
    if (JSON.stringify(after[list]) !== JSON.stringify(before[list])) await setUsageEntries(list, after[list]);
}

/** What somebody typed is never written over. */
function listOf(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new SettingsNotWritten(t('The setting apiBalance.usage.{name} must be a list.', { name }));
  return value;
}
