import { env } from 'vscode';
import type { StatusGround } from '../../core/views/lastStatus';
import { accountsSetting, amountsHidden, statusBarShows } from './settings';

export function statusGround(): StatusGround {
  return {
    setting: accountsSetting(),
    shows: statusBarShows(),
    locale: env.language,
    hidden: amountsHidden(),
    zoneOffset: new Date().getTimezoneOffset(),
  };
}
