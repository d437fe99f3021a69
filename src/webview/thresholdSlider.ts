import type uPlot from 'uplot';
import { nearest, pleasantStep, stepped } from '../core/historyPage/pleasantStep';
import type { SeriesView } from '../core/historyPage/seriesView';
import type { AccountId } from '../core/model/accountId';
import { clamped, microsPerUnit, type Micros, type Unit } from '../core/money/money';
import { pixelsOnly } from './drawingArea';
import { element, whenFocused } from './element';
import type { Texts } from './texts';

export interface ThresholdSlider {
  /** Off a chart that goes: what is being moved is not let go of by that. */
  readonly lift: () => void;
  /** Beside the threshold of a chart that was just drawn; nowhere without one, or where amounts are hidden. */
  readonly place: (plot: uPlot | null, account: AccountId, line: SeriesView, texts: Texts, hidden: boolean) => void;
}

interface Placed {
  readonly plot: uPlot;
  readonly account: AccountId;
  readonly unit: Unit;
  readonly texts: Texts;
  readonly committed: Micros;
  readonly step: Micros;
}

const manySteps = 10;
const stepsOf: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: manySteps,
  PageDown: -manySteps,
  Home: -Infinity,
};

/** The grip at the end of the threshold's line. What it is moved to counts when it is let go of, left, or Enter is pressed. */
export function thresholdSlider(commit: (account: AccountId, amount: Micros, unit: Unit) => void): ThresholdSlider {
  const label = element('span', { class: 'grip-amount', 'aria-hidden': 'true' });
  const grip = element(
    'div',
    { class: 'grip', role: 'slider', tabindex: '0', 'aria-orientation': 'vertical', 'aria-valuemin': '0' },
    label,
  );
  let placed: Placed | null = null;
  /** Not said yet, or said and not answered yet. */
  let moved: Micros | null = null;
  let isMoving = false;
  let isLifted = false;
  let hadFocus = false;

  function draw(): void {
    if (!placed) return;
    const { plot, texts, committed } = placed;
    const amount = moved ?? committed;
    const { clientHeight } = plot.over;
    grip.style.top = `${Math.max(0, Math.min(clientHeight, plot.valToPos(pixelsOnly(amount), 'y')))}px`;
    grip.classList.toggle('is-moved', moved !== null);
    grip.setAttribute('aria-valuenow', String(pixelsOnly(amount)));
    grip.setAttribute('aria-valuemax', String(Math.max(plot.scales['y']?.max ?? 0, pixelsOnly(amount))));
    grip.setAttribute('aria-valuetext', texts.money(amount));
    label.textContent = moved === null ? '' : texts.money(amount);
  }

  function move(amount: Micros): void {
    isMoving = true;
    moved = amount === placed?.committed ? null : amount;
    draw();
  }

  function end(isWanted: boolean): void {
    if (!isMoving || !placed) return;
    isMoving = false;
    if (isWanted && moved !== null) commit(placed.account, moved, placed.unit);
    else moved = null;
    draw();
  }

  grip.addEventListener('keydown', (event) => {
    if (event.key === 'Tab' || !placed) return;
    // The chart around it has the same keys for its cursor.
    event.stopPropagation();
    const times = stepsOf[event.key];
    if (times !== undefined) move(stepped(moved ?? placed.committed, placed.step, times));
    else if (event.key === 'Enter' || event.key === 'Escape') end(event.key === 'Enter');
    else return;
    event.preventDefault();
  });
  grip.addEventListener('blur', () => {
    if (!isLifted) end(true);
  });
  // What is pressed here is no part of the chart to zoom into.
  for (const kind of ['mousedown', 'dblclick'] as const) grip.addEventListener(kind, (event) => event.stopPropagation());
  grip.addEventListener('pointerdown', (event) => grip.setPointerCapture(event.pointerId));
  grip.addEventListener('pointermove', (event) => {
    if (!placed || !grip.hasPointerCapture(event.pointerId)) return;
    const { plot, step } = placed;
    const at = event.clientY - plot.over.getBoundingClientRect().top;
    move(nearest(clamped(Math.round(plot.posToVal(at, 'y') * microsPerUnit)), step));
  });
  grip.addEventListener('pointerup', () => end(true));
  grip.addEventListener('pointercancel', () => end(false));

  return {
    lift: () => {
      hadFocus = document.activeElement === grip;
      isLifted = true;
      grip.remove();
    },
    place: (plot, account, { level, unit }, texts, hidden) => {
      isLifted = false;
      if (!plot || level?.kind !== 'threshold' || hidden) {
        [placed, moved, isMoving] = [null, null, false];
        return void grip.remove();
      }
      // What is moved is the line of one account: another that takes its place is not moved on.
      if (!isMoving || unit !== placed?.unit || account !== placed.account) [moved, isMoving] = [null, false];
      const most = clamped(Math.round((plot.scales['y']?.max ?? 0) * microsPerUnit));
      placed = { plot, account, unit, texts, committed: level.amount, step: pleasantStep(most, unit) };
      grip.setAttribute('aria-label', texts.words.levels.threshold);
      grip.title = texts.words.moveThreshold;
      plot.over.append(grip);
      draw();
      if (hadFocus) whenFocused(() => grip.focus());
    },
  };
}
