export { aider } from './aider';
export { amp } from './amp';
export { claudeCode } from './claudeCode';
export { cline } from './cline';
export { continueDev } from './continueDev';
export { kimiCode } from './kimiCode';
export { roo } from './roo';
