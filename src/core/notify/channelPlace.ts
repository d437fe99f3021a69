import type { Translate } from '../text/translate';

/** Where a person has set a channel: in the editor, by options of a command, or as a channel of a configuration file. */
export type ChannelPlace = 'editor' | 'options' | 'configuration';

export interface ChannelAdvice {
  /** How another address is set, without an end. */
  readonly address: string;
  readonly secret: string;
  readonly keyword: string;
  readonly sender: string;
  readonly recipients: string;
  /** What to do where no certificate is trusted. */
  readonly trust: string;
}

/** What can be done about a channel in the words of its place: commands, options or fields, and none of another place. */
export function channelAdvice(place: ChannelPlace, t: Translate): ChannelAdvice {
  if (place === 'editor')
    return {
      address: t('set the webhook again'),
      secret: t('enter the secret of the robot again'),
      keyword: t('enter it with the webhook'),
      sender: t('check the sender'),
      recipients: t('check the recipients'),
      trust: t('Check the proxy and certificate settings.'),
    };
  const fields = {
    secret: t('write that of the robot where "secret" names it'),
    keyword: t('name it with "keyword"'),
    sender: t('check "from"'),
    recipients: t('check "to"'),
    trust: t('Check HTTPS_PROXY and, for certificates of your own, NODE_EXTRA_CA_CERTS.'),
  };
  if (place === 'configuration') return { ...fields, address: t('write a new one where "url" of the channel names it') };
  return {
    ...fields,
    address: t('set the variable of --webhook-env to a new one'),
    // No option can say these.
    secret: t('name that of the robot with "secret" of a channel in a configuration (--config)'),
    keyword: t('name it with "keyword" of a channel in a configuration (--config)'),
  };
}
