import { baseUrlReason } from '../../core/accounts/accountPlace';
import { originOf } from '../../core/provider/origin';
import { webhookFormats, type WebhookFormat } from '../../core/notify/message';
import { summaryMessage } from '../../core/notify/summary';
import { formatOf } from '../../core/notify/webhookAddress';
import { showError, showInfo, showInput, showPick, withNotice } from '../editor/dialogs';
import type { Session } from '../accounts/session';
import { display, t } from '../editor/translation';
import { deliveryText } from '../watching/deliveryText';
import type { TeamMessages } from '../watching/messages';

export async function setWebhook(session: Session, messages: TeamMessages): Promise<void> {
  const url = await showInput({
    title: t('Set Webhook'),
    password: true,
    ignoreFocusOut: true,
    placeHolder: 'https://…',
    prompt: t('The address that messages are posted to. It is kept in the secret storage of this machine. Leave empty to remove it.'),
    validateInput: (text) => {
      const read = originOf(text.trim());
      return text.trim() === '' || read.ok ? undefined : baseUrlReason(read.fault, t).replace('"baseUrl"', t('The address'));
    },
  });
  if (url === undefined) return;
  if (url.trim() === '') {
    await messages.webhook.set(null);
    messages.outbox().channelForgotten();
    void showInfo(t('The webhook was removed. Nothing is posted any more.'));
    return;
  }
  const format = formatOf(url.trim()) ?? (await askFormat());
  if (format === undefined) return;
  const before = await messages.webhook.stored();
  await messages.webhook.set({ url: url.trim(), format });
  messages.outbox().channelSet(before);
  const post = t('Post Summary Now');
  const chosen = await showInfo(
    t('The webhook is set. Alerts are posted to it from now on, and summaries if "apiBalance.summary" is on.'),
    post,
  );
  if (chosen === post) await postSummary(session, messages);
}

async function askFormat(): Promise<WebhookFormat | undefined> {
  const names: Readonly<Record<WebhookFormat, string>> = {
    discord: 'Discord',
    slack: 'Slack',
    slackWorkflow: t('Slack workflow, with a variable "text"'),
    json: t('Plain JSON'),
  };
  const chosen = await showPick(
    webhookFormats.map((format) => ({ label: names[format], format })),
    { placeHolder: t('Which message format does it accept?') },
  );
  return chosen?.format;
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
  void say(deliveryText(delivery, new URL(stored.url).origin));
}
