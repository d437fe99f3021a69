import { randomFrom } from './randomFrom';

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const hex = `${digits}abcdef`;
const alphanumeric = `${digits}${lower}${upper}`;
const url = `${alphanumeric}-_`;

type Part = string | readonly [alphabet: string, length: number];
type Shape = readonly [maker: string, ...parts: Part[]];

const uuid: readonly Part[] = [[hex, 8], '-', [hex, 4], '-', [hex, 4], '-', [hex, 4], '-', [hex, 12]];
const ofText = (length: number): readonly Part[] => [[alphanumeric, length]];

/**
 * How keys of makers are built; their bodies are made up while a test runs, so that none of them lies anywhere.
 * @see https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml
 * @see https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors
 * @see https://openrouter.ai/docs/guides/features/guardrails/secret-formats.md
 * and the placeholders and environment pages of each maker.
 */
export const makers: readonly Shape[] = [
  ['OpenAI', 'sk-', [alphanumeric, 20], 'T3BlbkFJ', [alphanumeric, 20]],
  ['OpenAI project', 'sk-proj-', [url, 74], 'T3BlbkFJ', [url, 74]],
  ['OpenAI service account', 'sk-svcacct-', [url, 74], 'T3BlbkFJ', [url, 74]],
  ['OpenAI admin', 'sk-admin-', [url, 58], 'T3BlbkFJ', [url, 58]],
  ['OpenAI session', 'sess-', [alphanumeric, 40]],
  ['Anthropic', 'sk-ant-api03-', [url, 93], 'AA'],
  ['Anthropic admin', 'sk-ant-admin01-', [url, 93], 'AA'],
  ['Anthropic OAuth', 'sk-ant-oat01-', [url, 93], 'AA'],
  ['OpenRouter', 'sk-or-v1-', [hex, 64]],
  ['DeepSeek', 'sk-', [hex, 32]],
  ['Moonshot', 'sk-', [alphanumeric, 48]],
  ['Kimi', 'sk-kimi-', [alphanumeric, 64]],
  ['SiliconFlow', 'sk-', [lower, 48]],
  ['Alibaba', 'sk-', [hex, 32]],
  ['Stability', 'sk-', [alphanumeric, 48]],
  ['LiteLLM', 'sk-', [url, 22]],
  ['New API', 'sk-', [alphanumeric, 48]],
  ['302.AI', 'sk-', [alphanumeric, 48]],
  ['ZenMux', 'sk-ai-v1-', [hex, 64]],
  ['ZenMux management', 'sk-mg-v1-', [hex, 64]],
  ['Requesty', 'rqsty-sk-', [url, 64]],
  ['NanoGPT', 'sk-nano-', ...uuid],
  ['Google', 'AIzaSy', [url, 33]],
  ['Groq', 'gsk_', [alphanumeric, 52]],
  ['xAI', 'xai-', [alphanumeric, 80]],
  ['xAI management', 'xai-token-', [alphanumeric, 80]],
  ['Perplexity', 'pplx-', [alphanumeric, 48]],
  ['Fireworks', 'fw_', [alphanumeric, 24]],
  ['Together', [hex, 64]],
  ['Mistral', ...ofText(32)],
  ['Cohere', ...ofText(40)],
  ['Cerebras', 'csk-', [`${digits}${lower}`, 48]],
  ['Replicate', 'r8_', [alphanumeric, 37]],
  ['ElevenLabs', 'sk_', [hex, 48]],
  ['Deepgram', [hex, 40]],
  ['AssemblyAI', [hex, 32]],
  ['Novita', 'sk_', [url, 43]],
  ['Chutes', 'cpk_', [hex, 32], '.', [hex, 32], '.', [alphanumeric, 32]],
  ['Featherless', 'rc_', [hex, 64]],
  ['fal', ...uuid, ':', [hex, 32]],
  ['RunPod', 'rpa_', [`${digits}${upper}`, 36]],
  ['Vast.ai', [hex, 64]],
  ['DeepInfra', ...ofText(32)],
  ['Vercel', 'vck_', [alphanumeric, 56]],
  ['Volcengine', ...uuid],
  ['Zhipu', [hex, 32], '.', [alphanumeric, 16]],
  ['Baidu', 'bce-v3/ALTAK-', [alphanumeric, 21], '/', [hex, 40]],
  ['Kilo and other JSON Web Tokens', 'eyJhbGciOiJIUzI1NiJ9.eyJ', [url, 60], '.', [url, 43]],
  ['NVIDIA', 'nvapi-', [url, 64]],
  ['Jina', 'jina_', [alphanumeric, 60]],
  ['Pinecone', 'pcsk_', [alphanumeric, 6], '_', [alphanumeric, 63]],
  ['LangSmith', 'lsv2_pt_', [hex, 32], '_', [hex, 10]],
  ['Langfuse', 'pk-lf-', ...uuid],
  ['Langfuse secret', 'sk-lf-', ...uuid],
  ['Databricks', 'dapi', [hex, 32]],
  ['Tavily', 'tvly-dev-', [alphanumeric, 32]],
  ['Firecrawl', 'fc-', [hex, 32]],
  ['AWS', 'AKIA', [`${upper}234567`, 16]],
  ['AWS Bedrock', 'ABSK', [alphanumeric, 120]],
  ['Stripe', 'sk_live_', [alphanumeric, 24]],
  ['GitHub', 'ghp_', [alphanumeric, 36]],
  ['GitHub fine-grained', 'github_pat_', [`${alphanumeric}_`, 82]],
  ['GitLab', 'glpat-', [url, 20]],
  ['Slack', 'xoxb-', [digits, 12], '-', [digits, 12], '-', [alphanumeric, 24]],
  ['Supabase', 'sb_secret_', [url, 31]],
  ['Supabase publishable', 'sb_publishable_', [url, 31]],
  ['Supabase access', 'sbp_', [hex, 40]],
  ['Neon', 'napi_', [alphanumeric, 64]],
  ['DigitalOcean', 'dop_v1_', [hex, 64]],
];

