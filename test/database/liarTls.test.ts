import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryLimits } from '../../src/node/postgres/postgresQuery';
import type { Asked } from './asker';
import { askLiar, failureIn, gist, useAsker, type Landed } from './askLiar';
import { certificateAuthority, type Issuer, type Signed } from './certificates';
import { honestBut, thenHangUp, type Lie } from './lyingServer';
import { authentication, errorOf, welcome } from './messages';

const limits = { ...queryLimits, connectMs: 3_000, statementMs: 3_000, wholeMs: 6_000 };
const short = { ...limits, connectMs: 300, wholeMs: 500 };
const usual = 'ok [[42500000,"USD"]]';

/** One letter is the answer to the question for TLS. @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL */
const yes = Buffer.from('S');
const question = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

describe('a server that is asked for TLS', function () {
  this.timeout(60_000);
  const asker = useAsker();
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-roots-'));
  let authority: Issuer;
  before(async () => {
    authority = await certificateAuthority();
    writeFileSync(join(folder, 'root.pem'), authority.root);
    writeFileSync(join(folder, 'stranger.pem'), (await certificateAuthority('another authority')).root);
  });
  after(() => rmSync(folder, { recursive: true }));

  const ask = (lie: Lie, more: Partial<Asked> = {}, roots?: string): Promise<Landed> =>
    askLiar(asker(), lie, {
      limits,
      connection: 'secret',
      ...more,
      definition: {
        user: 'reader',
        database: 'billing',
        sslmode: 'verify-full',
        ...(roots === undefined ? {} : { sslrootcert: join(folder, roots) }),
      },
    });
  /** What is done once TLS was asked for. */
  const onceAsked =
    (then: Lie): Lie =>
    async (talk) => {
      await talk.next();
      await then(talk);
    };
  const overTls = (signed: Signed, then: Lie = honestBut()): Lie =>
    onceAsked(async ({ send, secure }) => {
      send(yes);
      await then(secure(signed));
    });
  /** Neither who asks, nor for what, nor with which password: in the clear it is the question, and at most a greeting of TLS. */
  const assertUntold = ({ heard }: Landed): void => {
    assert.deepEqual(heard.subarray(0, 8), question);
    if (heard.length > 8) assert.equal(heard[8], 22, 'a handshake');
    assert.doesNotMatch(heard.toString('latin1'), /reader|billing|secret|api-balance/);
  };

  it('is asked for its row where an authority of one’s own vouches for it', async () => {
    assert.equal(gist(await ask(overTls(await authority.sign({ names: ['127.0.0.1'] })), {}, 'root.pem')), usual);
  });
  for (const [what, names, days, roots] of [
    ['nobody vouches for', ['127.0.0.1'], 2, undefined],
    ['another authority vouches for', ['127.0.0.1'], 2, 'stranger.pem'],
    ['ran out', ['127.0.0.1'], -1, 'root.pem'],
    ['is for another name', ['db.example.com'], 2, 'root.pem'],
    ['is for the name of this machine and not for its address', ['localhost'], 2, 'root.pem'],
  ] as const) {
    it(`is told nothing where its certificate ${what}`, async () => {
      const result = await ask(overTls(await authority.sign({ names, days })), {}, roots);
      assert.equal(failureIn(result).kind, 'proxyOrTls');
      assertUntold(result);
    });
  }
  it('is told nothing where its certificate is its own root', async () => {
    const { root } = await certificateAuthority('127.0.0.1');
    const lie = overTls({ ...(await authority.sign({ names: ['127.0.0.1'] })), cert: root });
    failureIn(await ask(lie, { limits: short }));
  });

  const signed = (): Promise<Signed> => authority.sign({ names: ['127.0.0.1'] });
  for (const [what, bytes] of Object.entries({
    no: Buffer.from('N'),
    'no, and goes on without it': Buffer.concat([Buffer.from('N'), welcome]),
    'no and yes': Buffer.from('NS'),
    'yes twice': Buffer.from('SS'),
    'yes in a small letter': Buffer.from('s'),
    'yes and a zero': Buffer.from('S\0'),
    'a zero': Buffer.from([0]),
    'an error, as servers before version 7': errorOf({ S: 'FATAL', C: '0A000', M: 'MARKED' }),
    'the letter of an error': Buffer.from('E'),
    'another protocol': Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    'bytes that are no text': Buffer.alloc(100, 255),
    'that all is well, without it': welcome,
    'a question for the password': authentication(3),
    // CVE-2021-23222: what came in the clear must not be read as if it had come under TLS.
    'yes, and an answer in the clear with it': Buffer.concat([yes, welcome]),
    'yes, and a question for the password with it': Buffer.concat([yes, authentication(3)]),
  })) {
    it(`is told nothing where it answers ${what}`, async () => {
      const result = await ask(
        onceAsked(({ send }) => send(bytes)),
        { limits: short },
        'root.pem',
      );
      assert.equal(failureIn(result).kind, 'proxyOrTls');
      assertUntold(result);
    });
  }
  /** @see https://www.postgresql.org/support/security/CVE-2021-23222/ */
  for (const [what, bytes] of Object.entries({
    'that all is well': welcome,
    'a question for the password': authentication(3),
    'what is no record of TLS': Buffer.alloc(500, 7),
    'one byte': Buffer.from('R'),
  })) {
    it(`is told nothing where it says yes, and then in the clear ${what}`, async () => {
      const result = await ask(
        onceAsked(async ({ send, secure }) => {
          send(yes);
          send(bytes);
          await honestBut()(secure(await signed()));
        }),
        { limits: short },
        'root.pem',
      );
      failureIn(result);
      assertUntold(result);
    });
  }
  for (const [what, lie] of Object.entries<Lie>({
    'says nothing': async ({ next }) => void (await next()),
    'hangs up at once': onceAsked(({ end }) => end()),
    'says yes and nothing more': onceAsked(({ send }) => send(yes)),
    'says yes and hangs up': onceAsked(thenHangUp(yes)),
    'says yes and never ends its greeting': onceAsked(({ send, flood }) => (send(yes), flood(Buffer.alloc(65_536, 22)))),
    'says yes and sends records of nothing': onceAsked(({ send, flood }) => (send(yes), flood(Buffer.from([22, 3, 3, 0, 0])))),
  })) {
    it(`is told nothing where it ${what}`, async () => {
      const result = await ask(lie, { limits: short }, 'root.pem');
      assert.match(failureIn(result).kind, /^(timeout|unreachable|proxyOrTls)$/);
      assertUntold(result);
    });
  }
  it('is a failure like any other where it lies under TLS', async () => {
    const lie = honestBut({ fetch: thenHangUp(errorOf({ C: 'constructor', M: 'MARKED' })) });
    assert.equal(gist(await ask(overTls(await signed(), lie), {}, 'root.pem')), 'unexpectedResponse: an error without a code');
    const flood = honestBut({ fetch: (talk) => talk.flood(Buffer.alloc(65_536, 'N')) });
    const result = await ask(overTls(await signed(), flood), {}, 'root.pem');
    failureIn(result);
    assert.ok(result.taken < 32 * 1024 * 1024, `${result.taken} bytes were taken`);
  });
});
