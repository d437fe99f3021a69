export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** Of a day that no clock change made longer or shorter. */
export const dayMs = 24 * hourMs;
