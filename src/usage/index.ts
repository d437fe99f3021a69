export { claudeCode } from './claudeCode';
export { copilot } from './copilot';
export { crush } from './crush';
export { goose } from './goose';
export { kilo } from './kilo';
export { opencode } from './opencode';
