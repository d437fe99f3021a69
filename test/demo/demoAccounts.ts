import { z } from 'zod';
import type { KeyedTarget } from '../../src/cli/checkTargets';
import type { AccountEntry } from '../../src/core/accounts/accountEntry';
import type { KeyedProvider } from '../../src/core/provider/provider';
import * as providers from '../../src/providers';
import type { Sandbox } from '../sandbox/startSandbox';
import { stories, type Story } from './stories';
import { storyMoney } from './storyMoney';
import { idOf, originAt } from '../support/ids';

export interface DemoAccount {
  readonly target: KeyedTarget;
  /** For the settings of the demo window. */
  readonly entry: AccountEntry;
  /** The variable that holds the demo key there. */
  readonly variable: string;
  /** What lies behind it; null for one that was just made. */
  readonly story: Story | null;
}

interface Member extends Pick<Story, 'provider' | 'label'> {
  readonly key: string;
  readonly site?: string | undefined;
  readonly story: Story | null;
}

/** The six of the stories and, if wanted, one at every other provider, as the command line and as the editor want them. */
export function demoAccounts(sandbox: Sandbox, all: boolean): readonly DemoAccount[] {
  const members = [...stories.map((story) => memberOf(story, sandbox)), ...(all ? otherMembers(sandbox) : [])];
  return members.map(({ provider, label, key, site: wanted, story }, index) => {
    const id = `demo-${provider.id}`;
    const site = wanted ?? Object.keys(provider.sites)[0] ?? '';
    const described = describedAt(sandbox, provider.id);
    const place = described.definition ? described : { site, baseUrl: sandbox.origin };
    const variable = `API_BALANCE_DEMO_KEY_${index + 1}`;
    return {
      target: { account: { id: idOf(id), label, site, origin: originAt(sandbox.origin), ...described }, provider, key },
      entry: { id, provider: provider.id, label, ...place, key: `env:${variable}` },
      variable,
      story,
    };
  });
}

/** Opens the story's account at the sandbox. */
function memberOf(story: Story, sandbox: Sandbox): Member {
  const { provider, label, site } = story;
  const key = `demo-${provider.id}-key`;
  sandbox.account(provider.id, key, `${provider.id} ${label}`).set(storyMoney(story, Date.now()));
  return { provider, label, key, site, story };
}

function otherMembers({ demo }: Sandbox): readonly Member[] {
  const seen = new Set(stories.map(({ provider }) => provider.id));
  return demo.flatMap(({ provider, label, key, site }) => {
    if (seen.has(provider)) return [];
    seen.add(provider);
    return [{ provider: providerOf(provider), label, key, site, story: null }];
  });
}

function providerOf(wanted: string): KeyedProvider {
  const provider = Object.values(providers).find(({ id }) => id === wanted);
  if (provider && provider.kind !== 'dashboard') return provider;
  throw new Error(`The sandbox has a demo account of "${wanted}", which no provider file names.`);
}

/** What a person would have described, at this sandbox. */
function describedAt({ wires, origin }: Sandbox, provider: string): { readonly definition?: object } {
  const read = z.looseObject({ url: z.url() }).safeParse(wires.get(provider)?.definition);
  return read.success ? { definition: { ...read.data, url: read.data.url.replace(new URL(read.data.url).origin, origin) } } : {};
}
