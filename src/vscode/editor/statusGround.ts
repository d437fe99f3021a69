import { env } from 'vscode';
import type { StatusGround } from '../../core/views/lastStatus';
import { accountsSetting, amountsHidden, statusBarStyle } from './settings';

export function statusGround(): StatusGround {
  return {
    setting: accountsSetting(),
    ...statusBarStyle(),
    locale: env.language,
    hidden: amountsHidden(),
    zoneOffset: new Date().getTimezoneOffset(),
  };
}
