import type { Known } from '../core/config/readConfig';
import { perOrigin } from '../core/provider/perOrigin';
import type { CheckAccounts } from '../mcp/mcpPorts';
import { checkTargets, type Ports } from './checkTargets';
import { configTargets } from './configTargets';
import type { KeySources } from './environmentAccounts';

/** How to reach providers for one check, or why that is not possible. */
export type OpenPorts = () =>
  { readonly ok: true; readonly ports: Ports & { readonly close: () => Promise<void> } } | { readonly ok: false; readonly reason: string };

/** Asks the accounts of a configuration with the keys that it names by now. */
export function mcpChecks({ providers }: Known, sources: KeySources, open: OpenPorts): CheckAccounts {
  return async (config, wanted, signal, onChecked) => {
    const read = configTargets(config, providers, sources);
    if (!read.ok) return read;
    const opened = open();
    if (!opened.ok) return opened;
    const { close, ...ports } = opened.ports;
    const targets = read.targets.filter(({ account }) => wanted.has(account.id));
    let done = 0;
    try {
      const checked = await checkTargets(targets, { ...ports, send: perOrigin(ports.send) }, signal, () => {
        done += 1;
        onChecked(done, targets.length);
      });
      return { ok: true, outcomes: new Map(checked.map(({ account, outcome }) => [account.id, outcome])) };
    } finally {
      await close();
    }
  };
}
