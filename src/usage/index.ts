export { claudeCode } from './claudeCode';
export { cline } from './cline';
export { roo } from './roo';
export { kimiCode } from './kimiCode';