/** With a beginning of their own as well, and bodies of letters alone, or with signs within that break a run. */
export const lettersAlone: readonly Shape[] = [
  ['Voyage', 'pa-', [url, 43]],
  ['Fireworks, by chance without a digit', 'fw_', [`${lower}${upper}`, 24]],
  ['Replicate, likewise', 'r8_', [`${lower}${upper}`, 37]],
  ['Tavily, likewise', 'tvly-dev-', [`${lower}${upper}`, 32]],
  ['Hugging Face', 'hf_', [`${lower}${upper}`, 34]],
  ['Hugging Face organisation', 'api_org_', [`${lower}${upper}`, 34]],
  ['Together', 'tgp_v1_', [url, 43]],
  ['Google, newer', 'AQ.Ab8RN6', [url, 44]],
  ['AWS, for a while', 'ASIA', [`${upper}234567`, 16]],
  ['GitHub refresh', 'ghr_', [alphanumeric, 36]],
  ['GitLab deploy', 'gldt-', [url, 20]],
  ['GitLab runner', 'glrt-', [url, 20]],
  ['Modal', 'ak-', [alphanumeric, 22]],
  ['Modal secret', 'as-', [alphanumeric, 22]],
  ['Telegram', [digits, 10], ':AA', [url, 33]],
  ['Hashicorp', 'hvs.', [url, 90]],
  ['Azure', [alphanumeric, 3], '8Q~', [url, 34]],
];

/** So many keys of one shape, the same on every machine. */
export function keysOf([maker, ...parts]: Shape, count = 100): readonly string[] {
  const random = randomFrom(Array.from(maker).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  const textOf = (part: Part): string =>
    typeof part === 'string' ? part : Array.from({ length: part[1] }, () => part[0][Math.floor(random() * part[0].length)]).join('');
  return Array.from({ length: count }, () => parts.map(textOf).join(''));
}
