import { defaultThresholdTexts } from '../core/model/defaultThresholdTexts';

/** What says which account is asked, and with which key. */
export const accountOptions = {
  'base-url': { value: 'URL', help: 'Ask this address: of a gateway you host, or of a mirror' },
  site: { value: 'NAME', help: 'The site of the provider, which decides the currency where answers name none' },
  team: { value: 'ID', help: 'The team or organisation to ask about, where a key reaches several' },
  'key-env': { value: 'NAME', help: 'Read the key from this environment variable', completes: 'variables' },
  'key-file': { value: 'FILE', help: 'Read the key from this file, such as /run/secrets/key', completes: 'files' },
  'secret-env': { value: 'NAME=VAR', help: 'A further secret of a description, from a variable; may be repeated' },
  definition: {
    value: 'FILE',
    help: 'A description of an endpoint or a database of your own (docs/describe-your-own.md)',
    completes: 'files',
  },
  low: { value: 'AMOUNT', help: `From which amount on a balance counts as low, in every unit; else ${defaultThresholdTexts.join(', ')}` },
} as const;
