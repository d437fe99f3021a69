import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { accountView, type AccountFacts } from '../../src/core/views/accountView';
import type { Checks } from '../../src/core/checks/checks';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import type { Account } from '../../src/core/model/account';
import { perOrigin } from '../../src/core/provider/perOrigin';
import type { KeyedProvider, Provider } from '../../src/core/provider/provider';
import type { Send } from '../../src/core/provider/transport';
import { treeView } from '../../src/core/views/treeView';
import { undiciTransport } from '../../src/node/network/undiciTransport';
import * as providers from '../../src/providers';
import { oncePerTurn } from '../../src/vscode/editor/oncePerTurn';
import { plainChecks } from '../support/plainChecks';
import { sceneAt } from '../support/surfaces';
import { keysOf } from './manySandboxes';
import { median } from './median';

const [providerCount, delayMs, rounds, allowed] = [20, 300, 7, 1.1];
const all: readonly Provider[] = Object.values(providers);
const never = new AbortController().signal;

interface Target {
  readonly account: Account;
  readonly provider: KeyedProvider;
  readonly key: string;
}

function targetsOf(provider: KeyedProvider, origin: string): readonly Target[] {
  const [site = 'own'] = Object.keys(provider.sites);
  return keysOf(provider.id).map((key): Target => ({
    provider,
    key,
    account: { id: key, provider: provider.id, label: key, site, origin, lowBalance: {} },
  }));
}

/** A provider that is asked twice in turn takes twice as long, whoever asks; the bar is about those that are asked once. */
async function isAskedOnce({ provider, account, key }: Target, send: Send): Promise<boolean> {
  let requests = 0;
  const counted: Send = (request, signal) => {
    requests += 1;
    return send(request, signal);
  };
  const outcome = await fetchReading(fetchTarget(provider, account, key), { send: counted, now: Date.now, signal: never });
  return outcome.ok && requests === 1;
}

/** From the person's click to the tree with the last of the amounts in it. */
async function checkAll(targets: readonly Target[], send: Send): Promise<number> {
  const byId = new Map(targets.map((target) => [target.account.id, target]));
  const facts = (): readonly AccountFacts[] =>
    targets.map(({ account, provider }) => ({ account, provider, snapshot: checks.snapshot(account) }));
  const shown = (): number => facts().filter((one) => accountView(one, sceneAt(Date.now())).amount !== null).length;
  let drawn: () => void = () => undefined;
  const lastDrawn = new Promise<void>((resolve) => {
    drawn = resolve;
  });
  const drawing = oncePerTurn(() => {
    treeView(facts(), [], all, sceneAt(Date.now()));
    if (shown() === targets.length) drawn();
  });
  const checks: Checks = plainChecks(
    ({ id }, signal) => {
      const target = byId.get(id);
      if (!target) throw new Error('unknown account');
      return fetchReading(fetchTarget(target.provider, target.account, target.key), { send, now: Date.now, signal });
    },
    { onChange: () => drawing.soon() },
  );
  const began = performance.now();
  await checks.check(
    targets.map(({ account }) => account),
    never,
  );
  if (shown() < targets.length) throw new Error(`${targets.length - shown()} amounts are missing`);
  await lastDrawn;
  return performance.now() - began;
}

async function measure(origins: Readonly<Record<string, string>>, send: Send): Promise<void> {
  const keyed = all.flatMap((provider) =>
    provider.kind === 'dashboard' || origins[provider.id] === undefined ? [] : [targetsOf(provider, origins[provider.id] ?? '')],
  );
  const once = await Promise.all(keyed.map(async ([first]) => first !== undefined && (await isAskedOnce(first, send))));
  const targets = keyed
    .filter((_, index) => once[index])
    .slice(0, providerCount)
    .flat();
  const [first] = targets;
  if (!first || targets.length !== providerCount * 2) throw new Error(`There are ${targets.length} accounts, not ${providerCount * 2}`);
  await checkAll(targets, send);
  const [many, one]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await checkAll([first], send));
    many.push(await checkAll(targets, send));
  }
  const isKept = median(many) <= delayMs * allowed;
  console.log(`\n${targets.length} accounts of ${providerCount} providers, each answer after ${delayMs} ms, median of ${rounds}`);
  console.log(
    `All are shown after ${median(many).toFixed(0)} ms (${Math.min(...many).toFixed(0)}–${Math.max(...many).toFixed(0)}), one account alone after ${median(one).toFixed(0)} ms; at most ${(delayMs * allowed).toFixed(0)}${isKept ? '' : '  TOO SLOW'}`,
  );
  if (!isKept) process.exitCode = 1;
}

async function main(): Promise<void> {
  const child = fork(join(__dirname, 'manySandboxes.js'), [String(delayMs)]);
  const transport = undiciTransport('api-balance/bench');
  try {
    const [origins] = z.tuple([z.record(z.string(), z.string()), z.unknown()]).parse(await once(child, 'message'));
    await measure(origins, perOrigin(transport.send));
  } finally {
    await transport.close();
    child.kill();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
