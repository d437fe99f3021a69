export { claudeCode } from './claudeCode';
export { codewhale } from './codewhale';
export { codex } from './codex';
export { deepseekHarness } from './deepseekHarness';
export { gemini } from './gemini';
export { qwen } from './qwen';
