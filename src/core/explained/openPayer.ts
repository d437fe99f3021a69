import type { FindMeant } from '../prices/meantSite';
import type { Prices } from '../prices/prices';
import { guessProvider, makers } from '../usage/guessProvider';
import type { LoggedCall } from '../usage/loggedCall';
import { loggedName } from '../usage/loggedName';

/** Whether a call may have been paid by an account, as far as it is known who was called. */
export interface OpenPayer {
  /** Nobody knows who was called: no name, that of a gateway, or of an address that a person gave. */
  readonly isOpen: (call: Pick<LoggedCall<number>, 'provider'>) => boolean;
  /** By the name of its model it may have been this provider: one that makes other models alone was not called. */
  readonly mayBe: (call: Pick<LoggedCall<number>, 'model'>, provider: string) => boolean;
  /** Who makes models of this name; empty: none of our providers; null: nobody knows. */
  readonly makerOf: (call: Pick<LoggedCall<number>, 'model'>) => string | null;
}

/** They are paid in another way, or for nothing: plans and credits of a tool's own, and models on the machine itself. */
const paidApart = /^(amp|cline|codewhale|copilot|cursor|github|llama|lm-?studio|ollama|opencode|vscode)/;

export function openPayer(meant: FindMeant, { list }: Pick<Prices, 'list'>): OpenPayer {
  const known = new Map<string, boolean>();
  const isKnown = (name: string): boolean => {
    const site = meant({ name });
    return paidApart.test(name) || (site === null ? list({ name }) !== undefined : site.isOwnHost !== true);
  };
  const made = new Set(makers.map((name) => meant({ name })?.provider));
  // Resellers are not named by a model, but by what stands before it.
  const makerOf: OpenPayer['makerOf'] = ({ model }) => {
    const guess = guessProvider(model?.split('/').at(-1) ?? null);
    return guess && (meant(guess)?.provider ?? '');
  };
  return {
    isOpen: ({ provider }) => {
      if (provider === null) return true;
      const name = loggedName(provider);
      const found = known.get(name) ?? isKnown(name);
      known.set(name, found);
      return !found;
    },
    mayBe: (call, provider) => {
      const maker = makerOf(call);
      return maker === null || !made.has(provider) || maker === provider;
    },
    makerOf,
  };
}
