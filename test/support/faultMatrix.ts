import assert from 'node:assert/strict';
import { accountView, type AccountFacts } from '../../src/core/views/accountView';
import { Checks } from '../../src/core/checks/checks';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import type { Account } from '../../src/core/model/account';
import type { Snapshot } from '../../src/core/model/snapshot';
import { toDecimal } from '../../src/core/money/money';
import type { KeyedProvider } from '../../src/core/provider/provider';
import type { Send } from '../../src/core/provider/transport';
import { defaultLimits } from '../../src/node/network/fetchTransport';
import { undiciTransport, type OwnedTransport } from '../../src/node/network/undiciTransport';
import * as providers from '../../src/providers';
import { faultsFor } from '../sandbox/faultsFor';
import { refusedOrigin } from '../sandbox/refusedOrigin';
import { selfSigned } from '../sandbox/selfSigned';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import type { Wire } from '../sandbox/wire';
import { plainWorth, type Expected } from '../sandbox/matrixRow';
import { readWires } from '../sandbox/readWires';
import { checksPorts } from './checksPorts';
import { ageOf, everySurface, displayAt } from './surfaces';
import { expectations } from './matrix';
import { idOf, originAt } from './ids';

/** For the faults that never end. The others have all the time a busy machine may take. */
const shortLimits = { ...defaultLimits, headersMs: 60, wholeMs: 100 };
const start = 1_700_000_000_000;
const later = start + 3_600_000;
const wires = readWires();
let cells = 0;

/** A share of the providers, so that several processes take them on. */
export function faultMatrix(part: number, parts: number): void {
  describe(`fault matrix: provider × fault, ${part} of ${parts}`, () =>
    matrixOf([...wires].filter((_, index) => index % parts === part - 1)));
}

function matrixOf(own: readonly (readonly [string, Wire])[]): void {
  let sandbox: Sandbox;
  let secure: Sandbox;
  let transport: OwnedTransport;
  let impatient: OwnedTransport;
  before(async () => {
    sandbox = await startSandbox({ now: () => start });
    secure = await startSandbox({ now: () => start, tls: await selfSigned() });
    transport = undiciTransport('api-balance/test');
    impatient = undiciTransport('api-balance/test', shortLimits);
  });
  after(async () => {
    await Promise.all([transport.close(), impatient.close()]);
    await Promise.all([sandbox.stop(), secure.stop()]);
    console.log(`    ${cells} cells`);
  });

  for (const [id, wire] of own) {
    const provider = providerOf(id);
    const row = wire.matrix;
    const key = `sk-sandbox-MARKED-7f3a9c-${id}-secret-tail`;

    describe(id, () => {
      for (const { name } of faultsFor(wire)) {
        const expected = row.except?.[name] ?? expectations[name];
        it(`${name} → ${'error' in expected ? expected.error : expected.amount}`, async () => {
          const account = sandbox.account(id, key);
          account.set(row.money);
          let { send } = transport;
          const cell = new Cell(wire, provider, key, (...request) => send(...request));
          await cell.check(sandbox.origin);
          cell.assertGood();
          if (name.startsWith('slow-')) ({ send } = impatient);
          account.setFault(name);
          sandbox.clearRequests();
          await cell.check(sandbox.origin, later);
          account.setFault(null);
          cell.assertExpected(expected);
          for (const request of sandbox.requests)
            assert.equal(`http://${request.host}`, sandbox.origin, 'nothing was sent to another host');
        });
      }

      const elsewhere: readonly {
        readonly name: string;
        readonly origin: () => Promise<string>;
        readonly error: 'unreachable' | 'proxyOrTls';
      }[] = [
        { name: 'refused connection', origin: refusedOrigin, error: 'unreachable' },
        { name: 'unknown host', origin: () => Promise.resolve('https://unknown.invalid'), error: 'unreachable' },
        { name: 'self-signed certificate', origin: () => Promise.resolve(secure.origin), error: 'proxyOrTls' },
      ];
      for (const { name, origin, error } of elsewhere) {
        it(`${name} → ${error}`, async () => {
          sandbox.account(id, key).set(row.money);
          const cell = new Cell(wire, provider, key, transport.send);
          await cell.check(sandbox.origin);
          cell.assertGood();
          await cell.check(await origin(), later);
          cell.assertExpected({ error });
        });
      }
    });
  }
}

