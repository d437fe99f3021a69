import type { CanvasColors } from './canvasColors';

/** The chart as it is on screen, with a heading, on the theme's own background. PNG in base64. */
export function picture(canvases: readonly HTMLCanvasElement[], headings: readonly string[], colors: CanvasColors): string {
  const dot = devicePixelRatio;
  const margin = 16 * dot;
  const lineHeight = 20 * dot;
  const width = Math.max(...canvases.map((canvas) => canvas.width)) + 2 * margin;
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = margin * 2 + headings.length * lineHeight + canvases.reduce((sum, { height }) => sum + height, 0);
  const context = picture.getContext('2d');
  if (!context) return '';
  context.fillStyle = colors.background;
  context.fillRect(0, 0, picture.width, picture.height);
  let y = margin;
  for (const [index, text] of headings.entries()) {
    context.fillStyle = index === 0 ? colors.text : colors.muted;
    context.font = colors.font.replace('11px', `${(index === 0 ? 14 : 11) * dot}px`);
    context.fillText(text, margin, y + lineHeight * 0.7, width - 2 * margin);
    y += lineHeight;
  }
  for (const canvas of canvases) {
    context.drawImage(canvas, margin, y);
    y += canvas.height;
  }
  return picture.toDataURL('image/png').slice('data:image/png;base64,'.length);
}
