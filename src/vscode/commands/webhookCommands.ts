import * as vscode from 'vscode';
import { baseUrlReason } from '../../core/accountEntries';
import { originOf } from '../../core/origin';
import { summaryLines } from '../../core/watch/summary';
import { formatOf, webhookFormats, type Message, type WebhookFormat } from '../../core/watch/message';
import type { Session } from '../session';
import { scene, t } from '../translation';
import { deliveryText, type Webhook } from '../webhook';

export async function setWebhook(session: Session, webhook: Webhook): Promise<void> {
  const url = await vscode.window.showInputBox({
    title: t('Set Webhook'), password: true, ignoreFocusOut: true, placeHolder: 'https://…',
    prompt: t('The address that messages are posted to. It is kept in the secret storage of this machine. Empty: forget it.'),
    validateInput: (text) => {
      const read = originOf(text.trim());
      return text.trim() === '' || read.ok ? undefined : baseUrlReason(read.fault, t).replace('"baseUrl"', t('The address'));
    },
  });
  if (url === undefined) return;
  if (url.trim() === '') {
    await webhook.set(undefined);
    void vscode.window.showInformationMessage(t('The webhook was forgotten. Nothing is posted any more.'));
    return;
  }
  const { origin } = new URL(url.trim());
  const format = formatOf(url.trim()) ?? (await askFormat());
  if (format === undefined) return;
  await webhook.set({ url: url.trim(), origin, format });
  const post = t('Post Summary Now');
  const chosen = await vscode.window.showInformationMessage(t('The webhook is set. Alerts are posted to it from now on, and summaries where "apiBalance.summary" says so.'), post);
  if (chosen === post) await postSummary(session, webhook);
}

async function askFormat(): Promise<WebhookFormat | undefined> {
  const names: Readonly<Record<WebhookFormat, string>> = { discord: 'Discord', slack: 'Slack', json: t('Plain JSON') };
  const chosen = await vscode.window.showQuickPick(webhookFormats.map((format) => ({ label: names[format], format })), { placeHolder: t('In which form does it take messages?') });
  return chosen?.format;
}

export function summaryMessage(session: Session): Message {
  const lines = summaryLines(session.facts(), scene());
  const needing = lines.filter(({ needsMoney }) => needsMoney).length;
  const title = needing === 0 ? t('API balances: all is well') : t('API balances: {count} need money', { count: needing });
  return { kind: 'summary', title, lines };
}

export async function postSummary(session: Session, webhook: Webhook): Promise<void> {
  const stored = await webhook.stored();
  if (!stored) {
    const set = t('Set Webhook…');
    if ((await vscode.window.showInformationMessage(t('There is no webhook yet, so nothing can be posted.'), set)) === set) await setWebhook(session, webhook);
    return;
  }
  const delivery = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: t('Posting the summary…') }, () => webhook.postNow(stored, summaryMessage(session)));
  const say = delivery.kind === 'posted' ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
  void say(deliveryText(delivery, stored.origin));
}
