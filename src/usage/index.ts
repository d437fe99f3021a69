export { claudeCode } from './claudeCode';
