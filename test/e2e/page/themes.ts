/** The four default themes, as the colour scheme and forced colours of the browser window choose them. */
export const themes = [
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none', className: 'vs-dark' },
  { name: 'light', colorScheme: 'light', forcedColors: 'none', className: 'vs' },
  { name: 'high-contrast', colorScheme: 'dark', forcedColors: 'active', className: 'hc-black' },
  { name: 'high-contrast-light', colorScheme: 'light', forcedColors: 'active', className: 'hc-light' },
] as const;

/** How wide a page is drawn, and how large: as a narrow column, as usual, at 200 % and on a wide screen. */
export const sizes = [
  { width: 480, zoom: 1 },
  { width: 1280, zoom: 1 },
  { width: 1280, zoom: 2 },
  { width: 1920, zoom: 1 },
] as const;
