import type * as vscode from 'vscode';
import { alertMessage, summaryMessage } from '../../core/notify/summary';
import { messageText, type Message } from '../../core/notify/message';
import type { Posted } from '../../core/notify/delivery';
import { Outbox } from '../../core/notify/outbox';
import type { Failed } from '../../core/notify/outboxPorts';
import { summaryPeriod, takesSummaryTurn } from '../../core/notify/summaryTurn';
import type { AccountFacts } from '../../core/views/accountView';
import { formatTime } from '../../core/time/formatTime';
import type { Send } from '../../core/provider/transport';
import type { Account } from '../../core/model/account';
import type { Snapshot } from '../../core/model/snapshot';
import type { Alert } from '../../core/checks/alerts';
import type { NewPost } from '../../core/checks/watchRecord';
import type { PostPorts } from '../../core/notify/postTo';
import type { Session } from '../accounts/session';
import { showWarning } from '../editor/dialogs';
import { logged, loggedMail } from '../editor/log';
import { runCommand } from '../editor/runCommand';
import { summaryPace } from '../editor/settings';
import { display, t } from '../editor/translation';
import { deliveryText } from '../../core/notify/deliveryText';
import { metText } from './metText';
import type { Webhook } from './webhook';

export interface MessagesParts {
  readonly session: () => Session;
  readonly webhook: Webhook;
  readonly send: Send;
  readonly mail: PostPorts['mail'];
  readonly hmac: PostPorts['hmac'];
  readonly log: vscode.LogOutputChannel;
  /** Whether this machine posts the summary of a period, of all that share a history and a channel. */
  readonly takesSummary: (period: string) => Promise<boolean>;
  /** What the others that share a history know this machine by; null: none is shared. */
  readonly machine: () => string | null;
  readonly onFault: (error: unknown) => void;
}

/** What is posted to a team's channel: a message for each alert, and summaries. */
export function teamMessages({ session, webhook, send, mail, hmac, log, takesSummary, machine, onFault }: MessagesParts) {
  let outbox: Outbox | undefined;
  /** The store is known once there is a session. */
  const box = (): Outbox =>
    (outbox ??= new Outbox({
      store: session().watch,
      owner: session().owner,
      now: Date.now,
      channel: () => webhook.stored(),
      send: logged(send, log, { why: 'webhook', isPathSecret: true }),
      mail: loggedMail(mail, log, 'webhook'),
      hmac,
      t,
      onFault,
      onTried: (_message, delivery) => {
        if (delivery.kind === 'posted') void tellMissed(delivery).catch(onFault);
      },
      onChannelGone: () => void tellGone().catch(onFault),
      onPutOff: (_message, { at }) => void tellPutOff(at).catch(onFault),
      onGivenUp: (message, failed, isFirst) => void tellGivenUp(message, failed, isFirst).catch(onFault),
    }));
  const tellPutOff = async (at: number): Promise<void> => {
    const until = formatTime(at, display());
    log.warn(`webhook: put off until ${new Date(at).toISOString()}`);
    const channel = await webhook.stored();
    if (channel === null) return;
    const { host } = new URL(channel.url);
    await showWarning(t('{host} asks to wait until {until}. Messages to your team wait until then; checks go on.', { host, until }));
  };
  let isMissedTold = false;
  /** That some recipients of a mail do not get it: once, until all get one. */
  const tellMissed = async (posted: Posted): Promise<void> => {
    const isNews = posted.missed !== undefined && !isMissedTold;
    isMissedTold = posted.missed !== undefined;
    const channel = isNews ? await webhook.stored() : null;
    if (channel !== null) await showWarning(deliveryText(posted, new URL(channel.url).host, 'editor', t));
  };
  const tellGone = async (): Promise<void> => {
    log.warn('webhook: set, and not in the secret storage');
    const set = t('Set Webhook…');
    const chosen = await showWarning(
      t(
        'Your team’s webhook is no longer in the secret storage of this machine. Messages wait for it for a day. Set it again, or remove it.',
      ),
      set,
    );
    if (chosen === set) await runCommand('apiBalance.setWebhook');
  };
  const tellGivenUp = async ({ title }: Message, failed: Failed | null, isFirst: boolean): Promise<void> => {
    log.warn(`webhook: given up (${metText(failed)})`);
    const channel = isFirst ? await webhook.stored() : null;
    if (channel === null) return;
    const { host } = new URL(channel.url);
    const why = failed === null ? t('{host} did not accept it.', { host }) : deliveryText(failed, host, 'editor', t);
    const set = t('Set Webhook…');
    const chosen = await showWarning(
      t('A message to your team could not be posted: "{title}". {why} You are not told again until one is posted.', { title, why }),
      set,
    );
    if (chosen === set) await runCommand('apiBalance.setWebhook');
  };
  const summarizeInTurn = async (period: string): Promise<void> => {
    if (!(await takesSummary(period))) return;
    box().add(null, summaryMessage(session().facts(), display()));
    await box().deliver();
  };
  return {
    webhook,
    outbox: box,
    /** Of one account's alerts, with the lines of all as they are after it. */
    postsOf: (account: Account, snapshot: Snapshot, alerts: readonly Alert[]): readonly NewPost[] =>
      alertMessages(session().factsAfter(account, snapshot), alerts, machine()).map((message) => ({
        channel: '',
        body: messageText(message),
      })),
    /** Of what another machine saw, and did not post here. */
    postHeard: (account: Account, alerts: readonly Alert[]): void => {
      for (const message of alertMessages(session().facts(), alerts, machine())) box().add(account.id, message);
      void box().deliver().catch(onFault);
    },
    /** Beside whatever else is done: nothing waits for a channel. */
    deliver: (): void => void box().deliver().catch(onFault),
    /** Of the window that watches. */
    summarize: (now: number): void => {
      const { watch, history } = session();
      const pace = summaryPace();
      if (takesSummaryTurn(watch, pace, now, history.timeZone) && pace !== 'off')
        void summarizeInTurn(summaryPeriod(pace, now, history.timeZone)).catch(onFault);
    },
    dispose: (): void => outbox?.dispose(),
  };
}

function alertMessages(facts: readonly AccountFacts[], alerts: readonly Alert[], machine: string | null): readonly Message[] {
  return alerts.flatMap((alert) => alertMessage(alert, facts, display(), machine) ?? []);
}

export type TeamMessages = ReturnType<typeof teamMessages>;
