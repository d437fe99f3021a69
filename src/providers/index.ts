export { deepseek } from './deepseek';
export { gemini } from './gemini';
export { groq } from './groq';
export { moonshot } from './moonshot';
export { novita } from './novita';
export { openrouter } from './openrouter';
export { together } from './together';
