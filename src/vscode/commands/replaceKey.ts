import type { Session } from '../accounts/session';
import { t } from '../editor/translation';
import { keyStep } from './keyStep';
import type { AccountId } from '../../core/model/accountId';

/** The new key is tried first; the old one stays until then. It is bound to where the account points now. */
export async function replaceKey(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { account, provider } = facts;
  const title = t('Key of {label}', { label: account.label });
  const answer = await keyStep(session, { title }, { provider, place: account, accountId });
  if (answer.kind !== 'value') return;
  const { apiKey, outcome } = answer.value;
  const writeSettings = async (): Promise<void> => {
    if (account.keyEnv !== undefined || account.keyFile !== undefined) await session.accounts.change(accountId, { key: undefined });
  };
  await session.checks.replaceKey(account, () => session.keepKey(accountId, { origin: account.origin, apiKey }, writeSettings));
  session.accept(accountId, outcome);
}
