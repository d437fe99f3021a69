import { environmentKeys, type EnvironmentKey } from '../../core/accounts/environmentKeys';
import { hostOf } from '../../core/provider/origin';
import type { Session } from '../accounts/session';
import type { PickItem } from '../editor/dialogs';
import { t } from '../editor/translation';
import { sameKeyHint } from './keyStep';

/** A line that names the variable and the host, never the value. */
export interface FoundKey extends PickItem, EnvironmentKey {
  readonly isNew: boolean;
}

/** The keys in the environment of the editor. */
export function foundKeys(session: Session): Promise<readonly FoundKey[]> {
  return Promise.all(environmentKeys(session.accounts.providers, process.env, t).map((key) => choiceOf(session, key)));
}

async function choiceOf(session: Session, key: EnvironmentKey): Promise<FoundKey> {
  const { provider, siteLabel, variable, origin, apiKey } = key;
  const detail = await sameKeyHint(session, apiKey, null);
  return {
    ...key,
    label: siteLabel === undefined ? provider.name : `${provider.name} · ${siteLabel}`,
    description: `${variable} · ${hostOf(origin)}`,
    isNew: detail === undefined,
    ...(detail === undefined ? {} : { detail }),
  };
}
