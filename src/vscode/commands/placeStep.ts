import { placeOf } from '../../core/accounts/accountPlace';
import { hostOf } from '../../core/provider/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import { inputStep, pickStep, type StepAnswer, type StepResult } from '../editor/steps';
import { t } from '../editor/translation';
import type { PickItem } from '../editor/dialogs';
import type { NewPlace } from './storeAccount';
import type { VerifiedKey } from './verifyKey';

interface PlaceChoice extends PickItem {
  readonly site: string;
  /** Undefined: an address that is still to be asked for. */
  readonly place?: NewPlace;
}

type PlaceAnswer = StepAnswer<{ readonly place: NewPlace }>;
type PlaceResult = StepResult<{ readonly place: NewPlace }>;

export function addTitle(provider: KeyedProvider): string {
  return t('Add {provider} Account', { provider: provider.name });
}

/** Asks where a key goes, where that is not plain already. */
export async function placeStep({
  provider,
  key,
}: {
  readonly provider?: KeyedProvider;
  readonly key?: VerifiedKey;
}): Promise<PlaceResult> {
  if (!provider) return { kind: 'cancelled' };
  if (key) return { kind: 'skipped', value: {} };
  const sites = Object.entries(provider.sites);
  const [only] = sites;
  if (!only) return asPlace(await addressStep(provider, undefined));
  if (sites.length > 1) return siteStep(provider);
  const [site, { origin }] = only;
  return { kind: 'skipped', value: { place: { site, origin } } };
}

async function siteStep(provider: KeyedProvider): Promise<PlaceAnswer> {
  const sites = Object.entries(provider.sites);
  const official = sites.map(([site, { label, origin }]): PlaceChoice => ({
    label: label ?? hostOf(origin),
    description: label === undefined ? '' : hostOf(origin),
    site,
    place: { site, origin },
  }));
  const other = sites.map(([site, { label }]): PlaceChoice => ({
    icon: 'globe',
    label: t('Another address…'),
    description: label ?? '',
    site,
  }));
  const prompt = t('Where was the key created? It will be sent there only.');
  const answer = await pickStep({ title: addTitle(provider), hasBack: true }, prompt, [...official, ...other]);
  if (answer.kind !== 'value') return answer;
  const { site, place } = answer.value;
  if (place) return { kind: 'value', value: { place } };
  const address = await addressStep(provider, site);
  return address.kind === 'back' ? siteStep(provider) : asPlace(address);
}

function asPlace(answer: StepAnswer<NewPlace>): PlaceAnswer {
  return answer.kind === 'value' ? { kind: 'value', value: { place: answer.value } } : answer;
}

/** @param site that the address stands for; what the person hosts has none, and no address but theirs. */
export async function addressStep(provider: KeyedProvider, site: string | undefined): Promise<StepAnswer<NewPlace>> {
  const read = (text: string) => placeOf(provider, { site, baseUrl: text.trim() }, t);
  const answer = await inputStep(
    { title: addTitle(provider), hasBack: true },
    {
      prompt:
        site === undefined
          ? t('The address of your {provider}. The key will be sent there only.', { provider: provider.name })
          : t('The address of a proxy or mirror that you trust with this key.'),
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
    },
  );
  if (answer.kind !== 'value') return answer;
  const known = read(answer.value);
  if (!known.ok) return { kind: 'cancelled' };
  const { origin, basePath = '' } = known.place;
  return { kind: 'value', value: { ...known.place, baseUrl: `${origin}${basePath}` } };
}
