import { createHmac } from 'node:crypto';
import { drawCard, keywordTexts } from './feishuCard';
import { drawFeishuText, drawPost } from './feishuMarkup';
import { waitFor, type RateLimit } from './rateLimit';
import { jsonOf, mediaType, objectOf, textOf, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';
import type { Shown } from './shown';

export interface FeishuSettings {
  readonly token: string;
  /** Signatures are checked when there is one. */
  readonly secret: string | null;
  /** At least one has to be in the message; ten at most. Empty: none is asked for. */
  readonly keywords: readonly string[];
  readonly isAddressAllowed: boolean;
  /** The guide shows the body of a refused form alone; one client met another status with it than 200 (grade B). */
  readonly badRequestStatus: 200 | 400;
  readonly limits: readonly RateLimit[];
}

/** All with HTTP 200. @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.md */
const refused = (code: number, msg: string): Answer => json(200, { code, data: {}, msg });
/** Known from a probe (grade C); the guide does not name it. */
const unknownToken = refused(19001, 'param invalid: incoming webhook access token invalid');
/** Known from a probe (grade C). */
const noType = refused(19002, 'params error, msg_type need');
const signature = refused(19021, 'sign match fail or timestamp is not within one hour from current time');
const addressNotAllowed = refused(19022, 'Ip Not Allowed');
const keywordMissing = refused(19024, 'Key Words Not Found');
const throttled = refused(11232, 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]');

const hourS = 3600;

/** The key is the timestamp and the secret; what is signed is empty. Whole seconds. @see the guide, "Signature verification" */
export function feishuSignature(timestamp: string, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}

function reply(request: Received, settings: FeishuSettings): Reply {
  const badRequest = json(settings.badRequestStatus, { code: 9499, msg: 'Bad Request', data: {} });
  const [, token] = /^\/open-apis\/bot\/v2\/hook\/([\w-]+)$/.exec(request.path) ?? [];
  if (token === undefined || request.method !== 'POST') return nothingShown(plainText(404, '404 page not found'));
  if (token !== settings.token) return nothingShown(unknownToken);
  if (!settings.isAddressAllowed) return nothingShown(addressNotAllowed);
  if (settings.limits.some((limit) => waitFor(request, limit) > 0)) return nothingShown(throttled);
  const body = mediaType(request.headers) === 'application/json' ? objectOf(jsonOf(request.body)) : null;
  // A request is 20 KB at most.
  if (body === null || request.body.length > 20 * 1024) return nothingShown(badRequest);
  if (settings.secret !== null && !isSigned(body, settings.secret, request.now)) return nothingShown(signature);
  if (textOf(body['msg_type']) === null) return nothingShown(noType);
  const shown = draw(body);
  if (shown === null) return nothingShown(badRequest);
  const { keywords } = settings;
  const texts = keywordTexts({ content: body['content'], card: body['card'] });
  const hasKeyword = keywords.length === 0 || keywords.some((word) => texts.some((text) => text.includes(word)));
  if (!hasKeyword) return nothingShown(keywordMissing);
  return showing(json(200, { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' }), shown);
}

function isSigned({ timestamp, sign }: JsonObject, secret: string, now: number): boolean {
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(now / 1000 - Number(timestamp)) <= hourS && sign === feishuSignature(timestamp, secret);
}

/** Null: the form is refused. */
function draw({ msg_type: type, content, card }: JsonObject): Shown | null {
  switch (type) {
    case 'text': {
      const text = textOf(objectOf(content)?.['text']);
      return text === null ? null : drawFeishuText(text);
    }
    case 'post':
      return drawPost(objectOf(objectOf(content)?.['post']));
    case 'interactive':
      // Some clients send it as a text that is JSON.
      return drawCard(objectOf(typeof card === 'string' ? jsonOf(card) : card));
    default:
      return null;
  }
}

export const feishu = defineReceiver<FeishuSettings>({
  vendor: 'feishu',
  hosts: ['open.feishu.cn', 'open.larksuite.com'],
  settings: {
    token: '00000000-0000-0000-0000-000000000000',
    secret: null,
    keywords: [],
    isAddressAllowed: true,
    badRequestStatus: 200,
    // @see the guide, "Precautions": 100 a minute and 5 a second
    limits: [
      { most: 5, perMs: 1000 },
      { most: 100, perMs: 60_000 },
    ],
  },
  bucket: ({ path }) => path,
  reply,
  says: () => ({ gone: unknownToken, throttled, refused: addressNotAllowed }),
});
