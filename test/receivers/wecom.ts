import { waitFor, type RateLimit } from './rateLimit';
import { bytesOf, jsonOf, listOf, objectOf, textOf, type JsonObject } from './readBody';
import { defineReceiver, json, nothingShown, plainText, showing, type Answer, type Received, type Reply } from './receiver';
import { drawWecom, type WecomKind } from './wecomMarkup';

export interface WecomSettings {
  readonly key: string;
  readonly limit: RateLimit | null;
  /** Not documented (grade C): not relied on. */
  readonly zeroWidthDisarms: boolean;
}

/** All with HTTP 200; the words repeat the caller's own address (grade C). @see https://developer.work.weixin.qq.com/document/path/90313 */
function refused(errcode: number, why: string): Answer {
  const hint = `${why}, hint: [1700000000000000000000000], from ip: 192.0.2.7`;
  return json(200, { errcode, errmsg: `${hint}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}` });
}
/** Known from a probe (grade C). */
const unknownKey = refused(93_000, 'invalid webhook url');
const throttled = refused(45_009, 'api freq out of limit');
const noType = refused(40_008, 'invalid message type');

/** In UTF-8 bytes. @see https://developer.work.weixin.qq.com/document/path/99110 */
const most: Readonly<Record<WecomKind, number>> = { text: 2048, markdown: 4096, markdown_v2: 4096 };

function reply(request: Received, { key, limit, zeroWidthDisarms }: WecomSettings): Reply {
  const { method, path, query } = request;
  if (path !== '/cgi-bin/webhook/send') return nothingShown(plainText(404, 'not found'));
  if (method !== 'POST') return nothingShown(refused(43_002, 'require POST method'));
  if (query.get('key') !== key) return nothingShown(unknownKey);
  if (waitFor(request, limit) > 0) return nothingShown(throttled);
  const body = objectOf(jsonOf(request.body));
  const kind = body && kindOf(body);
  if (!body || !kind) return nothingShown(noType);
  const of = objectOf(body[kind]) ?? {};
  const content = textOf(of['content']) ?? '';
  if (content === '') return nothingShown(refused(44_004, 'empty content'));
  // What the server says of it is from many reports (grade C).
  if (bytesOf(content) > most[kind])
    return nothingShown(refused(40_058, `${kind}.content exceed max length ${most[kind]}. invalid Request Parameter`));
  const shown = drawWecom(kind, content, zeroWidthDisarms);
  const called = kind === 'text' ? calledBy(of) : [];
  const drawn = called.length === 0 ? shown : { ...shown, notified: true, marks: [...shown.marks, 'mention'] };
  return showing(json(200, { errcode: 0, errmsg: 'ok' }), drawn);
}

function kindOf({ msgtype }: JsonObject): WecomKind | null {
  return msgtype === 'text' || msgtype === 'markdown' || msgtype === 'markdown_v2' ? msgtype : null;
}

/** Lists of ids and telephone numbers beside the text, `@all` among them. */
function calledBy(of: JsonObject): readonly unknown[] {
  return ['mentioned_list', 'mentioned_mobile_list'].flatMap((name) => listOf(of[name]) ?? []);
}

export const wecom = defineReceiver<WecomSettings>({
  vendor: 'wecom',
  hosts: ['qyapi.weixin.qq.com'],
  // Twenty a minute. @see https://developer.work.weixin.qq.com/document/path/99110
  settings: { key: '00000000-0000-0000-0000-000000000000', limit: { most: 20, perMs: 60_000 }, zeroWidthDisarms: false },
  bucket: ({ query }) => query.get('key') ?? '',
  reply,
  says: () => ({ gone: unknownKey, throttled, refused: refused(40_058, 'text.content exceed max length 2048. invalid Request Parameter') }),
});
