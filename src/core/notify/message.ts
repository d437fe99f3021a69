import * as z from 'zod';
import type { EpochMs } from '../time/epoch';
import { oneLine, shortened } from '../text/plainText';
import type { Translate } from '../text/translate';

export const webhookFormats = ['discord', 'slack', 'slackWorkflow', 'json'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

const Line = z
  .object({
    account: z.string(),
    balance: z.string(),
    /** What the balance is made of, such as cash and vouchers; null where the provider names no parts. */
    parts: z.string().nullable(),
    threshold: z.string().nullable(),
    /** `Low`; of an account that could not be checked what failed and since when, and never `OK`. */
    state: z.string(),
    reason: z.string().nullable(),
    needsMoney: z.boolean(),
    /** It could not be checked, or was not for long, or gave no number to believe: whatever its number says is not of now. */
    isOutdated: z.boolean(),
    age: z.string().nullable(),
  })
  .readonly();
/** One line of a message to a team: an account, what is left, and from where on it counts as low. */
export type SummaryLine = z.infer<typeof Line>;

const StoredMessage = z
  .object({
    kind: z.enum(['alert', 'summary']),
    title: z.string(),
    lines: z.array(Line).readonly(),
    /** When all of it was so. A receiver that is down takes it hours later, and an age in a line is of this time. */
    at: z.number().exactOptional(),
  })
  .readonly();
/** What is to be posted, before it is put into a service's own words. */
export type Message = z.infer<typeof StoredMessage>;

/** As it waits to be posted. */
export function messageText(message: Message): string {
  return JSON.stringify(message);
}

/** undefined for what is not as written, such as by a newer version. */
export function readMessage(text: string): Message | undefined {
  try {
    return StoredMessage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * How long a text may be. Of a workflow's variable it is not documented, so it is what one section of a message holds.
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#truncating
 * @see https://docs.slack.dev/reference/block-kit/blocks/section-block
 */
const mostCharacters: Readonly<Record<Exclude<WebhookFormat, 'json'>, number>> = { discord: 2000, slack: 30_000, slackWorkflow: 3000 };

/** Of an account's name in a line of text. */
const longestName = 100;

/** The request body, with nothing in it that a service would take for a mention or a link. */
export function messageBody(message: Message, format: WebhookFormat, t: Translate): string {
  switch (format) {
    case 'discord':
      return JSON.stringify({ content: textOf(message, discordText, '**', mostCharacters.discord, t), allowed_mentions: { parse: [] } });
    case 'slack':
      return JSON.stringify({ text: textOf(message, slackText, '*', mostCharacters.slack, t), unfurl_links: false, unfurl_media: false });
    case 'slackWorkflow':
      // Flat, and each value a text: the variable `text`, which the workflow has to define.
      return JSON.stringify({ text: textOf(message, slackWorkflowText, '', mostCharacters.slackWorkflow, t) });
    case 'json':
      return JSON.stringify({ ...message, ...(message.at === undefined ? {} : { at: new Date(message.at).toISOString() }) });
  }
}

type Escape = (text: string) => string;

/** Cut behind a whole line. Who needs somebody stands first, and how many are left out is said. */
function textOf({ title, lines, at }: Message, escape: Escape, bold: string, maxLength: number, t: Translate): string {
  const plain: Escape = (text) => escape(oneLine(text));
  const texts = [
    `${bold}${plain(title)}${bold}${at === undefined ? '' : ` ${timeText(at)}`}`,
    ...lines.map((line) => lineText(line, plain, bold, t)),
  ];
  const whole = texts.join('\n');
  if (whole.length <= maxLength) return whole;
  const rests = restTexts(lines, t);
  let [kept, length] = [texts.length, whole.length];
  // The title stays, whatever it is.
  while (kept > 1 && length + 1 + (rests[kept - 1] ?? '').length > maxLength) {
    kept -= 1;
    length -= 1 + (texts[kept] ?? '').length;
  }
  return [...texts.slice(0, kept), rests[kept - 1] ?? ''].join('\n').slice(0, maxLength);
}

/** `2026-03-01 18:51 UTC`: a team reads it in several zones. */
function timeText(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What is said of the lines from each one on, where they are left out. */
function restTexts(lines: readonly SummaryLine[], t: Translate): readonly string[] {
  let needing = 0;
  return lines
    .toReversed()
    .map(({ needsMoney, isOutdated }, index) => {
      const count = index + 1;
      if (needsMoney || isOutdated) needing += 1;
      return needing === 0
        ? t('… and {count} more', { count })
        : t('… and {count} more, {needing} of which need attention', { count, needing });
    })
    .reverse();
}

function lineText(
  { account, balance, parts, threshold, state, reason, needsMoney, isOutdated, age }: SummaryLine,
  plain: Escape,
  bold: string,
  t: Translate,
): string {
  const isMarked = needsMoney || isOutdated;
  const amount = parts === null ? balance : `${balance} (${parts})`;
  const limit = threshold === null ? null : t('threshold {amount}', { amount: threshold });
  const facts = [amount, limit, isMarked ? null : state, reason, age].filter((fact) => fact !== null);
  const text = `${plain(shortened(oneLine(account), longestName))}: ${plain(facts.join(' · '))}`;
  return isMarked ? `• ${bold}${plain(state)}${bold} ${text}` : `• ${text}`;
}

/** `<` begins times, emojis, channels and commands. @see https://discord.com/developers/docs/reference#message-formatting */
function discordText(text: string): string {
  return unlinked(text.replace(/[\\*_~`|<>#[\]()]/g, '\\$&'));
}

/**
 * Slack has no escape for its marks but these three; a zero-width space keeps the others from pairing. @see
 * https://docs.slack.dev/messaging/formatting-message-text
 */
function slackText(text: string): string {
  return unlinked(
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[*_~`]/g, '$&\u200b'),
  );
}

/** What a workflow's message makes of marks and entities is up to the workflow, so nothing stands together that could be one. */
function slackWorkflowText(text: string): string {
  return unlinked(text.replace(/[*_~`<&]/g, '$&\u200b'));
}

/** Both make a mention of `@name`, a link of a bare address, and an emoji of `:name:`. A time of day is none of them. */
function unlinked(text: string): string {
  return text.replace(/@/g, '@\u200b').replace(/\b\d\d?:\d\d\b|:(?=\S)/g, (found) => (found === ':' ? ':\u200b' : found));
}
