import assert from 'node:assert/strict';
import { queryLimits } from '../../src/node/postgres/postgresQuery';
import { askLiar, failureIn, gist, useAsker } from './askLiar';
import { honestBut, thenSilence, type Lie } from './lyingServer';
import { authentication, errorOf, int32, welcome, zeroEnded } from './messages';
import { md5Of, scramBut, type ScramLies } from './scram';

const usual = 'ok [[42500000,"USD"]]';
const limits = { ...queryLimits, connectMs: 5_000, statementMs: 5_000, wholeMs: 10_000 };
const noProof = 'unexpectedResponse: the way to prove who asks';
type First = NonNullable<ScramLies['first']>;

/** @see https://datatracker.ietf.org/doc/html/rfc5802#section-5.1 and https://datatracker.ietf.org/doc/html/rfc7677 */
const firsts: Readonly<Record<string, First>> = {
  'the most iterations there can be': ({ nonce, salt }) => `r=${nonce},s=${salt},i=2147483647`,
  'more iterations than a number holds': ({ nonce, salt }) => `r=${nonce},s=${salt},i=${'9'.repeat(400)}`,
  'no iteration': ({ nonce, salt }) => `r=${nonce},s=${salt},i=0`,
  'less than no iteration': ({ nonce, salt }) => `r=${nonce},s=${salt},i=-1`,
  'iterations as a power of ten': ({ nonce, salt }) => `r=${nonce},s=${salt},i=1e3`,
  'iterations that are no number': ({ nonce, salt }) => `r=${nonce},s=${salt},i=MARKED`,
  'iterations that are missing': ({ nonce, salt }) => `r=${nonce},s=${salt}`,
  'a salt that is not base64': ({ nonce }) => `r=${nonce},s=[x](command:y),i=4096`,
  'a salt that is empty': ({ nonce }) => `r=${nonce},s=,i=4096`,
  'a salt that is missing': ({ nonce }) => `r=${nonce},i=4096`,
  'a nonce of its own': ({ salt }) => `r=MARKEDMARKEDMARKEDMARKEDMARKED,s=${salt},i=4096`,
  'a nonce that has the client’s at its end': ({ nonce, salt }) => `r=x${nonce},s=${salt},i=4096`,
  'the client’s nonce in other letters': ({ nonce, salt }) => `r=${nonce.toUpperCase()},s=${salt},i=4096`,
  'the client’s nonce alone': ({ nonce, salt }) => `r=${nonce.replace(/server$/, '')},s=${salt},i=4096`,
  'an empty nonce': ({ salt }) => `r=,s=${salt},i=4096`,
  'a nonce with a zero': ({ nonce, salt }) => `r=${nonce}\0,s=${salt},i=4096`,
  'a nonce that cannot be printed': ({ nonce, salt }) => `r=${nonce}\u001b[2J,s=${salt},i=4096`,
  'bytes that are no text': () => Buffer.alloc(64, 255),
  nothing: () => '',
  commas: () => ',,,,',
  'an error': () => 'e=MARKED',
};

const finals: Readonly<Record<string, (right: string) => string>> = {
  'of another': () => `v=${Buffer.alloc(32, 7).toString('base64')}`,
  'with one letter changed': (right) => right.replace(/v=(.)/, (_, letter: string) => `v=${letter === 'A' ? 'B' : 'A'}`),
  'cut short': (right) => right.slice(0, 20),
  'that is empty': () => 'v=',
  'that is not base64': () => 'v=[x](command:y)',
  'that is an error of its own words': () => 'e=MARKED-other-error',
  'and an error too': (right) => `${right},e=MARKED`,
  'that is missing': () => '',
};

