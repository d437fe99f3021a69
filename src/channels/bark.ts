import { busy, isPage, isSuccess, objectOf, refused, taken, textIn, unclear } from '../core/notify/answerParts';
import { defineChannel } from '../core/notify/channelKind';
import { linesText, type PlainMessage } from '../core/notify/plainMessage';
import { utf8Length } from '../core/notify/textLength';

/** Plain text to an iPhone. @see https://github.com/Finb/bark-server docs/API_V2.md */
export const bark = defineChannel({
  id: 'bark',
  name: 'Bark',
  docs: 'https://github.com/Finb/bark-server/blob/master/docs/API_V2.md',
  fields: {},
  recognizes: ({ hostname, pathname }) => hostname === 'api.day.app' && /^\/\w+\/?$/.test(pathname),
  perMinute: 30,
  // Apple takes 4,096 bytes, with what stands around it.
  fits: (plain) => utf8Length(JSON.stringify(textsOf(plain))) <= 3500,
  request: ({ plain }, { url }) => {
    const { origin, pathname } = new URL(url);
    const [key = '', ...before] = pathname
      .split('/')
      .filter((part) => part !== '')
      .reverse();
    return {
      url: `${origin}${before
        .reverse()
        .map((part) => `/${part}`)
        .join('')}/push`,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        device_key: key,
        ...textsOf(plain),
        group: 'API Balance',
        level: plain.needsSomebody ? 'timeSensitive' : 'active',
      }),
    };
  },
  verdict: (answer) => {
    const json = isPage(answer) ? null : objectOf(answer.body);
    const code = json?.get('code');
    if (isSuccess(answer)) return code === 200 ? taken : unclear;
    if (answer.status === 400) return refused('gone', 400);
    // 500 is every failure at Apple; its words tell that of a device that is gone.
    if (/BadDeviceToken|Unregistered/.test(textIn(json?.get('message')))) return refused('gone', 500);
    return answer.status === 500 ? busy('unknown', 5 * 60_000, 500) : null;
  },
});

function textsOf(plain: PlainMessage): object {
  return { title: plain.title, body: linesText(plain) };
}
