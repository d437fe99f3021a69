export { claudeCode } from './claudeCode';
export { codewhale } from './codewhale';
export { codex } from './codex';
export { deepseekHarness } from './deepseekHarness';
