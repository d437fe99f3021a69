import type * as vscode from 'vscode';
import { showPick } from '../editor/dialogs';
import { refreshMinutes, setRefreshMinutes } from '../editor/settings';
import { t } from '../editor/translation';

interface Choice extends vscode.QuickPickItem {
  readonly minutes: number;
}

const choices = [0, 5, 15, 30, 60, 240, 1440];

/** Switches the timer on and off. Nothing is watched before a person chose so. */
export async function watchBalances(): Promise<void> {
  const now = refreshMinutes();
  const all = [...new Set([...choices, now])].sort((a, b) => a - b);
  const items = all.map((minutes): Choice => ({
    minutes,
    label: choiceText(minutes),
    ...(minutes === now ? { description: t('now') } : {}),
  }));
  const chosen = await showPick(items, {
    title: t('Watch Balances'),
    placeHolder: t('How often should all accounts be checked? One window does it for all.'),
  });
  if (chosen && chosen.minutes !== now) await setRefreshMinutes(chosen.minutes);
}

export function choiceText(minutes: number): string {
  if (minutes === 0) return t('Off: only when you ask');
  if (minutes % 60 === 0 && minutes > 60) return t('Every {count} hours', { count: minutes / 60 });
  return minutes === 60 ? t('Every hour') : t('Every {count} minutes', { count: minutes });
}
