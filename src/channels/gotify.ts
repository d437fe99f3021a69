import { isPage, isSuccess, objectOf, taken, unclear } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import { linesText } from '../core/notify/plainMessage';

/** Plain text, unless one says otherwise. @see https://gotify.net/docs/pushmsg */
export const gotify = defineChannel({
  id: 'gotify',
  name: 'Gotify',
  docs: 'https://gotify.net/docs/pushmsg',
  fields: { token: { label: 'Application token', isSecret: true, isRequired: false } },
  recognizes: ({ pathname, searchParams }) => pathname.endsWith('/message') && /^A[\w.-]{10,}$/.test(searchParams.get('token') ?? ''),
  perMinute: 60,
  fits: (plain) => linesText(plain).length <= 16_000,
  request: ({ plain }, { url, fields }) => {
    const address = new URL(url);
    const token = fields['token'] ?? address.searchParams.get('token') ?? '';
    // In a header it is in no log of a proxy.
    address.searchParams.delete('token');
    return {
      url: address.href,
      headers: { 'content-type': 'application/json', 'x-gotify-key': token },
      body: JSON.stringify({ title: plain.title, message: linesText(plain), priority: plain.needsSomebody ? 8 : 4 }),
    };
  },
  verdict: (answer) => {
    if (!isSuccess(answer)) return null;
    return !isPage(answer) && typeof objectOf(answer.body)?.get('id') === 'number' ? taken : unclear;
  },
});
