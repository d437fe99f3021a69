import type { ZodType } from 'zod';
import type { Balance, Cap, Spend, SpendDay } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import type { Unit } from '../money/money';
import { hostOf } from './origin';
import { signature, type ProviderError, type ProviderErrorKind } from '../model/providerError';
import type { Answer } from '../model/outcome';
import type { DatabaseQuery, QueryRow } from './query';
import { asOrigin, type Origin } from '../model/origin';

/** The secrets of one account, by credential name. */
export type Credentials = Readonly<Record<'apiKey', string>> & {
  /** Further secrets, where a description names some. */ readonly secrets?: Readonly<Record<string, string>>;
};

export interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  /** Path with query, below the account's origin and base path. A key never stands in it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Endpoint<T> {
  readonly request: (credentials: Credentials) => ProviderRequest;
  /** The secrets that a request needs, where it needs others than the key: without each of them nothing is sent. */
  readonly secrets?: readonly string[];
  /** Only the fields that are read, so that a provider's additions break nothing. */
  readonly response: ZodType<T>;
  /** Statuses that this provider uses in a way of its own, such as 422 for too many requests. */
  readonly statusMeans?: StatusMeanings;
  /** What refusals say, where the status does not tell one from another, or is 200. A valid answer is none, whatever words are in it. */
  readonly refusals?: readonly Refusal[];
}

/** A kind of failure, and what there is to say about it at this provider. */
export type StatusMeaning = ProviderErrorKind | Pick<ProviderError, 'kind' | 'usedUp' | 'hint'>;
export type StatusMeanings = Readonly<Record<number, StatusMeaning>>;

export interface Refusal {
  /** Words or codes of the provider, which go no further. */
  readonly says: RegExp;
  readonly means: StatusMeaning;
}

/** An endpoint that is asked after the others, when their answers call for it. Its failure is handed to `parse`, not fatal. */
export interface FollowUp<Main, T> extends Endpoint<T> {
  readonly when: (answers: Main) => boolean;
}

/** One region of a provider. Keys do not work across sites. */
export interface Site {
  readonly origin: Origin;
  readonly label?: string;
  /** The currency of this site, where the response does not name one. */
  readonly unit?: Unit;
  /** What logs of tools call this site alone. */
  readonly loggedAs?: readonly string[];
}

/** As a provider's file writes it. */
export type FixedSite = Omit<Site, 'origin'> & { readonly origin: string };

export interface Credential {
  readonly label: string;
  /** Environment variables that usually hold it. The first that is set is used, so the one that can tell more comes first. */
  readonly env: readonly string[];
  readonly placeholder: string;
  /** What a key plainly of another kind looks like, and what to do about it. A hint, never a refusal. */
  readonly lookalikes?: readonly { readonly pattern: RegExp; readonly hint: string }[];
}

/** A team, organisation or project that the person names, where a key may reach several. */
export interface Team {
  readonly label: string;
  readonly env: readonly string[];
  /** It goes into a path. */
  readonly pattern: RegExp;
}

/** Pages of a provider for a person who has an account there. */
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
  /** What can be reported, in a few words, for lists of providers. */
  readonly reports: string;
  /** What logs of tools call it beside its id, and hosts that are called beside those of its sites. Never a name that others share. */
  readonly loggedAs?: readonly string[];
  /** The page of its console where usage is exported as tables that `readUsageExport` reads. */
  readonly usageExport?: string;
}

/** How sure we are of what a provider answers. Shown in its documentation, and where a provider is picked. */
export interface Evidence {
  /** `official`: the provider documents it. `unofficial`: only others' code tells, so it may change or stop unannounced. */
  readonly grade: 'official' | 'unofficial';
  /** The page whose shapes are followed. */
  readonly page: string;
  /** When that page, or a copy of it, was last read, such as `2026-10`. */
  readonly read: string;
  /** What goes wrong when the answer is read carelessly, in a sentence each. */
  readonly traps: readonly string[];
}

/** `at` only where the provider says when the amount was true; else the caller, who owns the clock, adds it. */
export type ReportedBalance = Omit<Balance, 'at'> & { readonly at?: EpochMs };

/** What a validated answer says. `at` is added by the caller, who owns the clock. */
export interface Report {
  readonly balances?: readonly ReportedBalance[];
  readonly caps?: readonly Cap[];
  readonly spend?: readonly Spend[];
  readonly days?: readonly SpendDay[];
  readonly callsRefused?: boolean;
  readonly problems?: readonly Problem[];
}

/** A failure as `parse` names it; the caller adds the host. */
export type Problem = Pick<ProviderError, 'kind' | 'field' | 'hint'> | ProviderError;

/** Sends one endpoint's request and validates the answer. */
export type Ask = <T>(endpoint: Endpoint<T>) => Promise<Answer<T>>;

/** What a provider may need beyond its own endpoints. */
export interface FetchContext {
  readonly site: Site;
  readonly now: EpochMs;
  /** The account's `definition` as it stands in the settings, for providers that the person describes. Not validated. */
  readonly definition: unknown;
  /** From when on spend is asked for, where the person has entered a balance at that time. */
  readonly spentSince: EpochMs | null;
  /** As the account names it. */
  readonly team: string | null;
  /** Runs one read-only query, where the account's key is the address of a database. Values are text as the server wrote it. */
  readonly query: (query: DatabaseQuery) => Promise<Answer<readonly QueryRow[]>>;
}

