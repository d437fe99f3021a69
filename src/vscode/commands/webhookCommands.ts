import { addressReason } from '../../core/accounts/accountPlace';
import type { ChannelKind, Fields } from '../../core/notify/channelKind';
import { deliveryText } from '../../core/notify/deliveryText';
import { kindOf } from '../../core/notify/kindOf';
import { mailFaultText } from '../../core/notify/mailFault';
import { addressFault, retiredText, targetFault, type TargetFault } from '../../core/notify/targetFault';
import { summaryMessage } from '../../core/notify/summary';
import { showError, showInfo, showInput, showPick, withNotice } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { display, t } from '../editor/translation';
import type { TeamMessages } from '../watching/messages';

export async function setWebhook(session: Session, messages: TeamMessages): Promise<void> {
  const url = await showInput({
    title: t('Set Webhook'),
    password: true,
    ignoreFocusOut: true,
    placeHolder: t('{address}, or {mail} for e-mail', { address: 'https://…', mail: 'smtp://user:password@host' }),
    prompt: t('The address that messages are posted to. It is kept in the secret storage of this machine. Leave empty to remove it.'),
    validateInput: (text) => {
      const url = text.trim();
      const fault = url === '' ? null : addressFault(url, kindOf(url, messages.webhook.kinds));
      return fault ? faultText(fault) : undefined;
    },
  });
  if (url === undefined) return;
  if (url.trim() === '') {
    await messages.webhook.set(null);
    messages.outbox().channelForgotten();
    void showInfo(t('The webhook was removed. Nothing is posted any more.'));
    return;
  }
  const { kinds } = messages.webhook;
  const kind = kindOf(url.trim(), kinds) ?? (await askKind(kinds));
  if (kind === undefined) return;
  const fields = await askFields(kind, url.trim());
  if (fields === undefined) return;
  const fault = targetFault({ url: url.trim(), fields }, kind);
  if (fault) return void showError(faultText(fault));
  const before = await messages.webhook.stored();
  await messages.webhook.set({ url: url.trim(), kind, fields });
  messages.outbox().channelSet(before);
  const post = t('Post Summary Now');
  const chosen = await showInfo(
    t('The webhook is set. Alerts are posted to it from now on, and summaries if "apiBalance.summary" is on.'),
    post,
  );
  if (chosen === post) await postSummary(session, messages);
}

function faultText(fault: TargetFault): string {
  switch (fault.of) {
    case 'mail':
      return mailFaultText(fault.fault, t);
    case 'retired':
      return retiredText(fault.service, t('The address'), t);
    case 'web':
      return addressReason(fault.fault, t('The address'), t);
  }
}

/** Of an address on the web; one of a mail server says so itself. */
async function askKind(kinds: readonly ChannelKind[]): Promise<ChannelKind | undefined> {
  const web = kinds.filter(({ transport }) => transport !== 'mail');
  const chosen = await showPick(
    web.map((kind) => ({ label: kind.name, channel: kind })),
    { placeHolder: t('Which message format does it accept?') },
  );
  return chosen?.channel;
}

/** What the service wants beside its address, one after the other; undefined: called off. */
async function askFields({ fields, name, inAddress }: ChannelKind, url: string): Promise<Fields | undefined> {
  const entered: Record<string, string> = {};
  const known = inAddress?.(url) ?? [];
  for (const [field, { label, isSecret, isRequired, placeholder }] of Object.entries(fields)) {
    if (known.includes(field)) continue;
    const text = await showInput({
      title: t('Set Webhook'),
      password: isSecret,
      ignoreFocusOut: true,
      ...(placeholder === undefined ? {} : { placeHolder: placeholder }),
      prompt: isRequired ? t('{name}: {label}', { name, label }) : t('{name}: {label}. Leave empty where there is none.', { name, label }),
      validateInput: (value) => (isRequired && value.trim() === '' ? t('It is required.') : undefined),
    });
    if (text === undefined) return undefined;
    if (text.trim() !== '') entered[field] = text.trim();
  }
  return entered;
}

export async function postSummary(session: Session, messages: TeamMessages): Promise<void> {
  const stored = await messages.webhook.stored();
  if (!stored) {
    const set = t('Set Webhook…');
    if ((await showInfo(t('There is no webhook on this machine, so nothing can be posted.'), set)) === set)
      await setWebhook(session, messages);
    return;
  }
  const delivery = await withNotice(t('Posting the summary…'), () =>
    messages.outbox().postNow(stored, summaryMessage(session.facts(), display())),
  );
  const say = delivery.kind === 'posted' ? showInfo : showError;
  void say(deliveryText(delivery, new URL(stored.url).host, 'editor', t));
}
