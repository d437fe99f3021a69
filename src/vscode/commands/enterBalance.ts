import { driftWords, estimateOf, spentToday } from '../../core/views/estimate';
import { accountView } from '../../core/views/accountView';
import type { EpochMs } from '../../core/time/epoch';
import { currency, toDecimal, unit, type Micros, type Unit } from '../../core/money/money';
import { parseAmount } from '../../core/money/parseAmount';
import { showInfo } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { inputStep, runSteps, type StepAnswer } from '../editor/steps';
import { display, t } from '../editor/translation';
import { checkWithProgress } from './checkBalanceOf';
import type { AccountId } from '../../core/model/accountId';

interface Answers {
  readonly amount: Micros;
  /** null: now. */
  readonly at: EpochMs | null;
}

/** Takes what a dashboard shows, where the provider reports spend alone. From then on the rest is estimated. */
export async function enterBalance(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { account, provider } = facts;
  if (provider.kind !== 'spend') {
    void showInfo(t('{name} reports its balance itself, so there is nothing to enter.', { name: provider.name }));
    return;
  }
  const counted = account.estimate?.unit ?? facts.snapshot.reading?.spend[0]?.unit ?? unitOf(provider.units[0] ?? 'USD');
  const title = t('Enter Balance of {label}', { label: account.label });
  const { amount, at } = (await runSteps<Answers>([() => amountStep(title, counted), () => timeStep(title)])) ?? {};
  if (amount === undefined || at === undefined) return;
  // What was spent today before the entry must not be taken off it, so it is asked for now.
  await checkWithProgress(session, accountId);
  const { reading } = session.checks.snapshot(account);
  const now = Date.now();
  const before = estimateOf(account.estimate, reading, now);
  const spent = at === null ? spentToday(reading, counted, now) : null;
  await session.accounts.change(accountId, {
    estimate: {
      unit: counted,
      amount: toDecimal(amount, counted),
      at: new Date(at ?? now).toISOString(),
      ...(spent === null ? {} : { spentThatDay: toDecimal(spent, counted) }),
    },
  });
  // Days before this month are in no answer yet.
  if (at !== null) await checkWithProgress(session, accountId);
  tell(session, accountId, before?.unit === counted && at === null ? driftWords(before, amount, display()) : null);
}

function tell(session: Session, accountId: AccountId, drift: string | null): void {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const view = accountView(facts, display());
  const estimated =
    view.estimate === null || view.amount === null
      ? t('The estimate follows when the provider reports its spend.')
      : `${view.amount}, ${view.estimate}.`;
  void showInfo(drift ?? estimated);
}

async function amountStep(title: string, counted: Unit): Promise<StepAnswer<Partial<Answers>>> {
  const answer = await inputStep(
    { title, step: 1, totalSteps: 2 },
    {
      prompt: t('What the dashboard shows as left, in {unit}. Spend that the provider reports from then on is subtracted.', {
        unit: counted,
      }),
      placeholder: '41.20',
      refuse: (text) => (parseAmount(text) === undefined ? t('Enter an amount with a decimal point, such as 41.20.') : undefined),
    },
  );
  const amount = answer.kind === 'value' ? parseAmount(answer.value) : undefined;
  if (answer.kind !== 'value') return answer;
  return amount === undefined ? { kind: 'cancelled' } : { kind: 'value', value: { amount } };
}

async function timeStep(title: string): Promise<StepAnswer<Partial<Answers>>> {
  const answer = await inputStep(
    { title, step: 2, totalSteps: 2 },
    {
      prompt: t('When did it show that? Leave empty if just now, or enter a date or time such as 2026-01-29 or 2026-01-29 09:00.'),
      placeholder: t('now'),
      refuse: (text) => {
        const at = enteredTime(text);
        if (at === undefined) return t('Enter a date or time such as 2026-01-29 09:00, or nothing for now.');
        return at !== null && at > Date.now() ? t('That is in the future. Enter when the dashboard showed it.') : undefined;
      },
    },
  );
  if (answer.kind !== 'value') return answer;
  const at = enteredTime(answer.value);
  return at === undefined ? { kind: 'cancelled' } : { kind: 'value', value: { at } };
}

/** In the time zone of this machine; null for now. */
function enteredTime(text: string): EpochMs | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  const [, date, time = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$/.exec(typed) ?? [];
  const at = date === undefined ? NaN : new Date(`${date}T${time}:00`).getTime();
  return Number.isNaN(at) ? undefined : at;
}

function unitOf(name: string): Unit {
  return currency(name) ?? unit(name);
}
