import { errorContext } from '../../core/views/errorContext';
import { databaseAddress, databaseFaultText } from '../../core/provider/databaseAddress';
import { errorText } from '../../core/views/errorText';
import type { AccountEntry } from '../../core/accounts/accountEntry';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Outcome } from '../../core/model/outcome';
import type { Session } from '../accounts/session';
import { inputStep, runSteps, type StepAnswer, type StepPlace } from '../editor/steps';
import { display, t } from '../editor/translation';
import type { Origin } from '../../core/model/origin';
import { tellAdded } from './tellAdded';

interface Answers {
  readonly label: string;
  readonly query: string;
  readonly connection: string;
  readonly outcome: Outcome;
}

/** Label → query → connection string, which is tried with the query before anything is stored. */
export async function addDatabase(session: Session, provider: KeyedProvider): Promise<void> {
  const title = t('Add {provider} Account', { provider: provider.name });
  const place = (step: number): StepPlace => ({ title, step, totalSteps: 3, hasBack: step > 1 });
  const answers = await runSteps<Answers>([
    () => labelStep(provider, place(1)),
    ({ query }) => queryStep(place(2), query),
    ({ query = '' }) => connectionStep(session, provider, place(3), query),
  ]);
  const { label, query, connection, outcome } = answers ?? {};
  const read = connection === undefined ? undefined : databaseAddress(connection);
  if (label === undefined || query === undefined || connection === undefined || !outcome || !read?.ok) return;
  const { origin } = read.address;
  const id = session.freeId(provider.id);
  const entry: AccountEntry = { id, provider: provider.id, label, definition: definitionOf(origin, query) };
  await session.keepKey(id, { origin, apiKey: connection.trim() }, () => session.accounts.add(entry));
  session.accept(id, outcome);
  await tellAdded(session, id);
}

function definitionOf(origin: Origin, query: string): { readonly host: string; readonly query: string } {
  return { host: origin.replace('postgresql://', ''), query };
}

async function labelStep(provider: KeyedProvider, at: StepPlace): Promise<StepAnswer<Partial<Answers>>> {
  const answer = await inputStep(at, {
    prompt: t('A name for this account, to tell it from others.'),
    value: provider.name,
    refuse: (text) => (text.trim() === '' ? t('Enter a name.') : undefined),
  });
  return answer.kind === 'value' ? { kind: 'value', value: { label: answer.value.trim() } } : answer;
}

async function queryStep(at: StepPlace, before = ''): Promise<StepAnswer<Partial<Answers>>> {
  const answer = await inputStep(at, {
    prompt: t('A SELECT of one row with the columns amount, unit and optionally updated_at. It runs read-only, for 5 seconds at most.'),
    placeholder: "SELECT credit AS amount, 'USD' AS unit, updated_at FROM billing WHERE team = 7",
    value: before,
    refuse: (text) => (/^\s*(select|with|values|table)\b/i.test(text) ? undefined : t('Enter a SELECT.')),
  });
  return answer.kind === 'value' ? { kind: 'value', value: { query: answer.value.trim() } } : answer;
}

async function connectionStep(
  session: Session,
  provider: KeyedProvider,
  at: StepPlace,
  query: string,
): Promise<StepAnswer<Partial<Answers>>> {
  const abort = new AbortController();
  let outcome: Outcome | undefined;
  const { placeholder } = provider.credentials.apiKey;
  const answer = await inputStep(at, {
    prompt: [
      t('The connection string of a role that may only read this.'),
      t('It is kept in the secret storage of this machine and used for its host only.'),
    ].join(' '),
    placeholder,
    password: true,
    refuse: async (text) => {
      const read = databaseAddress(text);
      if (!read.ok) return t(databaseFaultText(read.fault));
      const { origin } = read.address;
      outcome = await session.tryKey(provider, { site: 'own', origin, definition: definitionOf(origin, query) }, text.trim(), abort.signal);
      return outcome.ok ? undefined : errorText(outcome.error, errorContext(provider, display())).sentence;
    },
  }).finally(() => abort.abort());
  if (answer.kind !== 'value') return answer;
  return outcome ? { kind: 'value', value: { connection: answer.value, outcome } } : { kind: 'cancelled' };
}
