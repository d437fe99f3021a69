/** Milliseconds as the base unit of time in metrics: `1700000000.25`, and no digits that are not known. */
export function secondsText(milliseconds: number): string {
  const whole = Math.trunc(Math.abs(milliseconds));
  const fraction = (whole % 1000).toString().padStart(3, '0').replace(/0+$/, '');
  const text = `${Math.floor(whole / 1000)}${fraction === '' ? '' : `.${fraction}`}`;
  return milliseconds < 0 && whole > 0 ? `-${text}` : text;
}
