import { busy, isPage, isSuccess, objectOf, refused, taken, unclear, codeTable } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import { linesText } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';

const hour = 3_600_000;

/** @see https://github.com/binwiederhier/ntfy server/errors.go */
const codes = codeTable({
  '40009': 'gone',
  '40101': 'unauthorized',
  '40301': 'unauthorized',
  '42901': { reason: 'tooOften', waitMs: 60_000 },
  // Of a day: it begins anew at midnight UTC, and how far that is the next try finds out.
  '42908': { reason: 'quota', waitMs: 4 * hour },
});

/** Plain text, and no mentions. The topic is the password, so it is in the address. @see https://docs.ntfy.sh/publish/#publish-as-json */
export const ntfy = defineChannel({
  id: 'ntfy',
  name: 'ntfy',
  docs: 'https://docs.ntfy.sh/publish/',
  fields: { token: { label: 'Access token', isSecret: true, isRequired: false, placeholder: 'tk_…' } },
  recognizes: ({ hostname, pathname }) => hostname === 'ntfy.sh' && /^\/[-\w]{1,64}$/.test(pathname),
  perMinute: 12,
  fits: (plain) => utf8Length(linesText(plain)) <= 4000 && utf8Length(plain.title) <= 1000,
  request: ({ plain }, { url, fields }) => {
    const address = new URL(url);
    const parts = address.pathname.split('/');
    const topic = parts.pop() ?? '';
    // JSON goes to the root; at the topic's address it would be the message itself.
    address.pathname = `${parts.join('/')}/`;
    const { token } = fields;
    return {
      url: address.href,
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ topic, title: plain.title, message: linesText(plain), priority: plain.needsSomebody ? 4 : 3 }),
    };
  },
  verdict: (answer) => {
    const json = isPage(answer) ? null : objectOf(answer.body);
    if (isSuccess(answer)) return typeof json?.get('id') === 'string' ? taken : unclear;
    const code = json?.get('code');
    const meaning = codes.get(String(code));
    if (meaning === undefined) return null;
    return typeof meaning === 'string' ? refused(meaning, code) : busy(meaning.reason, meaning.waitMs, code);
  },
});
