import { createHmac } from 'node:crypto';
import { calledBy, drawDingtalk, textsWithin } from './dingtalkMarkup';
import { jsonOf, mediaType, objectOf, textOf, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';

export interface DingtalkSettings {
  readonly token: string;
  readonly secret: string | null;
  readonly keywords: readonly string[];
  readonly isAddressAllowed: boolean;
  readonly state: 'open' | 'stopped' | 'removed' | 'groupGone' | 'busy';
  /** The guide's sample has a text, the server was seen with a number. */
  readonly zero: 0 | '0';
  /** 410100 is the guide's; 130101 is older (grade B); the firewall before the server names no code (grade C). */
  readonly throttle: 410_100 | 130_101 | 'firewall';
  readonly isLimited: boolean;
  /** Not documented (grade C): not relied on. */
  readonly zeroWidthDisarms: boolean;
}

/** All with HTTP 200. @see https://open.dingtalk.com/document/development/custom-robots-send-group-messages */
const refused = (errcode: number, errmsg: string): Answer => json(200, { errcode, errmsg });
/** Known from two probes (grade C); the guide says 400101. */
const unknownToken = refused(300_005, 'token is not exist');
const security = {
  sign: refused(
    310_000,
    'description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中，请确认机器人的密钥加密和填写正确;link:https://open.dingtalk.com/document/',
  ),
  timestamp: refused(310_000, 'invalid timestamp, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]'),
  keyword: refused(310_000, 'keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]'),
  address: refused(310_000, 'ip 192.0.2.7 not in whitelist, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]'),
} as const;
const states: Readonly<Record<Exclude<DingtalkSettings['state'], 'open'>, Answer>> = {
  stopped: refused(400_102, '机器人已停用'),
  removed: refused(400_106, '机器人不存在'),
  groupGone: refused(400_013, '群已被解散'),
  busy: refused(-1, '系统繁忙'),
};

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The key is the secret; what is signed is the timestamp and the secret. Milliseconds.
 * @see https://open.dingtalk.com/document/dingstart/customize-robot-security-settings
 */
export function dingtalkSignature(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

function throttled({ throttle }: DingtalkSettings): Answer {
  if (throttle === 'firewall')
    return json(200, { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: '00000000000000000000000000000000' });
  return refused(throttle, throttle === 410_100 ? '发送速度太快而限流' : 'send too fast, exceed 20 times per minute');
}

/** Twenty a minute; the one after them shuts the robot for ten minutes. @see the guide of custom robots, "Frequency limits" */
function isShut({ earlier, now }: Pick<Received, 'earlier' | 'now'>): boolean {
  let shutUntil = -Infinity;
  let taken: readonly number[] = [];
  for (const at of [...earlier, now]) {
    if (at < shutUntil) continue;
    taken = taken.filter((one) => one > at - minuteMs);
    if (taken.length >= 20) shutUntil = at + 10 * minuteMs;
    else taken = [...taken, at];
  }
  return now < shutUntil;
}

function reply(request: Received, settings: DingtalkSettings): Reply {
  const { method, path, query, headers, now } = request;
  if (path !== '/robot/send') return nothingShown(plainText(404, 'not found'));
  if (method !== 'POST') return nothingShown(refused(43_002, '需要POST请求'));
  if (query.get('access_token') !== settings.token) return nothingShown(unknownToken);
  if (settings.isLimited && isShut(request)) return nothingShown(throttled(settings));
  if (settings.state !== 'open') return nothingShown(states[settings.state]);
  if (!settings.isAddressAllowed) return nothingShown(security.address);
  const unsigned = settings.secret === null ? null : signatureRefusal(query, settings.secret, now);
  if (unsigned) return nothingShown(unsigned);
  if (mediaType(headers) !== 'application/json') return nothingShown(refused(43_004, '无效的HTTP HEADER Content-Type'));
  // Twenty thousand by the server's own words (grade B), under a code that is from a report (grade C).
  if (request.body.length > 20_000) return nothingShown(refused(460_101, 'message too long'));
  const body = objectOf(jsonOf(request.body));
  if (body === null || textOf(body['msgtype']) === null) return nothingShown(refused(40_035, '缺少参数 msgtype'));
  return answered(body, settings);
}

function answered(body: JsonObject, { keywords, zero, zeroWidthDisarms }: DingtalkSettings): Reply {
  const shown = drawDingtalk(body, zeroWidthDisarms);
  if (typeof shown === 'number') return nothingShown(refused(shown, '不合法的消息'));
  const said = textsWithin(body[textOf(body['msgtype']) ?? '']);
  if (keywords.length > 0 && !keywords.some((word) => said.some((text) => text.includes(word)))) return nothingShown(security.keyword);
  const called = calledBy(objectOf(body['at']));
  const drawn = called.length === 0 ? shown : { ...shown, notified: true, marks: [...shown.marks, 'mention'] };
  return showing(json(200, { errcode: zero, errmsg: 'ok' }), drawn);
}

function signatureRefusal(query: URLSearchParams, secret: string, now: number): Answer | null {
  const timestamp = query.get('timestamp') ?? '';
  if (!/^\d{1,15}$/.test(timestamp)) return security.sign;
  if (Math.abs(now - Number(timestamp)) > hourMs) return security.timestamp;
  // Encoded twice, or not at all so that `+` became a space, it does not match.
  return query.get('sign') === dingtalkSignature(timestamp, secret) ? null : security.sign;
}

export const dingtalk = defineReceiver<DingtalkSettings>({
  vendor: 'dingtalk',
  hosts: ['oapi.dingtalk.com'],
  settings: {
    ...{ token: 'made-up', secret: null, keywords: [], isAddressAllowed: true, state: 'open', zero: 0 },
    ...{ throttle: 410_100, isLimited: true, zeroWidthDisarms: false },
  },
  bucket: ({ query }) => query.get('access_token') ?? '',
  reply,
  says: (settings) => ({ gone: unknownToken, throttled: throttled(settings), refused: security.sign }),
});
