import { thresholdsOf } from '../../core/views/accountView';
import { amountText } from '../../core/views/amountText';
import { headline, thresholdOf } from '../../core/model/headline';
import { toDecimal, type Unit } from '../../core/money/money';
import { parseAmount } from '../../core/money/parseAmount';
import { spendableOf } from '../../core/model/spendable';
import { flash, showInfo, showInput, showPick } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { amountsHidden } from '../editor/settings';
import { display, t } from '../editor/translation';
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
  const kept = Object.fromEntries(Object.entries(account.lowBalance).map(([of, value]) => [of, toDecimal(value, unit)]));
  await session.accounts.change(accountId, { lowBalance: { ...kept, [unit]: toDecimal(amount, unit) } });
  flash(t('{label} counts as low at {amount}', { label: account.label, amount: amountText(amount, unit, display()) }));
}

async function chooseUnit(units: readonly Unit[]): Promise<Unit | undefined> {
  const chosen = await showPick(
    units.map((unit) => ({ label: unit, unit })),
    { placeHolder: t('The threshold of which balance?') },
  );
  return chosen?.unit;
}
