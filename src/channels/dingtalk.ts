import { codeTable, codedVerdict, objectOf, refused, textIn } from '../core/notify/answerParts';
import { defineChannel, type ChannelReason } from '../core/notify/channelKind';
import { keywordField, withKeyword } from '../core/notify/keyword';
import { plainText } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';

/** Too often: twenty in a minute, and then it is shut for ten. */
const shut = { reason: 'tooOften', waitMs: 10 * 60_000 } as const;

/** @see https://open.dingtalk.com/document/development/custom-robots-send-group-messages */
const codes = codeTable({
  '300005': 'gone',
  '400101': 'gone',
  '400013': 'gone',
  '400102': 'gone',
  '400106': 'gone',
  '43002': 'content',
  '43004': 'content',
  '40035': 'content',
  '400105': 'content',
  '430101': 'content',
  '430102': 'content',
  '430103': 'content',
  '430104': 'content',
  '-1': { reason: 'busy', waitMs: 60_000 },
  '410100': shut,
  '130101': shut,
  '660026': shut,
});

/** Of the security settings the text alone tells which. @see https://open.dingtalk.com/document/robots/customize-robot-security-settings */
const securityWords: readonly (readonly [RegExp, ChannelReason])[] = [
  [/keyword/i, 'keyword'],
  [/timestamp/i, 'clock'],
  [/sign/i, 'signature'],
  [/\bip\b|white ?list/i, 'ipNotAllowed'],
];

/** A message of plain text. People are mentioned by `at` alone. */
export const dingtalk = defineChannel({
  id: 'dingtalk',
  name: 'DingTalk',
  docs: 'https://open.dingtalk.com/document/development/custom-robots-send-group-messages',
  fields: {
    secret: { label: 'Signature secret', isSecret: true, isRequired: false, placeholder: 'SEC…' },
    keyword: keywordField,
  },
  recognizes: ({ hostname, pathname }) => hostname === 'oapi.dingtalk.com' && pathname === '/robot/send',
  perMinute: 18,
  // "message too long" comes above 20,000 bytes.
  fits: (plain) => utf8Length(textOf(plain)) <= 18_000,
  request: ({ plain, id, now, hmac }, { url, fields }) => {
    const address = new URL(url);
    const { secret } = fields;
    if (secret !== undefined) {
      // In milliseconds; key and text the other way round than Feishu's. Percent-encoded once.
      const timestamp = String(now);
      address.searchParams.set('timestamp', timestamp);
      address.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`));
    }
    const content = textOf(withKeyword(plain, fields['keyword']));
    return {
      url: address.href,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ msgtype: 'text', text: { content }, at: { isAtAll: false }, msgUuid: id }),
    };
  },
  verdict: (answer) => {
    const verdict = codedVerdict(answer, ['errcode'], codes);
    if (verdict?.kind !== 'refused' || verdict.code !== '310000') return verdict;
    const words = textIn(objectOf(answer.body)?.get('errmsg'));
    return refused(securityWords.find(([word]) => word.test(words))?.[1] ?? 'signature', verdict.code);
  },
});

const textOf = (plain: Parameters<typeof plainText>[0]): string => plainText(plain, (text) => text, ['', '']);