describe('a server that asks for SCRAM', function () {
  this.timeout(60_000);
  const asker = useAsker();
  const ask = (lies: ScramLies) => askLiar(asker(), honestBut({ start: scramBut(lies) }), { limits });

  it('is given a number’s question once both have proved themselves', async () => assert.equal(gist(await ask({})), usual));
  it('may be as slow as a server can be set, and no slower', async () => {
    assert.equal(gist(await ask({ iterations: 100_000 })), usual);
    assert.equal(gist(await ask({ first: ({ nonce, salt }) => `r=${nonce},s=${salt},i=100001` })), noProof);
  });
  for (const [what, first] of Object.entries(firsts)) {
    it(`gets no proof where it begins with ${what}`, async () => {
      const result = await ask({ first });
      assert.equal(gist(result), noProof);
      assert.doesNotMatch(result.heard.toString('latin1'), /p=|secret/, 'a proof was sent');
    });
  }
  for (const [what, final] of Object.entries(finals)) {
    it(`is not believed with a proof ${what}`, async () => assert.equal(gist(await ask({ final })), noProof));
  }
  it('is not believed where it knows another password', async () => assert.equal(gist(await ask({ password: 'other' })), noProof));
  it('is not kept busy by a salt or a nonce as long as what it may send', async () => {
    const long: readonly First[] = [
      ({ nonce }) => `r=${nonce},s=${'AAAA'.repeat(250_000)},i=100000`,
      ({ nonce, salt }) => `r=${nonce}${'x'.repeat(1_000_000)},s=${salt},i=4096`,
    ];
    for (const first of long) failureIn(await ask({ first, final: () => 'v=AAAA' }));
  });
  it('is a failure where it speaks out of turn', async () => {
    const asked = authentication(10, zeroEnded('SCRAM-SHA-256'), Buffer.from([0]));
    const goOn = authentication(11, Buffer.from('r=x,s=AAAA,i=4096'));
    const final = authentication(12, Buffer.from('v=AAAA'));
    const wrong: readonly (readonly Buffer[])[] = [
      [goOn],
      [final],
      [asked, asked],
      [asked, final],
      [asked, goOn, final],
      [authentication(3), asked],
      [asked, authentication(3), goOn],
    ];
    for (const messages of wrong) failureIn(await askLiar(asker(), honestBut({ start: thenSilence(...messages) })));
  });
  it('is a failure where it offers what is not known: other mechanisms, none, and very many', async () => {
    const others = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1', 'OAUTHBEARER', 'PLAIN', 'MARKED\u001b'].map((name) => [name]);
    for (const mechanisms of [[], ...others, Array.from({ length: 60_000 }, (_, index) => `M${index}`)]) {
      const result = await ask({ mechanisms });
      assert.equal(gist(result), noProof);
      assert.doesNotMatch(result.heard.toString('latin1'), /secret/);
    }
  });
  it('is a failure where it refuses at the end, in our words', async () => {
    assert.equal(gist(await ask({ last: () => [errorOf({ S: 'FATAL', C: '28P01', M: 'MARKED' })] })), 'unauthorized');
  });
});

/**
 * Without TLS only a server of this machine is asked, and that is the place the password was given for: it goes there as the
 * server asks for it, in the clear or not, and nowhere before it is asked for.
 */
describe('a server of this machine that asks for the password itself', function () {
  this.timeout(60_000);
  const asker = useAsker();
  const asks = (question: Buffer, heard: (said: string) => void): Lie =>
    honestBut({
      start: async ({ send, next }) => {
        send(question);
        heard((await next())?.body.toString('latin1') ?? '');
        send(welcome);
      },
    });

  it('is told it in the clear', async () => {
    let said = '';
    assert.equal(
      gist(
        await askLiar(
          asker(),
          asks(authentication(3), (text) => {
            said = text;
          }),
        ),
      ),
      usual,
    );
    assert.equal(said, 'secret\0');
  });
  it('is told it with its salt', async () => {
    let said = '';
    assert.equal(
      gist(
        await askLiar(
          asker(),
          asks(authentication(5, int32(0x01020304)), (text) => {
            said = text;
          }),
        ),
      ),
      usual,
    );
    assert.equal(said, `${md5Of('reader', 'secret', int32(0x01020304))}\0`);
  });
  it('is told nothing that it did not ask for', async () => {
    const { heard } = await askLiar(asker(), honestBut());
    assert.doesNotMatch(heard.toString('latin1'), /secret/);
  });
  it('is told no password that is empty by way of a proof', async () => {
    const result = await askLiar(asker(), honestBut({ start: scramBut({}) }), { definition: { user: 'reader' }, connection: '' });
    assert.equal(failureIn(result).kind, 'unauthorized');
  });
});
