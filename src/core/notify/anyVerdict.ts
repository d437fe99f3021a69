import { busy, isPage, isSuccess, objectOf, refused, taken } from './answerParts';
import type { ChannelAnswer, Verdict } from './channelKind';

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
 * Of a receiver that is not known, such as a relay: every 2xx, unless its body says no in one of the ways that services do.
 * Feishu and Lark say it by `code` or `StatusCode`, DingTalk and WeCom by `errcode`, others by `ok` or `success`.
 */
export function anyVerdict(answer: ChannelAnswer): Verdict | null {
  if (!isSuccess(answer)) return null;
  if (isPage(answer)) return { kind: 'unclear', passes: false };
  const json = objectOf(answer.body.trim());
  return (json && refusalIn(json)) ?? taken;
}

function refusalIn(json: ReadonlyMap<string, unknown>): Verdict | null {
  for (const [name, passing] of Object.entries(busyCodes)) {
    const code = json.get(name);
    if ((typeof code !== 'number' && typeof code !== 'string') || isGood(name, String(code))) continue;
    const waitMs = passing.get(String(code));
    return waitMs === undefined ? refused('unknown', code) : busy('tooOften', waitMs, code);
  }
  return ['ok', 'success'].some((name) => json.get(name) === false) ? refused('unknown', json.get('error')) : null;
}

/** Some repeat the HTTP status, or a word, in `code`. */
function isGood(name: string, code: string): boolean {
  return code === '0' || (name === 'code' && /^(2\d\d|ok|success)$/i.test(code));
}
