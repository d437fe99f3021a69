import { accountView } from '../../core/views/accountView';
import type { AccountEntry } from '../../core/accounts/accountEntry';
import { ownSite, placeOf, type Place } from '../../core/accounts/accountPlace';
import { hostOf } from '../../core/provider/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import { showInfo } from '../editor/dialogs';
import { runCommand } from '../editor/runCommand';
import type { Session } from '../accounts/session';
import { inputStep, pickStep, runSteps, type StepAnswer, type StepPlace } from '../editor/steps';
import { display, t } from '../editor/translation';
import { addDatabase } from './addDatabase';
import { keyStep, type VerifiedKey } from './keyStep';
import { providerStep } from './providerStep';

interface Answers {
  readonly provider: KeyedProvider;
  readonly place: Place;
  readonly baseUrl: string | undefined;
  readonly label: string;
  readonly key: VerifiedKey;
}

type Step = (answers: Partial<Answers>) => Promise<StepAnswer<Partial<Answers>>>;

/** What the person describes is asked for in steps of its own. */
function describe(session: Session, provider: KeyedProvider): Promise<void> {
  return provider.definedBy === 'query' ? addDatabase(session, provider) : runCommand('apiBalance.describeProvider');
}

/** Provider → site → label → key. Nothing is stored before the last step is through. */
export async function addAccount(session: Session, providerId?: string): Promise<void> {
  let preset = providerId === undefined ? undefined : session.accounts.providerOf(providerId);
  const firstStep: Step = async () => {
    const chosen = preset;
    // Who comes back to it wants another provider.
    preset = undefined;
    const answer = chosen ? { kind: 'value' as const, value: { provider: chosen } } : await providerStep(session.accounts.providers, 4);
    if (answer.kind !== 'value' || answer.value.provider.definedBy === undefined) return answer;
    await describe(session, answer.value.provider);
    return { kind: 'cancelled' };
  };
  const steps: readonly Step[] = [firstStep, siteStep, labelStep, (answers) => lastStep(session, answers)];
  const { provider, place, baseUrl, label, key } = (await runSteps<Answers>(steps)) ?? {};
  if (!provider || !place || label === undefined || !key) return;
  const { site, origin } = place;
  const id = session.freeId(provider.id);
  const [firstSite = ownSite] = Object.keys(provider.sites);
  // At an address of their own the site says which currency it counts in, so it is written down.
  const hasUsualSite = site === firstSite && (baseUrl === undefined || Object.keys(provider.sites).length < 2);
  const entry: AccountEntry = {
    id,
    provider: provider.id,
    ...(label === provider.name ? {} : { label }),
    ...(hasUsualSite ? {} : { site }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
  await session.keepKey(id, { origin, apiKey: key.apiKey }, () => session.accounts.add(entry));
  session.accept(id, key.outcome);
  const facts = session.factsOf(id);
  const amount = facts && accountView(facts, display()).amount;
  void showInfo(t('{label} was added: {amount}.', { label, amount: amount ?? t('balance unknown') }));
}

const siteStep: Step = async (answers) => {
  const { provider } = answers;
  if (!provider) return { kind: 'cancelled' };
  const sites = Object.entries(provider.sites);
  if (sites.length === 0) return addressStep(provider);
  const official = sites.map(([site, { label, origin }]) => ({
    label: label ?? hostOf(origin),
    description: label === undefined ? '' : hostOf(origin),
    site,
    origin,
  }));
  const other = sites.map(([site, { label }]) => ({
    icon: 'globe',
    label: t('Another address…'),
    description: label ?? '',
    site,
    origin: undefined,
  }));
  const place = { title: t('Add {provider} Account', { provider: provider.name }), step: 2, totalSteps: 4 };
  const answer = await pickStep<(typeof official)[number] | (typeof other)[number]>(
    place,
    t('Where was the key made? It will be sent there only.'),
    [...official, ...other],
  );
  if (answer.kind !== 'value') return answer;
  const { site, origin } = answer.value;
  if (origin !== undefined) return { kind: 'value', value: { place: { site, origin }, baseUrl: undefined } };
  const address = await addressOf(place, provider, site, t('The address of a proxy or mirror that you trust with this key.'));
  return address.kind === 'back' ? siteStep(answers) : address;
};

/** What the person hosts has no address but theirs. */
function addressStep(provider: KeyedProvider): Promise<StepAnswer<Partial<Answers>>> {
  const place = { title: t('Add {provider} Account', { provider: provider.name }), step: 2, totalSteps: 4 };
  return addressOf(
    place,
    provider,
    undefined,
    t('The address of your {provider}. The key will be sent there only.', { provider: provider.name }),
  );
}

async function addressOf(
  at: StepPlace,
  provider: KeyedProvider,
  site: string | undefined,
  prompt: string,
): Promise<StepAnswer<Partial<Answers>>> {
  const read = (text: string) => placeOf(provider, { site, baseUrl: text.trim() }, t);
  const answer = await inputStep(at, {
    prompt,
    placeholder: 'https://api.example.com',
    hint: (text) => {
      const known = read(text);
      const path = known.ok ? known.place.droppedPath : undefined;
      return Promise.resolve(
        path === undefined
          ? undefined
          : t('The path {path} will not be used: the paths of {provider} begin at the host.', { path, provider: provider.name }),
      );
    },
    refuse: (text) => {
      const known = read(text);
      return known.ok ? undefined : known.reason.replace('"baseUrl"', t('The address'));
    },
  });
  if (answer.kind !== 'value') return answer;
  const known = read(answer.value);
  if (!known.ok) return { kind: 'cancelled' };
  const { origin, basePath = '' } = known.place;
  return { kind: 'value', value: { place: known.place, baseUrl: `${origin}${basePath}` } };
}

const labelStep: Step = async ({ provider, label }) => {
  if (!provider) return { kind: 'cancelled' };
  const place = { title: t('Add {provider} Account', { provider: provider.name }), step: 3, totalSteps: 4 };
  const answer = await inputStep(place, {
    prompt: t('A name for this account, to tell it from others.'),
    value: label ?? provider.name,
    refuse: (text) => (text.trim() === '' ? t('Enter a name.') : undefined),
  });
  return answer.kind === 'value' ? { kind: 'value', value: { label: answer.value.trim() } } : answer;
};

async function lastStep(session: Session, { provider, place }: Partial<Answers>): Promise<StepAnswer<Partial<Answers>>> {
  if (!provider || !place) return { kind: 'cancelled' };
  const at = { title: t('Add {provider} Account', { provider: provider.name }), step: 4, totalSteps: 4 };
  const answer = await keyStep(session, at, { provider, place, accountId: null });
  return answer.kind === 'value' ? { kind: 'value', value: { key: answer.value } } : answer;
}
