import { codeTable, codedVerdict } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import { keywordField, withKeyword } from '../core/notify/keyword';
import { linesText, type PlainMessage } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';

/** @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
const codes = codeTable({
  '19001': 'gone',
  '19002': 'content',
  '19021': 'signature',
  '19022': 'ipNotAllowed',
  '19024': 'keyword',
  '9499': 'content',
  '11232': { reason: 'tooOften', waitMs: 60_000 },
});

/** A card of plain texts: `text`, `post` and `lark_md` make mentions of `<at>`. */
export const feishu = defineChannel({
  id: 'feishu',
  name: 'Feishu / Lark',
  docs: 'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
  fields: {
    secret: { label: 'Signature secret', isSecret: true, isRequired: false },
    keyword: keywordField,
  },
  recognizes: ({ hostname, pathname }) =>
    (hostname === 'open.feishu.cn' || hostname === 'open.larksuite.com') && pathname.startsWith('/open-apis/bot/v2/hook/'),
  perMinute: 100,
  // A request may have 20 KB, signature and keyword included.
  fits: (plain) => utf8Length(JSON.stringify(cardOf(plain))) <= 19_000,
  request: ({ plain, now, hmac }, { url, fields }) => {
    const card = cardOf(withKeyword(plain, fields['keyword']));
    const { secret } = fields;
    if (secret === undefined) return { url, headers, body: JSON.stringify(card) };
    // The key holds the secret, and what is signed is empty. It counts for an hour, in seconds.
    const timestamp = String(Math.floor(now / 1000));
    return { url, headers, body: JSON.stringify({ timestamp, sign: hmac(`${timestamp}\n${secret}`, ''), ...card }) };
  },
  // Everything is HTTP 200; old ones say it in `StatusCode`.
  verdict: (answer) => codedVerdict(answer, ['code', 'StatusCode'], codes),
});

const headers = { 'content-type': 'application/json; charset=utf-8' } as const;

function cardOf(plain: PlainMessage): object {
  const text = (content: string): object => ({ tag: 'plain_text', content });
  return {
    msg_type: 'interactive',
    card: {
      header: { template: plain.needsSomebody ? 'red' : 'blue', title: text(plain.title) },
      elements: [{ tag: 'div', text: text(linesText(plain)) }],
    },
  };
}
