import { writeSync } from 'node:fs';
import { createWatch } from '../../src/cli/runWatch';
import { keyMark } from '../../src/node/files/keyMark';
import { openHistory } from '../../src/node/history/openHistory';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { undiciTransport } from '../../src/node/network/undiciTransport';
import { newOwner, pause, repeat } from '../../src/node/watch/thisWindow';
import { openWatch } from '../../src/node/watch/openWatch';
import { deepseek } from '../../src/providers';
import { exact, hour } from './accounts';
import { channelAt } from './channels';
import { idOf, originAt } from './ids';
import { noMail } from './noMail';

/** A watch on disk that says what it has written down, until somebody kills it. Its clock begins at a time that it is told. */
const [, , folder = '', provider = '', hook = '', began = '0'] = process.argv;
const [real, ahead] = [Date.now, Number(began) - Date.now()];
Date.now = () => real() + ahead;

const tell = (text: string): void => void writeSync(1, `${text}\n`);
const fail = (error: unknown): never => {
  throw error;
};
const account = (id: string) => ({ id: idOf(id), label: id, site: 'global', origin: originAt(provider) });
const watching = createWatch({
  state: {
    store: openWatch({ folder, onFailure: fail }),
    history: openHistory({ folder, now: () => Date.now() }),
    isKept: () => true,
  },
  owner: newOwner(),
  markOf: keyMark,
  repeat,
  pause,
  hmac: hmacSha256,
  mail: noMail,
  targets: ['ada', 'bob', 'eve'].map((id) => ({ account: account(id), provider: deepseek, key: `sk-sandbox-${id}` })),
  intervalMs: hour,
  lowBalance: { CNY: exact('10') },
  signal: new AbortController().signal,
  summary: 'off',
  timeZone: 'UTC',
  send: undiciTransport('test').send,
  query: () => Promise.reject(new Error('no database')),
  channels: [{ id: 'team', channel: channelAt(hook, 'json'), posts: ['alerts'] }],
  onLines: (lines) => tell(lines.join('\n')),
  onPutOff: () => undefined,
  onGivenUp: (_channel, { at = 0, title }) => tell(`given up ${at} ${title}`),
  onFault: fail,
});
tell('began');
void watching.run();
