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
import type { HttpRequest, Send } from '../../src/core/provider/transport';
import { accountsTree } from '../../src/core/views/treeView';
import { undiciTransport } from '../../src/node/network/undiciTransport';
import * as providers from '../../src/providers';
import { coalesce } from '../../src/vscode/editor/coalesce';
import { plainChecks } from '../support/plainChecks';
import { displayAt } from '../support/surfaces';
import { keysOf } from './manySandboxes';
import { median } from './median';
import { idOf, originAt } from '../support/ids';
import type { Origin } from '../../src/core/model/origin';

const [providerCount, delayMs, rounds, allowedMs] = [20, 300, 9, 10];
const all: readonly Provider[] = Object.values(providers);
const never = new AbortController().signal;

interface Target {
  readonly account: Account;
  readonly provider: KeyedProvider;
  readonly key: string;
}

function targetsOf(provider: KeyedProvider, origin: Origin): readonly Target[] {
  const [site = 'own'] = Object.keys(provider.sites);
  return keysOf(provider.id).map((key): Target => ({
    provider,
    key,
    account: { id: idOf(key), provider: provider.id, label: key, site, origin, lowBalance: {} },
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

interface Took {
  /** From the person's click to the tree with the last of the amounts in it. */
  readonly whole: number;
  /** From the slowest answer on. */
  readonly sinceAnswer: number;
}

async function checkAll(targets: readonly Target[], plainSend: Send): Promise<Took> {
  let answeredAt = NaN;
  const send: Send = async (request, signal) => {
    const answer = await plainSend(request, signal);
    answeredAt = performance.now();
    return answer;
  };
  const byId = new Map(targets.map((target) => [target.account.id, target]));
  const facts = (): readonly AccountFacts[] =>
    targets.map(({ account, provider }) => ({ account, provider, snapshot: checks.snapshot(account) }));
  const shown = (): number => facts().filter((one) => accountView(one, displayAt(Date.now())).amount !== null).length;
  let drawn: () => void = () => undefined;
  const lastDrawn = new Promise<void>((resolve) => {
    drawn = resolve;
  });
  const drawing = coalesce(() => {
    accountsTree(facts(), [], displayAt(Date.now()));
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
  const end = performance.now();
  return { whole: end - began, sinceAnswer: end - answeredAt };
}

async function measure(origins: Readonly<Record<string, string>>, send: Send): Promise<void> {
  const keyed = all.flatMap((provider) =>
    provider.kind === 'dashboard' || origins[provider.id] === undefined ? [] : [targetsOf(provider, originAt(origins[provider.id] ?? ''))],
  );
  const once = await Promise.all(keyed.map(async ([first]) => first !== undefined && (await isAskedOnce(first, send))));
  const targets = keyed
    .filter((_, index) => once[index])
    .slice(0, providerCount)
    .flat();
  const [first] = targets;
  if (!first || targets.length !== providerCount * 2) throw new Error(`There are ${targets.length} accounts, not ${providerCount * 2}`);
  await checkAll(targets, send);
  const requests: HttpRequest[] = [];
  await checkAll(targets, (request, signal) => {
    requests.push(request);
    return send(request, signal);
  });
  const [many, bare]: [Took[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await fetchAll(requests));
    many.push(await checkAll(targets, send));
  }
  const sinceAnswer = many.map((took) => took.sinceAnswer);
  const isKept = median(sinceAnswer) <= allowedMs;
  console.log(
    `\n${targets.length} accounts of ${providerCount} providers, each answer after ${delayMs} ms, median of ${rounds} (least–most), ms`,
  );
  console.log(`the tree shows all of them            ${spread(many.map(({ whole }) => whole))}`);
  console.log(`baseline: bare fetches of the same    ${spread(bare)}`);
  console.log(`shown after the slowest answer        ${spread(sinceAnswer)}   at most ${allowedMs}${isKept ? '' : '  TOO SLOW'}`);
  if (!isKept) process.exitCode = 1;
}

/** What the same answers take without anything of ours. */
async function fetchAll(requests: readonly HttpRequest[]): Promise<number> {
  const began = performance.now();
  await Promise.all(
    requests.map(async ({ url, ...init }) => {
      const answer = await fetch(url, init);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      return answer.text();
    }),
  );
  return performance.now() - began;
}

function spread(values: readonly number[]): string {
  return `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;
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
