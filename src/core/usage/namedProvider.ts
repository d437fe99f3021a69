import { guessProvider } from './guessProvider';
import type { LoggedProvider } from './loggedCall';

/** What tools call a provider of whom they know only how it is spoken to, at an address that a person gave. */
const spokenTo = new Set(['openai', 'openai-compatible', 'unknown']);

/**
 * The provider that a tool names, unless the name only says that it is spoken to as OpenAI is, or as Anthropic is while the model is
 * another company's: then what the model suggests.
 */
export function namedProvider(name: string | undefined, model: string | null): LoggedProvider | null {
  const guess = guessProvider(model);
  const isOther = name === 'anthropic' && guess !== null && guess.name !== name;
  return name === undefined || isOther || spokenTo.has(name) ? guess : { name, evidence: 'logged' };
}
