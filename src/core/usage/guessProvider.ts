import type { LoggedProvider } from './loggedCall';

/** Beginnings of model names that one company alone gives. Such a guess books nothing on an account; a person may confirm it. */
const families: Readonly<Record<string, string>> = {
  claude: 'anthropic',
  gpt: 'openai',
  gemini: 'google',
  glm: 'zai',
  kimi: 'moonshotai',
  minimax: 'minimax',
  grok: 'xai',
  mistral: 'mistral',
  qwen: 'alibaba',
};

/** Names with a company before a slash are those of resellers, of which any may be meant. */
export function guessProvider(model: string | null): LoggedProvider | null {
  const lower = model?.toLowerCase() ?? '';
  if (lower.includes('/')) return null;
  const [family = ''] = /^[a-z]+/.exec(lower) ?? [];
  const name = Object.hasOwn(families, family) ? families[family] : Object.hasOwn(ownNames, family) ? family : undefined;
  return name === undefined ? null : { name, evidence: 'model' };
}

/** Families that are called as their company is. */
const ownNames = { deepseek: true } as const;

/** All of these companies. */
export const makers: readonly string[] = [...Object.values(families), ...Object.keys(ownNames)];
