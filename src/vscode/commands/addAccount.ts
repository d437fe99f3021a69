import type { KeyedProvider } from '../../core/provider/provider';
import type { Session } from '../accounts/session';
import { runCommand } from '../editor/runCommand';
import { runSteps, type StepAnswer, type StepResult } from '../editor/steps';
import { t } from '../editor/translation';
import { addDatabase } from './addDatabase';
import { foundKeys, type FoundKey } from './foundKeys';
import { keyStep } from './keyStep';
import { addTitle, addressStep, placeStep } from './placeStep';
import { providerStep, type FirstChoice } from './providerStep';
import { storeAccount, type NewPlace } from './storeAccount';
import { tellAdded } from './tellAdded';
import { verifyKey, type VerifiedKey } from './verifyKey';

interface Answers {
  readonly provider: KeyedProvider;
  readonly place: NewPlace;
  readonly key: VerifiedKey;
}

type Answer = StepResult<Answers>;

/**
 * A key that was found, or provider → key. The host is asked for between them where there are several, and the account's name is its
 * provider's. Nothing is stored before the last step is through.
 */
export async function addAccount(session: Session, providerId?: string): Promise<void> {
  let preset = providerId === undefined ? undefined : session.accounts.providerOf(providerId);
  const first = async (): Promise<Answer> => {
    const chosen = preset;
    // Who comes back to it wants another provider.
    preset = undefined;
    const answer = chosen ? { kind: 'value' as const, value: { provider: chosen } } : await firstStep(session);
    if (answer.kind !== 'value' || answer.value.provider.definedBy === undefined) return answer;
    await describe(session, answer.value.provider);
    return { kind: 'cancelled' };
  };
  const { provider, place, key } = (await runSteps<Answers>([first, placeStep, (answers) => lastStep(session, answers)])) ?? {};
  if (provider && place && key) await tellAdded(session, await storeAccount(session, provider, place, key));
}

/** What the person describes is asked for in steps of its own. */
function describe(session: Session, provider: KeyedProvider): Promise<void> {
  return provider.definedBy === 'query' ? addDatabase(session, provider) : runCommand('apiBalance.describeProvider');
}

/** A found key is tried while the list stays open, so that another line can be chosen when it fails. */
async function firstStep(session: Session): Promise<StepAnswer<FirstChoice>> {
  const found = (await foundKeys(session)).filter(({ isNew }) => isNew);
  const abort = new AbortController();
  const verify = async (key: FoundKey): Promise<VerifiedKey | undefined> => {
    const { outcome, refused } = await verifyKey(session, key.provider, key, key.apiKey, abort.signal);
    return refused === undefined ? { apiKey: key.apiKey, outcome } : undefined;
  };
  return providerStep(session.accounts.providers, found, verify).finally(() => abort.abort());
}

async function lastStep(session: Session, { provider, place, key: found }: Partial<Answers>): Promise<Answer> {
  if (found) return { kind: 'skipped', value: {} };
  if (!provider || !place) return { kind: 'cancelled' };
  const asked = { elsewhere: false };
  const otherAddress = {
    icon: 'globe',
    title: t('Use Another Address…'),
    press: () => {
      asked.elsewhere = true;
      return 'back' as const;
    },
  };
  const key = await keyStep(
    session,
    { title: addTitle(provider), hasBack: true },
    // Where there are several hosts, another one is a choice among them.
    { provider, place, accountId: null, buttons: Object.keys(provider.sites).length === 1 ? [otherAddress] : [] },
  );
  if (key.kind === 'value') return { kind: 'value', value: { place, key: key.value } };
  if (!asked.elsewhere) return key;
  const address = await addressStep(provider, place.site);
  if (address.kind === 'back') return lastStep(session, { provider, place });
  return address.kind === 'value' ? lastStep(session, { provider, place: address.value }) : address;
}