export interface KeyedProvider extends ProviderFacts {
  readonly kind: Exclude<ProviderKind, 'dashboard'>;
  readonly evidence: Evidence;
  /** Units that amounts come in, such as `USD` or `points`. */
  readonly units: readonly string[];
  /** The first is the default. None: the person hosts it, and gives the address. */
  readonly sites: Readonly<Record<string, Site>>;
  readonly credentials: { readonly apiKey: Credential };
  /** Absent for what the person hosts: nobody but them knows its pages. */
  readonly links?: Links;
  readonly team?: Team;
  /** Minutes that a timer leaves between two checks at least, such as 60 for reports that are made hourly. */
  readonly minRefreshMinutes?: number;
  /** For what the person describes: an HTTP answer, or a query to a database. Absent: the provider's endpoints are its own. */
  readonly definedBy?: 'answer' | 'query';
  /** The address that the account's definition names, which is where its key may go; undefined where it names none. */
  readonly addressOf?: (definition: unknown) => string | undefined;
  /** What is wrong with a definition, by its fields; empty: nothing. Absent: there is no more to say than that it cannot be used. */
  readonly mistakesIn?: (definition: unknown) => readonly string[];
  /** The query of a definition, where it is one; undefined where it cannot be used. */
  readonly queryOf?: (definition: unknown) => DatabaseQuery | undefined;
  readonly fetch: (ask: Ask, context: FetchContext) => Promise<Answer<Report>>;
}

export interface DashboardProvider extends ProviderFacts {
  readonly kind: 'dashboard';
  readonly links: Links;
  /** `signedOnly`: told to requests signed with a cloud account's access key, which reaches far more than a balance. */
  readonly why: 'noEndpoint' | 'retired' | 'signedOnly';
}

export type Provider = KeyedProvider | DashboardProvider;

interface NoFollowUps {
  readonly [name: string]: never;
}

/** What the follow-ups answered; null for one that was not asked. */
type FollowUpAnswers<F> = { readonly [K in keyof F]: Answer<F[K]> | null };

interface ProviderSpec<M extends object, F extends object> extends Omit<KeyedProvider, 'kind' | 'fetch' | 'sites'> {
  readonly sites: Readonly<Record<string, FixedSite>>;
  readonly kind?: KeyedProvider['kind'];
  readonly endpoints: { readonly [K in keyof M]: Endpoint<M[K]> };
  readonly followUps?: { readonly [K in keyof F]: FollowUp<M, F[K]> };
  /** Pure: validated answers → what the provider said. */
  readonly parse: (answers: M, site: Site, followUps: FollowUpAnswers<F>) => Report;
}

/** The places that keys of a provider may go to, each of which must be an origin. */
export function sitesAt(sites: Readonly<Record<string, FixedSite>>): Readonly<Record<string, Site>> {
  return Object.fromEntries(Object.entries(sites).map(([name, site]) => [name, { ...site, origin: asOrigin(site.origin) }]));
}

/** A provider as data plus one pure function. `endpoints` are asked side by side; the first failure is the outcome. */
export function defineProvider<M extends object, F extends object = NoFollowUps>(spec: ProviderSpec<M, F>): KeyedProvider {
  const { endpoints, followUps, parse, sites, kind = 'balance', ...facts } = spec;
  return { ...facts, kind, sites: sitesAt(sites), fetch };

  async function fetch(ask: Ask, { site }: FetchContext): Promise<Answer<Report>> {
    const first = await askEach(ask, Object.entries<Endpoint<unknown>>(endpoints));
    const values: [string, unknown][] = [];
    for (const [name, answer] of first) {
      if (!answer.ok) return answer;
      values.push([name, answer.value]);
    }
    // `endpoints` has exactly the keys of M, each with a validated answer; TypeScript cannot see that of a built object.
    const answers = Object.fromEntries(values) as M;
    const all = Object.entries<FollowUp<M, unknown>>(followUps ?? {});
    const asked = await askEach(
      ask,
      all.filter(([, followUp]) => followUp.when(answers)),
    );
    const more = Object.fromEntries([...all.map(([name]) => [name, null]), ...asked]) as FollowUpAnswers<F>;
    return { ok: true, value: parse(answers, site, more) };
  }
}

export function dashboardProvider(facts: Omit<DashboardProvider, 'kind'>): DashboardProvider {
  return { ...facts, kind: 'dashboard' };
}

/** What a check of it comes out as, without a request. */
export function dashboardError({ why, links }: DashboardProvider): ProviderError {
  const host = hostOf(links.billing);
  if (why === 'retired') return { kind: 'retired', host };
  return { kind: 'notSupported', host, ...(why === 'signedOnly' ? { field: signature } : {}) };
}

function askEach(ask: Ask, endpoints: readonly (readonly [string, Endpoint<unknown>])[]): Promise<(readonly [string, Answer<unknown>])[]> {
  return Promise.all(endpoints.map(async ([name, endpoint]) => [name, await ask(endpoint)] as const));
}
