import { thresholdsOf } from '../../core/views/accountView';
import { amountText } from '../../core/views/amountText';
import { headline, thresholdOf } from '../../core/model/headline';
import { toDecimal, unit as unitOf, type Micros, type Unit } from '../../core/money/money';
import { parseAmount } from '../../core/money/parseAmount';
import { spendableOf } from '../../core/model/spendable';
import { showInfo, showInput, showPick } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { amountsHidden } from '../editor/settings';
import { display, t } from '../editor/translation';
import type { Account } from '../../core/model/account';
import type { AccountId } from '../../core/model/accountId';

/** From which amount on a balance counts as low, for one account and unit. */
export async function changeThreshold(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { account, snapshot } = facts;
  const thresholds = thresholdsOf(account);
  const balances = snapshot.reading ? spendableOf(snapshot.reading) : [];
  const main = headline(balances, thresholds, account.pinnedUnit);
  const units = [...new Set([...(main ? [main.unit] : []), ...balances.map(({ unit }) => unit)])];
  if (units.length === 0) {
    void showInfo(t('Check "{label}" first: the threshold is in the unit of its balance.', { label: account.label }));
    return;
  }
  const unit = units.length === 1 ? units[0] : await chooseUnit(units);
  if (unit === undefined) return;
  const now = thresholdOf(unit, thresholds);
  const text = await showInput({
    title: t('Threshold of {label}', { label: account.label }),
    value: now === null || amountsHidden() ? '' : toDecimal(now, unit),
    prompt: t('At or under this amount of {unit} the balance counts as low. A fifth of it counts as nearly empty.', { unit }),
    validateInput: (typed) => ((parseAmount(typed) ?? -1) < 0 ? t('Enter an amount, such as 5 or 2.50.') : undefined),
  });
  const amount = text === undefined ? undefined : parseAmount(text);
  if (amount === undefined) return;
  await setThreshold(session, accountId, unit, amount);
}

/** Writes it, says so, and offers to take it back. */
export async function setThreshold(session: Session, accountId: AccountId, unit: Unit, amount: Micros): Promise<void> {
  const account = session.factsOf(accountId)?.account;
  if (!account) return;
  const before = account.lowBalance[unit];
  await write(session, account, unit, amount);
  const { label } = account;
  const said = amountsHidden()
    ? t('The threshold of {label} was changed.', { label })
    : t('{label} counts as low at {amount}.', { label, amount: amountText(amount, unit, display()) });
  const undo = t('Undo');
  if ((await showInfo(said, undo)) !== undo) return;
  const now = session.factsOf(accountId)?.account;
  if (now) await write(session, now, unit, before);
}

/** @param amount undefined: as the settings have it for all accounts */
async function write(session: Session, { id, lowBalance }: Account, unit: Unit, amount: Micros | undefined): Promise<void> {
  const { [unit]: _before, ...others } = lowBalance;
  const kept = Object.entries({ ...others, ...(amount === undefined ? {} : { [unit]: amount }) });
  await session.accounts.change(id, { lowBalance: Object.fromEntries(kept.map(([of, value]) => [of, toDecimal(value, unitOf(of))])) });
}

async function chooseUnit(units: readonly Unit[]): Promise<Unit | undefined> {
  const chosen = await showPick(
    units.map((unit) => ({ label: unit, unit })),
    { placeHolder: t('The threshold of which balance?') },
  );
  return chosen?.unit;
}
