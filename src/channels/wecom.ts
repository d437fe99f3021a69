import { codeTable, codedVerdict } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import { plainText, type PlainMessage } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';
import { unlinked, zeroWidth } from '../core/notify/unlinked';

/** @see https://developer.work.weixin.qq.com/document/path/90313 */
const codes = codeTable({
  '93000': 'gone',
  '40058': 'tooLong',
  '44004': 'content',
  '40008': 'content',
  '45009': { reason: 'tooOften', waitMs: 60_000 },
  '-1': { reason: 'busy', waitMs: 60_000 },
});

/** A message of plain text: of its Markdown nobody documents an escape, and in a text only `<@name>` means something. */
export const wecom = defineChannel({
  id: 'wecom',
  name: 'WeCom',
  docs: 'https://developer.work.weixin.qq.com/document/path/99110',
  fields: {},
  recognizes: ({ hostname, pathname }) => hostname === 'qyapi.weixin.qq.com' && pathname === '/cgi-bin/webhook/send',
  perMinute: 18,
  fits: (plain) => utf8Length(contentOf(plain)) <= 2048,
  request: ({ plain }, { url }) => ({
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ msgtype: 'text', text: { content: contentOf(plain) } }),
  }),
  verdict: (answer) => codedVerdict(answer, ['errcode'], codes),
});

function contentOf(plain: PlainMessage): string {
  return plainText(plain, (text) => unlinked(text.replace(/</g, `$&${zeroWidth}`)), ['', '']);
}
