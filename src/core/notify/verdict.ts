import type { Exchange } from '../provider/transport';

/** What tells that a message was kept: one with an id, as Discord answers; `ok`, as Slack does; or any 2xx that says nothing else. */
export type Confirmation = 'message' | 'ok' | 'any';

/** What a receiver says of a message in the body of a 2xx. Its words are not repeated, since they may quote the address. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** `code` is its own, where it has a short one. */
  | { readonly kind: 'refused'; readonly code: string | null }
  /** It takes none for at least so long. */
  | { readonly kind: 'busy'; readonly code: string; readonly waitMs: number }
  /** Somebody else's answer, such as a page, or one without the confirmation that this receiver gives. */
  | { readonly kind: 'unclear' };

type Answered = Pick<Extract<Exchange, { ok: true }>, 'contentType' | 'body'>;

const minute = 60_000;

/**
 * Codes that pass by themselves. DingTalk shuts for ten minutes; the others name no time.
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot 11232
 * @see https://open.dingtalk.com/document/robots/custom-robot-access -1, 410100, and the older 130101 and 660026
 * @see https://developer.work.weixin.qq.com/document/path/90313 -1, 45009
 */
const busyCodes: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  errcode: new Map([
    ['-1', minute],
    ['45009', minute],
    ['410100', 10 * minute],
    ['130101', 10 * minute],
    ['660026', 10 * minute],
  ]),
  StatusCode: new Map([['11232', minute]]),
  code: new Map([['11232', minute]]),
};

/**
 * Several services refuse with HTTP 200 and say so in the body alone: Feishu and Lark by `code` or `StatusCode`, DingTalk
 * and WeCom by `errcode`, others by `ok` or `success`. A web page is somebody else's answer.
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 * @see https://open.dingtalk.com/document/robots/custom-robot-access
 * @see https://developer.work.weixin.qq.com/document/path/91770
 */
export function verdictOf({ contentType, body }: Answered, confirmation: Confirmation): Verdict {
  const text = body.trim();
  if (/\bhtml\b/i.test(contentType) || text.startsWith('<')) return { kind: 'unclear' };
  const json = objectOf(text);
  return (json && refusalIn(json)) ?? (isConfirmed(text, json, confirmation) ? { kind: 'taken' } : { kind: 'unclear' });
}

function refusalIn(json: ReadonlyMap<string, unknown>): Verdict | null {
  for (const [name, busy] of Object.entries(busyCodes)) {
    const code = json.get(name);
    if ((typeof code !== 'number' && typeof code !== 'string') || isGood(name, String(code))) continue;
    const waitMs = busy.get(String(code));
    return waitMs === undefined ? { kind: 'refused', code: shortCode(code) } : { kind: 'busy', code: String(code), waitMs };
  }
  return ['ok', 'success'].some((name) => json.get(name) === false) ? { kind: 'refused', code: shortCode(json.get('error')) } : null;
}

/**
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
function isConfirmed(text: string, json: ReadonlyMap<string, unknown> | null, confirmation: Confirmation): boolean {
  const id = json?.get('id');
  switch (confirmation) {
    case 'message':
      return typeof id === 'string' && id !== '';
    case 'ok':
      return text === 'ok';
    case 'any':
      return true;
  }
}

/** Some repeat the HTTP status, or a word, in `code`. */
function isGood(name: string, code: string): boolean {
  return code === '0' || (name === 'code' && /^(2\d\d|ok|success)$/i.test(code));
}

function shortCode(code: unknown): string | null {
  return (typeof code === 'number' || typeof code === 'string') && /^-?[\w.]{1,30}$/.test(String(code)) ? String(code) : null;
}

function objectOf(text: string): ReadonlyMap<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? new Map(Object.entries(json)) : null;
  } catch {
    return null;
  }
}
