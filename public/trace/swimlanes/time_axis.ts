/**
 * The picture's x axis. It counts from the request's start, not in wall-clock time, because charts' time scale stops at
 * milliseconds (a Date) while records are microseconds apart: a linear scale zooms down to the last one.
 */

export interface AxisUnit {
  /** microseconds in one unit */
  size: number;
  name: 's' | 'min' | 'h' | 'd';
}

const AXIS_UNITS: AxisUnit[] = [
  { size: 1e6, name: 's' },
  { size: 60e6, name: 'min' },
  { size: 3600e6, name: 'h' },
  { size: 86_400e6, name: 'd' },
];

/** A unit in which round numbers are round for people: seconds below five minutes, minutes below five hours, and so on. */
export function chooseAxisUnit(spanMicros: number): AxisUnit {
  return AXIS_UNITS.findLast((unit) => spanMicros >= unit.size * 5) ?? AXIS_UNITS[0]!;
}

/** `+12.5 s`, `0 s`: digits enough for ticks this close together, at most microseconds. */
export function formatTick(value: number, span: number, unit: AxisUnit['name']): string {
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(Math.max(span, 1e-9) / 100))));
  const text = Number(value.toFixed(digits)).toString();
  return Number(text) === 0 ? `0 ${unit}` : `${value > 0 ? '+' : ''}${text} ${unit}`;
}

export interface TimeSpan {
  from: number;
  to: number;
}

/** At least 20 µs wide, so that a single moment is still a picture, and a little air at both ends. */
export function padSpan({ from, to }: TimeSpan): TimeSpan {
  const padding = Math.max(10, Math.ceil((to - from) * 0.015));
  return { from: from - padding, to: to + padding };
}

/** Zooms around a point (microseconds since the epoch) by a factor below 1 (in) or above (out), kept within `bounds`. */
export function zoomSpan(
  span: TimeSpan,
  center: number,
  factor: number,
  bounds: TimeSpan
): TimeSpan {
  const width = Math.max(20, (span.to - span.from) * factor);
  if (width >= bounds.to - bounds.from) return bounds;
  const share = (center - span.from) / Math.max(1, span.to - span.from);
  return clampSpan({ from: center - width * share, to: center + width * (1 - share) }, bounds);
}

/** Moves by a share of the shown width (negative: earlier), kept within `bounds`. */
export function panSpan(span: TimeSpan, share: number, bounds: TimeSpan): TimeSpan {
  const shift = (span.to - span.from) * share;
  return clampSpan({ from: span.from + shift, to: span.to + shift }, bounds);
}

function clampSpan(span: TimeSpan, bounds: TimeSpan): TimeSpan {
  const width = Math.min(span.to - span.from, bounds.to - bounds.from);
  const from = Math.min(Math.max(span.from, bounds.from), bounds.to - width);
  return { from: Math.round(from), to: Math.round(from + width) };
}
