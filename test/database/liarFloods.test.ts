import assert from 'node:assert/strict';
import { queryLimits } from '../../src/node/postgres/postgresQuery';
import { usualQuery } from './asker';
import { askLiar, failureIn, gist, useAsker } from './askLiar';
import { honestBut, moments, thenSilence, type Lie, type Moment } from './lyingServer';
import {
  authentication,
  complete,
  dataRow,
  fieldsOf,
  framed,
  int16,
  int32,
  message,
  noticeOf,
  parameter,
  ready,
  rowDescription,
  tableOf,
  zeroEnded,
} from './messages';

const columns = ['amount', 'unit'];
/** What lies in the buffers of two sockets when the connection is cut was taken by the machine, not by the code. */
const onTheWay = 16 * 1024 * 1024;
const most = queryLimits.bytes + onTheWay;
/** Long enough that what ends it is how much was sent, and not how long it took. */
const limits = { ...queryLimits, connectMs: 20_000, statementMs: 20_000, wholeMs: 30_000 };

/** Ever the same bytes, put together once. */
function flooding(part: Buffer, head: Buffer = Buffer.alloc(0)): Lie {
  const bytes = many(part);
  return async ({ send, flood }) => {
    send(head);
    await flood(bytes);
  };
}

function many(part: Buffer, size = 65_536): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(size / part.length) }, () => part));
}

/** What is said first, and what then comes again and again. */
interface Flood {
  readonly head?: Buffer;
  readonly part: Buffer;
  readonly moments?: readonly Moment[];
}

const letters = Buffer.alloc(65_536, 'A');
const column = Buffer.concat([zeroEnded(''), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]);
const asides: Readonly<Record<string, Buffer>> = {
  notices: noticeOf({ S: 'NOTICE', C: '00000', M: 'MARKED'.repeat(100) }),
  'empty notices': noticeOf({}),
  'settings that change': parameter('application_name', 'MARKED'.repeat(100)),
  'settings of ever new names': parameter('MARKED'.repeat(1000), ''),
  notifications: message('A', int32(1), zeroEnded('channel'), zeroEnded('MARKED'.repeat(100))),
};
const floods: Readonly<Record<string, Flood>> = {
  ...Object.fromEntries(Object.entries(asides).map(([what, part]) => [what, { part }])),
  'copied lines': { part: message('d', Buffer.alloc(1000, 'A')) },
  'keys to cancel with': { part: message('K', int32(1), int32(2)) },
  'ends of statements': { part: complete('SELECT 1') },
  'empty messages': { part: message('1') },
  'messages that none knows': { part: message('v') },
  'announcements of copies': { part: message('G', Buffer.from([0]), int16(0)) },
  'words that all is well': { part: authentication(0) },
  // Each of these three is answered.
  'questions for the password': { part: authentication(3), moments: ['start', 'fetch'] },
  'questions for the password with a salt': { part: authentication(5, int32(1)), moments: ['start', 'fetch'] },
  'words that there is more': { part: message('s'), moments: ['start', 'fetch'] },
  'rows that nobody described': { part: dataRow(['1', 'USD']) },
  rows: { head: rowDescription(columns), part: dataRow(['1', 'USD']), moments: ['fetch'] },
  'one row of 100 MB': {
    head: Buffer.concat([rowDescription(columns), framed('D', 104_857_600), int16(2), int32(104_857_000)]),
    part: letters,
    moments: ['fetch'],
  },
  'one message of 2 GB': { head: framed('D', 0x7fffffff), part: letters },
  'an error of 100 MB': { head: framed('E', 104_857_600, Buffer.from('M')), part: letters },
  'a million columns': { head: framed('T', 20_000_006, int16(-1)), part: column, moments: ['fetch'] },
};

describe('a server that sends without an end', function () {
  this.timeout(120_000);
  const asker = useAsker();

  for (const [what, { head = Buffer.alloc(0), part, moments: when = moments }] of Object.entries(floods)) {
    for (const moment of when) {
      it(`is cut off after a bounded number of bytes: ${what}, at ${moment}`, async () => {
        const result = await askLiar(asker(), honestBut({ [moment]: flooding(part, head) }), { limits });
        failureIn(result);
        assert.ok(result.taken < most, `${result.taken} bytes were taken`);
      });
    }
  }

  it('is read no further than to the end of what was asked', async () => {
    const result = await askLiar(asker(), honestBut({ fetch: flooding(tableOf(columns, ['1', 'USD'])) }), { limits });
    assert.equal(gist(result), 'ok [[1000000,"USD"]]');
    assert.ok(result.taken < most, `${result.taken} bytes were taken`);
  });
  it('is cut off where it answers the question for TLS with more than one letter', async () => {
    const result = await askLiar(
      asker(),
      async ({ next, flood }) => {
        await next();
        await flood(Buffer.alloc(65_536, 'S'));
      },
      { limits, definition: { query: usualQuery, user: 'reader', sslmode: 'require' }, connection: 'secret' },
    );
    assert.equal(failureIn(result).kind, 'proxyOrTls');
    assert.ok(result.taken < most);
  });
});

describe('a server that sends much, within what is allowed', function () {
  this.timeout(60_000);
  const asker = useAsker();
  const wide = Array.from({ length: 32_765 }, (_, index) => `c${index}`);
  const sevens = wide.map(() => '7');
  const gistOf = async (...answer: readonly Buffer[]): Promise<string> =>
    gist(await askLiar(asker(), honestBut({ fetch: thenSilence(...answer) }), { limits }));

  it('is read where its row has as many columns as there can be', async () => {
    assert.equal(await gistOf(tableOf([...wide, ...columns], [...sevens, '42.50', 'USD'])), 'ok [[42500000,"USD"]]');
  });
  it('is a failure in our own words where none of many columns is the amount', async () => {
    assert.equal(await gistOf(tableOf(wide, sevens)), 'unexpectedResponse: no column "amount"');
  });
  it('is read between notices, settings and notifications', async () => {
    const aside = Buffer.concat(Object.values(asides).map((part) => many(part, 10_000)));
    const row = [rowDescription(columns), dataRow(['42.50', 'USD']), complete('FETCH 1'), ready('T')];
    assert.equal(await gistOf(aside, ...row.flatMap((part) => [part, aside])), 'ok [[42500000,"USD"]]');
  });
  it('is a failure where an error has many fields', async () => {
    const fields = Buffer.concat([many(fieldsOf({ M: 'MARKED' }).subarray(0, -1)), fieldsOf({ C: '42501' })]);
    assert.equal(await gistOf(message('E', fields), ready('E')), 'forbidden');
  });
});
