import type { CheckTarget } from '../../src/cli/checkTargets';
import type { AccountEntry } from '../../src/core/accountEntries';
import * as providers from '../../src/providers';
import { z } from 'zod';
import type { Sandbox } from '../sandbox/startSandbox';

export interface DemoAccount {
  readonly target: CheckTarget;
  /** For the settings of the demo window. */
  readonly entry: AccountEntry;
  /** The variable that holds the demo key there. */
  readonly variable: string;
}

/** The sandbox's accounts, as the command line and as the editor want them. */
export function demoAccounts(sandbox: Sandbox): readonly DemoAccount[] {
  return sandbox.demo.map(({ provider: providerId, label, key, site: wanted }, index) => {
    const provider = Object.values(providers).find(({ id }) => id === providerId);
    if (!provider || provider.kind === 'dashboard') throw new Error(`The sandbox has a demo account of "${providerId}", which no provider file names.`);
    const id = `demo-${providerId}-${index + 1}`;
    const site = wanted ?? Object.keys(provider.sites)[0] ?? '';
    const described = describedAt(sandbox, providerId);
    const variable = `API_BALANCE_DEMO_KEY_${index + 1}`;
    return {
      target: { account: { id, label, site, origin: sandbox.origin, ...described }, provider, key },
      entry: { id, provider: providerId, label, ...(described.definition ? described : { site, baseUrl: sandbox.origin }), key: `env:${variable}` },
      variable,
    };
  });
}

/** What a person would have described, at this sandbox. */
function describedAt({ wires, origin }: Sandbox, provider: string): { readonly definition?: object } {
  const read = z.looseObject({ url: z.url() }).safeParse(wires.get(provider)?.definition);
  return read.success ? { definition: { ...read.data, url: read.data.url.replace(new URL(read.data.url).origin, origin) } } : {};
}
