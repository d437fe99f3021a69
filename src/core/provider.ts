import type { ZodType } from 'zod';
import type { Balance, Cap, Spend } from './model';
import type { Unit } from './money';
import type { Answer, ProviderError } from './providerError';

/** The secrets of one account, by credential name. */
export type Credentials = Readonly<Record<'apiKey', string>>;

export interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute path with query; the origin is the account's. A key never stands in it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Endpoint<T> {
  readonly request: (credentials: Credentials) => ProviderRequest;
  /** Only the fields that are read, so that a provider's additions break nothing. */
  readonly response: ZodType<T>;
}

/** An endpoint that is asked after the others, when their answers call for it. Its failure is handed to `parse`, not fatal. */
export interface FollowUp<Main, T> extends Endpoint<T> {
  readonly when: (answers: Main) => boolean;
}

/** One region of a provider. Keys do not work across sites. */
export interface Site {
  readonly origin: string;
  readonly label?: string;
  /** The currency of this site, where the response does not name one. */
  readonly unit?: Unit;
}

export interface Credential {
  readonly label: string;
  /** Environment variables that usually hold it, the provider's own first. */
  readonly env: readonly string[];
  readonly placeholder: string;
  /** What a key plainly of another kind looks like, and what to do about it. A hint, never a refusal. */
  readonly lookalikes?: readonly { readonly pattern: RegExp; readonly hint: string }[];
}

export interface Links {
  readonly keys: string;
  readonly billing: string;
}

/** `dashboard`: no API reports anything, so there is a link and the reason instead of a number. */
export type ProviderKind = 'balance' | 'quota' | 'spend' | 'dashboard';

interface ProviderFacts {
  /** Never changes: it stands in settings and history. */
  readonly id: string;
  readonly name: string;
  readonly links: Links;
  /** What can be reported, in a few words, for lists of providers. */
  readonly reports: string;
}

export type ReportedBalance = Omit<Balance, 'at'>;

/** What a validated answer says. `at` is added by the caller, who owns the clock. */
export interface Report {
  readonly balances?: readonly ReportedBalance[];
  readonly caps?: readonly Cap[];
  readonly spend?: readonly Spend[];
  readonly callsRefused?: boolean;
  readonly problems?: readonly Problem[];
}

/** A failure as `parse` names it; the caller adds the host. */
export type Problem = Pick<ProviderError, 'kind' | 'field'> | ProviderError;

/** Sends one endpoint's request and validates the answer. */
export type Ask = <T>(endpoint: Endpoint<T>) => Promise<Answer<T>>;

export interface KeyedProvider extends ProviderFacts {
  readonly kind: Exclude<ProviderKind, 'dashboard'>;
  /** The first is the default. */
  readonly sites: Readonly<Record<string, Site>>;
  readonly credentials: { readonly apiKey: Credential };
  /** Minutes that a timer leaves between two checks at least, such as 60 for reports that are made hourly. */
  readonly leastRefreshMinutes?: number;
  readonly fetch: (ask: Ask, site: Site) => Promise<Answer<Report>>;
}

export interface DashboardProvider extends ProviderFacts {
  readonly kind: 'dashboard';
}

export type Provider = KeyedProvider | DashboardProvider;

interface NoFollowUps {
  readonly [name: string]: never;
}

/** What the follow-ups answered; null for one that was not asked. */
type FollowUpAnswers<F> = { readonly [K in keyof F]: Answer<F[K]> | null };

interface ProviderSpec<M extends object, F extends object> extends Omit<KeyedProvider, 'kind' | 'fetch'> {
  readonly kind?: KeyedProvider['kind'];
  readonly endpoints: { readonly [K in keyof M]: Endpoint<M[K]> };
  readonly followUps?: { readonly [K in keyof F]: FollowUp<M, F[K]> };
  /** Pure: validated answers → what the provider said. */
  readonly parse: (answers: M, site: Site, followUps: FollowUpAnswers<F>) => Report;
}

/** A provider as data plus one pure function. `endpoints` are asked side by side; the first failure is the outcome. */
export function defineProvider<M extends object, F extends object = NoFollowUps>(spec: ProviderSpec<M, F>): KeyedProvider {
  const { endpoints, followUps, parse, kind = 'balance', ...facts } = spec;
  return { ...facts, kind, fetch };

  async function fetch(ask: Ask, site: Site): Promise<Answer<Report>> {
    const first = await askEach(ask, Object.entries<Endpoint<unknown>>(endpoints));
    const values: [string, unknown][] = [];
    for (const [name, answer] of first) {
      if (!answer.ok) return answer;
      values.push([name, answer.value]);
    }
    // `endpoints` has exactly the keys of M, each with a validated answer; TypeScript cannot see that of a built object.
    const answers = Object.fromEntries(values) as M;
    const all = Object.entries<FollowUp<M, unknown>>(followUps ?? {});
    const asked = await askEach(ask, all.filter(([, followUp]) => followUp.when(answers)));
    const more = Object.fromEntries([...all.map(([name]) => [name, null]), ...asked]) as FollowUpAnswers<F>;
    return { ok: true, value: parse(answers, site, more) };
  }
}

export function dashboardProvider(facts: ProviderFacts): DashboardProvider {
  return { ...facts, kind: 'dashboard' };
}

function askEach(ask: Ask, endpoints: readonly (readonly [string, Endpoint<unknown>])[]): Promise<(readonly [string, Answer<unknown>])[]> {
  return Promise.all(endpoints.map(async ([name, endpoint]) => [name, await ask(endpoint)] as const));
}
