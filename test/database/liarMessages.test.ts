import assert from 'node:assert/strict';
import { askLiar, failureIn, gist, useAsker } from './askLiar';
import { honestBut, moments, thenHangUp, thenSilence, through, type Lie } from './lyingServer';
import { authentication, complete, framed, int16, int32, message, noTypes, ready, serverTypes } from './messages';

const lengths = {
  'no length': 0,
  'a length of one': 1,
  'a length shorter than itself': 3,
  'nothing in it': 4,
  'one byte in it': 5,
  'the longest length': 0x7fffffff,
  'a length of minus one': -1,
  'the most negative length': -0x80000000,
};
const after = [Buffer.alloc(0), Buffer.alloc(64), Buffer.alloc(64, 'A'), Buffer.alloc(64, 255)];
/** What is unfinished text in these is told in `liarHolds.test.ts`. */
const ofText = ['E', 'N'];

/**
 * Whatever a server sends in the place of an answer is a failure of the account: nothing is thrown, nothing is held, and the
 * connection is closed. libpq gives up at lengths under 4, and at long ones of types that have none.
 * @see https://github.com/postgres/postgres/blob/master/src/interfaces/libpq/fe-protocol3.c
 */
describe('a server that frames its messages wrongly', function () {
  this.timeout(60_000);
  const asker = useAsker();

  for (const [what, length] of Object.entries(lengths)) {
    it(`is a failure at every type and moment: ${what}`, async () => {
      for (const type of [...serverTypes, ...noTypes].filter((one) => !ofText.includes(one) || length > 0xffff || length < 0)) {
        await Promise.all(
          moments.flatMap((moment) =>
            after.map(async (bytes) => {
              const result = await askLiar(asker(), honestBut({ [moment]: thenHangUp(framed(type, length, bytes)) }));
              failureIn(result, `${JSON.stringify(type)} in the place of ${moment}, then ${bytes.toString('hex')}`);
            }),
          ),
        );
      }
    });
  }

  it('is a failure where the message is one the server never sends, or holds nothing, and then nothing comes', async () => {
    // "Ready" is enough for a server that trusts whoever asks, and "there is more" is asked on.
    const types = [...serverTypes, ...noTypes].filter((one) => ![...ofText, 'Z', 's'].includes(one));
    await Promise.all(
      types.flatMap((type) =>
        moments.map(async (moment) => {
          failureIn(await askLiar(asker(), honestBut({ [moment]: thenSilence(message(type)) })), `${type} at ${moment}`);
        }),
      ),
    );
  });

  for (const count of [-1, 1, 2, 1000, 32_767, -32_768]) {
    it(`is a failure where ${count} are announced and none comes: columns, values, types, copies`, async () => {
      const copy = [Buffer.from([0]), int16(count)];
      const [only, version] = [[int16(count)], [int32(196_608), int32(count)]];
      const counted = { T: only, D: only, t: only, v: version, G: copy, H: copy, W: copy };
      await Promise.all(
        Object.entries(counted).flatMap(([type, bytes]) =>
          moments.map(async (moment) => {
            failureIn(await askLiar(asker(), honestBut({ [moment]: thenHangUp(message(type, ...bytes)) })), `${type} at ${moment}`);
          }),
        ),
      );
    });
  }

  it('is a failure where a value is longer than its message, or shorter than nothing', async () => {
    for (const length of [0x7fffffff, 1_000_000, 100, 5, -2, -4, -0x80000000]) {
      const row = message('D', int16(2), int32(length), Buffer.from('1'), int32(3), Buffer.from('USD'));
      failureIn(await askLiar(asker(), honestBut({ fetch: thenHangUp(row) })), `a value of ${length}`);
    }
  });
});

/** @see https://github.com/postgres/postgres/blob/master/src/include/libpq/protocol.h for the kinds there are: 0 to 12 */
describe('a server that asks for a proof nobody knows', function () {
  this.timeout(60_000);
  const asker = useAsker();
  const kinds = [1, 2, 4, 6, 7, 8, 9, 13, 14, 255, 65_536, 0x7fffffff, -1, -0x80000000];

  for (const kind of kinds) {
    it(`is a failure, and is told no password: kind ${kind}`, async () => {
      for (const rest of [Buffer.alloc(0), Buffer.alloc(4, 1), Buffer.alloc(200, 'A')]) {
        for (const lie of [thenHangUp, thenSilence]) {
          const result = await askLiar(asker(), honestBut({ start: lie(authentication(kind, rest)) }));
          failureIn(result);
          assert.doesNotMatch(result.heard.toString('latin1'), /secret/);
        }
      }
    });
  }
});

describe('a server that breaks off', function () {
  this.timeout(60_000);
  const asker = useAsker();

  it('is a failure at each byte of its answers, and a number at the last alone', async () => {
    const goodbye = Buffer.concat([complete('SET'), ready('T')]).length;
    const whole = (await askLiar(asker(), honestBut())).taken - goodbye;
    for (let from = 0; from <= whole; from += 40) {
      await Promise.all(
        Array.from({ length: Math.min(40, whole + 1 - from) }, async (_, index) => {
          const result = await askLiar(asker(), cutAt(from + index));
          if (from + index < whole) failureIn(result, `after ${from + index} of ${whole} bytes`);
          else assert.equal(gist(result), 'ok [[42500000,"USD"]]');
        }),
      );
    }
  });
  for (const [what, lie] of Object.entries({
    'says nothing': thenSilence(),
    'says one byte and no more': thenSilence(Buffer.from('C')),
    'says one byte after another without an end': drip(framed('C', 1_000_000)),
  })) {
    it(`is a failure where it ${what}, in the time that the code gives it`, () =>
      Promise.all(
        moments.map(async (moment) => {
          assert.equal(gist(await askLiar(asker(), honestBut({ [moment]: lie }))), 'timeout', moment);
        }),
      ));
  }
  it('is understood byte by byte, where the bytes are right', async () => {
    const limits = { connectMs: 5_000, statementMs: 5_000, wholeMs: 10_000, bytes: 1024 };
    assert.equal(gist(await askLiar(asker(), sliced(1), { limits })), 'ok [[42500000,"USD"]]');
  });
  it('is a failure where it hangs up in the midst of a transaction, whatever it calls that', async () => {
    for (const status of ['E', 'I', 'T', '?', '\0', '\xff']) {
      failureIn(await askLiar(asker(), honestBut({ query: thenHangUp(ready(status)) })), status);
    }
  });
});

function cutAt(most: number): Lie {
  let left = most;
  return through((bytes, { send, end }) => {
    send(bytes.subarray(0, left));
    left -= bytes.length;
    if (left <= 0) end();
  });
}

function sliced(size: number): Lie {
  let last = Promise.resolve();
  return through((bytes, { send }) => {
    for (let at = 0; at < bytes.length; at += size) {
      last = last.then(() => new Promise((resolve) => setImmediate(resolve))).then(() => send(bytes.subarray(at, at + size)));
    }
  });
}

function drip(head: Buffer): Lie {
  return async ({ send, hungUp }) => {
    send(head);
    const timer = setInterval(() => send(Buffer.from('x')), 10);
    await hungUp;
    clearInterval(timer);
  };
}
