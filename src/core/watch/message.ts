import type { Translate } from '../translate';
import type { SummaryLine } from './summary';

export const webhookFormats = ['discord', 'slack', 'json'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

/** Where each service's addresses are. */
const hosts: Readonly<Record<string, WebhookFormat>> = { 'discord.com': 'discord', 'discordapp.com': 'discord', 'hooks.slack.com': 'slack' };

/** The form that a host is known to take; undefined for any other. */
export function formatOf(url: string): WebhookFormat | undefined {
  return hosts[new URL(url).hostname];
}

/** What is to be posted, before it is put into a service's own words. */
export interface Message {
  readonly kind: 'alert' | 'summary';
  readonly title: string;
  readonly lines: readonly SummaryLine[];
}

/** Discord refuses longer content. @see https://discord.com/developers/docs/resources/webhook#execute-webhook */
const discordMost = 2000;

/** The request body, with nothing in it that a service would take for a mention or a link. */
export function messageBody(message: Message, format: WebhookFormat, t: Translate): string {
  switch (format) {
    case 'discord':
      return JSON.stringify({ content: shortened(textOf(message, discordText, '**', t), discordMost), allowed_mentions: { parse: [] } });
    case 'slack':
      return JSON.stringify({ text: textOf(message, slackText, '*', t), unfurl_links: false, unfurl_media: false });
    case 'json':
      return JSON.stringify(message);
  }
}

function textOf({ title, lines }: Message, plain: (text: string) => string, bold: string, t: Translate): string {
  const line = ({ account, balance, threshold, state, needsMoney, age }: SummaryLine): string => {
    const facts = [balance, threshold === null ? null : t('threshold {amount}', { amount: threshold }), needsMoney ? null : state, age].filter((fact) => fact !== null);
    const text = `${plain(account)}: ${plain(facts.join(' · '))}`;
    return needsMoney ? `• ${bold}${plain(state)}${bold} ${text}` : `• ${text}`;
  };
  return [`${bold}${plain(title)}${bold}`, ...lines.map(line)].join('\n');
}

/** @see https://discord.com/developers/docs/reference#message-formatting */
function discordText(text: string): string {
  return unlinked(text.replace(/[\\*_~`|>#[\]()]/g, '\\$&'));
}

/** Slack has no escape for its marks but these three; a zero-width space keeps the others from pairing. @see https://docs.slack.dev/messaging/formatting-message-text */
function slackText(text: string): string {
  return unlinked(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/[*_~`]/g, '$&\u200b'));
}

/** Both make a mention of `@name`, and a link of a bare address. */
function unlinked(text: string): string {
  return text.replace(/@/g, '@\u200b').replace(/:\/\//g, ':\u200b//');
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const lines = text.slice(0, most - 2).split('\n');
  return `${lines.slice(0, -1).join('\n')}\n…`;
}