function providerOf(id: string): KeyedProvider {
  const provider = Object.values(providers).find((one) => one.id === id);
  assert.ok(provider && provider.kind !== 'dashboard');
  return provider;
}

/** One account through a good check and a faulty one, as a window would see it. */
class Cell {
  readonly #lines: string[] = [];
  readonly #clock = { now: start };
  #origin = '';
  readonly #checks: Checks;

  constructor(
    private readonly wire: Wire,
    private readonly provider: KeyedProvider,
    key: string,
    send: Send,
  ) {
    cells += 1;
    const logged: Send = async (request, signal) => {
      const exchange = await send(request, signal);
      this.#lines.push(`${request.url} ${JSON.stringify(exchange.ok ? { ...exchange, body: '' } : exchange)}`);
      return exchange;
    };
    this.#checks = new Checks(
      checksPorts(this.#clock, (account, signal) =>
        fetchReading(fetchTarget(provider, { ...account, origin: originAt(this.#origin), definition: wire.definition }, key), {
          send: logged,
          now: () => this.#clock.now,
          signal,
        }),
      ),
    );
  }

  async check(origin: string, now = start): Promise<void> {
    this.#clock.now = now;
    this.#origin = origin;
    await this.#checks.check([this.#account], new AbortController().signal);
  }

  assertGood(): void {
    assert.equal(this.#shown(), this.wire.matrix.good);
    assert.equal(this.#snapshot.error, null);
  }

  assertExpected(expected: Expected): void {
    const facts = this.#facts();
    const view = accountView(facts, displayAt(this.#clock.now));
    const { reading, error } = facts.snapshot;
    if ('error' in expected) {
      assert.equal((error ?? reading?.problems[0])?.kind, expected.error);
      assert.equal(this.#shown(), this.wire.matrix.good, 'the last good value is kept');
      assert.equal(view.age, ageOf(start, this.#clock.now), 'with its age');
      assert.ok(view.stale && view.problem, 'and looks it');
    } else {
      assert.equal(error, null);
      const { good, worth = plainWorth } = this.wire.matrix;
      assert.equal(this.#shown(), { good, none: 'unknown', ...worth }[expected.amount]);
      assert.equal(view.age, 'just now');
    }
    assert.doesNotMatch([everySurface(facts, displayAt(this.#clock.now)), ...this.#lines].join('\n'), /MARKED|7f3a9c|secret-tail/);
  }

  get #snapshot(): Snapshot {
    return this.#checks.snapshot(this.#account);
  }

  /** The one known balance, exact. */
  #shown(): string {
    const known = this.#snapshot.reading?.balances.filter(({ available }) => available !== null && available !== 0) ?? [];
    const { balances = [], caps = [], spend = [] } = this.#snapshot.reading ?? {};
    const [balance] = [
      ...known,
      ...balances,
      ...caps.map(({ unit, remaining }) => ({ unit, available: remaining })),
      ...spend.filter(({ window }) => window === 'month').map(({ unit, amount }) => ({ unit, available: amount })),
    ];
    return balance?.available === undefined || balance.available === null ? 'unknown' : toDecimal(balance.available, balance.unit);
  }

  /** It stays where it is, whatever is met on the way there. */
  get #account(): Account {
    const [site = ''] = Object.keys(this.provider.sites);
    return { id: idOf('one'), provider: this.provider.id, label: 'One', site, origin: originAt('https://one.example'), lowBalance: {} };
  }

  #facts(): AccountFacts {
    return { account: this.#account, provider: this.provider, snapshot: this.#snapshot };
  }
}
