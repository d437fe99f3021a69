import type { Exchange } from '../transport';

/** What a receiver says of a message in the body of a 2xx. */
export interface Verdict {
  readonly isTaken: boolean;
  /** Its own code, where it has a short one; its words are not repeated, since they may quote the address. */
  readonly code: string | null;
}

/**
 * Several services refuse with HTTP 200 and say so in the body alone: Feishu and Lark by `code` or `StatusCode`, DingTalk
 * and WeCom by `errcode`, others by `ok` or `success`. A web page is somebody else's answer.
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 * @see https://open.dingtalk.com/document/robots/custom-robot-access
 * @see https://developer.work.weixin.qq.com/document/path/91770
 */
export function verdictOf({ contentType, body }: Pick<Extract<Exchange, { ok: true }>, 'contentType' | 'body'>): Verdict {
  const text = body.trim();
  if (/\bhtml\b/i.test(contentType) || text.startsWith('<')) return { isTaken: false, code: null };
  const json = objectOf(text);
  if (json === null) return { isTaken: true, code: null };
  for (const name of ['errcode', 'StatusCode', 'code']) {
    const code = json.get(name);
    if ((typeof code === 'number' || typeof code === 'string') && !isGood(name, String(code))) return { isTaken: false, code: shortCode(code) };
  }
  const saysNo = ['ok', 'success'].some((name) => json.get(name) === false);
  return { isTaken: !saysNo, code: saysNo ? shortCode(json.get('error')) : null };
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
