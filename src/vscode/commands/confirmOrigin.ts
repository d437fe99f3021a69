import { hostOf } from '../../core/provider/origin';
import { askModal, showInfo } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { t } from '../editor/translation';
import type { AccountId } from '../../core/model/accountId';

/** The one way for a key to go to another host: the person says so, with both hosts before their eyes. */
export async function confirmOrigin(session: Session, accountId: AccountId): Promise<void> {
  const facts = session.factsOf(accountId);
  if (!facts) return;
  const { account, provider } = facts;
  const stored = await session.keys.get(accountId);
  const official = provider.sites[account.site]?.origin ?? '';
  if (stored?.origin === account.origin) {
    void showInfo(t('The key of "{label}" was given for {host} already.', { label: account.label, host: hostOf(account.origin) }));
    return;
  }
  const before = hostOf(stored?.origin ?? official);
  const now = hostOf(account.origin);
  const allow = t('Send Key to {host}', { host: now });
  const detail = t('It was given for {before}. The account now points to {now}. Whoever runs {now} can then use the key.', { before, now });
  const chosen = await askModal(t('Send the key of "{label}" to {now}?', { label: account.label, now }), detail, { title: allow });
  // The settings may have changed while the question stood: only the host that was named is allowed.
  if (chosen?.title !== allow || session.factsOf(accountId)?.account.origin !== account.origin) return;
  await session.keys.store(accountId, { ...stored, origin: account.origin });
  session.checks.forget(accountId);
  await session.checks.check([account], new AbortController().signal);
}
