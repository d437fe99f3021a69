export { claudeCode } from './claudeCode';
export { codex } from './codex';
export { deepseekHarness } from './deepseekHarness';
