/** Times as Kibana's settings want them, with the microseconds that Kibana's own format stops short of. */
import moment from 'moment';
import type { CoreStart } from '../kibana_types';
import { fractionOf } from '../../common/time/micros';

const KIBANA_DEFAULT = 'MMM D, YYYY @ HH:mm:ss.SSS';

export interface TimeFormat {
  /** date and time in Kibana's format and zone, to the microsecond or to as many digits as the source wrote */
  full(micros: number, digits?: number): string;
  /** time of day, as exact, for places where the date is clear */
  clock(micros: number, digits?: number): string;
  /** the day, in few letters, for the marks of an axis; with the time of day where that counts */
  day(micros: number, withTime: boolean): string;
  /** name of the zone, for titles: `Europe/Berlin` */
  zone: string;
}

/**
 * Rewrites a moment.js format so that it shows the given fraction instead of milliseconds: the last run of `S` outside
 * of [brackets] becomes the six digits; a format with seconds only gets them appended to the seconds, one without
 * seconds gets the whole time of day. An empty fraction takes the point before the milliseconds along.
 */
export function withMicroseconds(format: string, fraction: string): string {
  let [millisAt, millisEnd, secondsEnd] = [-1, -1, -1];
  for (let i = 0; i < format.length;) {
    const char = format[i];
    if (char === '[') {
      const close = format.indexOf(']', i);
      i = close < 0 ? format.length : close + 1;
      continue;
    }
    let end = i + 1;
    while (format[end] === char) end++;
    if (char === 'S') [millisAt, millisEnd] = [i, end];
    if (char === 's') secondsEnd = end;
    i = end;
  }
  if (fraction === '' && millisAt >= 0) {
    const point = format[millisAt - 1] === '.' || format[millisAt - 1] === ',' ? 1 : 0;
    return format.slice(0, millisAt - point) + format.slice(millisEnd);
  }
  if (millisAt >= 0) return `${format.slice(0, millisAt)}[${fraction}]${format.slice(millisEnd)}`;
  const appended = fraction === '' ? '' : `[.${fraction}]`;
  if (secondsEnd >= 0) return format.slice(0, secondsEnd) + appended + format.slice(secondsEnd);
  return `${format} HH:mm:ss${appended}`;
}

/** Kibana hands over moment-timezone's moment; plain moment (no zones) falls back to the browser's zone. */
interface Zoned {
  tz?: ((time: number, zone: string) => moment.Moment) & {
    guess?: () => string;
    zone?: (name: string) => unknown;
  };
}

/** Reads `dateFormat` and `dateFormat:tz`. */
export function createTimeFormat(uiSettings: CoreStart['uiSettings']): TimeFormat {
  const format = uiSettings.get<string>('dateFormat', KIBANA_DEFAULT) || KIBANA_DEFAULT;
  const setting = uiSettings.get<string>('dateFormat:tz', 'Browser');
  const { tz } = moment as unknown as Zoned;
  const named = setting && setting !== 'Browser' && tz?.zone?.(setting) ? setting : null;
  const at = (micros: number) => {
    const millis = Math.floor(micros / 1000);
    return named && tz ? tz(millis, named) : moment(millis);
  };
  const show = (micros: number, pattern: string, digits = 6) =>
    Number.isNaN(micros)
      ? '–'
      : at(micros).format(withMicroseconds(pattern, fractionOf(micros).slice(0, digits)));
  return {
    full: (micros, digits) => show(micros, format, digits),
    clock: (micros, digits) => show(micros, 'HH:mm:ss.SSS', digits),
    day: (micros, withTime) =>
      Number.isNaN(micros) ? '–' : at(micros).format(withTime ? 'MMM D, HH:mm' : 'MMM D'),
    zone: named ?? tz?.guess?.() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
