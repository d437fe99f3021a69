import { element } from './element';

/** What is drawn on a canvas. The colours are in history.css, where the theme's variables can be mixed. */
export interface CanvasColors {
  readonly text: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  readonly line: string;
  readonly area: string;
  readonly areaEnd: string;
  readonly band: string;
  readonly threshold: string;
  readonly gap: string;
  readonly cone: string;
  readonly topUp: string;
  readonly grant: string;
  readonly adjustment: string;
  readonly expiry: string;
  readonly setBack: string;
  readonly bar: string;
  readonly settling: string;
  readonly font: string;
}

/** Reads the colours that the style sheet gives now; a canvas does not follow a theme by itself. */
export function readColors(): CanvasColors {
  const holder = element('div', { class: 'canvas-colors', 'aria-hidden': 'true' });
  const probe = (role: string): HTMLElement => holder.appendChild(element('i', { class: `colors-${role}` }));
  const probes = {
    text: probe('text'),
    muted: probe('muted'),
    background: probe('background'),
    grid: probe('grid'),
    line: probe('line'),
    area: probe('area'),
    areaEnd: probe('areaEnd'),
    band: probe('band'),
    threshold: probe('threshold'),
    gap: probe('gap'),
    cone: probe('cone'),
    topUp: probe('topUp'),
    grant: probe('grant'),
    adjustment: probe('adjustment'),
    expiry: probe('expiry'),
    setBack: probe('setBack'),
    bar: probe('bar'),
    settling: probe('settling'),
  };
  // All are in place before the first look: a change between two looks would have the page styled again each time.
  document.body.append(holder);
  const of = (node: HTMLElement): string => getComputedStyle(node).color;
  const colors = {
    text: of(probes.text),
    muted: of(probes.muted),
    background: of(probes.background),
    grid: of(probes.grid),
    line: of(probes.line),
    area: of(probes.area),
    areaEnd: of(probes.areaEnd),
    band: of(probes.band),
    threshold: of(probes.threshold),
    gap: of(probes.gap),
    cone: of(probes.cone),
    topUp: of(probes.topUp),
    grant: of(probes.grant),
    adjustment: of(probes.adjustment),
    expiry: of(probes.expiry),
    setBack: of(probes.setBack),
    bar: of(probes.bar),
    settling: of(probes.settling),
    font: `11px ${getComputedStyle(holder).fontFamily}`,
  };
  holder.remove();
  return colors;
}

/** Calls back when the theme changes: VS Code then writes the body's class and the root's variables. */
export function watchTheme(onChange: () => void): MutationObserver {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return observer;
}
