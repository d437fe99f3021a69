import { looksLikeKey } from '../text/looksLikeKey';
import { hostOf } from './hostOf';

/** Names of models are shorter, also with those of a maker and of a reseller before them. */
const longestName = 120;

/**
 * What is kept and shown of a name that a log has for a model or a provider: people write addresses with a password, files of their own
 * and whole sentences where a tool asks for a name. Of an address the host is left, of a path its last part, of a model that was tuned for
 * somebody the model that it was made of. null: nothing that may be shown.
 * @see https://platform.openai.com/docs/guides/supervised-fine-tuning `ft:model:organization:name:id`
 * @see https://docs.fireworks.ai/getting-started/concepts.md `accounts/<ACCOUNT_ID>/models/<MODEL_ID>`, made of an e-mail address
 */
export function shownName(name: string): string | null {
  const shown = name.includes('://') ? hostOf(name) : isPath.test(name) ? lastPart(name) : name.replace(isOwn, '$1');
  return shown === null || shown.length > longestName || isNoName.test(shown) || looksLikeKey(shown) ? null : shown;
}

/** Whose a model is that somebody tuned or put up for themselves. */
const isOwn = /(\bft:[^:]+):.*|^accounts\/(?!fireworks\/)[^/]+\/|#accounts.*/g;
const isPath = /(^|\/)projects\/|^(~?\/|\.|arn:|[a-z]:\/)|\\|\.gguf$/i;
/** Sentences, questions of an address, and addresses of people. `claude-sonnet-4-5@20250929` is a model. */
const isNoName = /[\s?]|@[^/@]+\.[a-z]{2}|^$/i;

/** Of a folder or a file, however a system writes it. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? '';
}
