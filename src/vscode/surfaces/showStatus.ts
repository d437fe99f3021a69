import { type StatusBarItem, ThemeColor } from 'vscode';
import type { StatusView } from '../../core/views/statusView';

/** The same at start and afterwards. */
export function showStatus(item: StatusBarItem, { text, background, dim, label }: StatusView): void {
  item.text = text;
  item.backgroundColor = background === null ? undefined : new ThemeColor(`statusBarItem.${background}Background`);
  item.color = dim && background === null ? new ThemeColor('descriptionForeground') : undefined;
  item.accessibilityInformation = { label, role: 'button' };
}
