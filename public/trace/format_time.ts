/** Times as Kibana's settings want them, with the microseconds that Kibana's own format stops short of. */
import moment from 'moment';
import type { CoreStart } from '../kibana_types';
import { fractionOf } from '../../common/time/micros';

const KIBANA_DEFAULT = 'MMM D, YYYY @ HH:mm:ss.SSS';

export interface TimeFormat {
  /** date and time to the microsecond in Kibana's format and zone */
  full(micros: number): string;
  /** time of day to the microsecond, for places where the date is clear */
  clock(micros: number): string;
  /** name of the zone, for titles: `Europe/Berlin` */
  zone: string;
}

/**
 * Rewrites a moment.js format so that it shows the given fraction instead of milliseconds: the last run of `S` outside
 * of [brackets] becomes the six digits; a format with seconds only gets them appended to the seconds, one without
 * seconds gets the whole time of day.
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
  const literal = `[${fraction}]`;
  if (millisAt >= 0) return format.slice(0, millisAt) + literal + format.slice(millisEnd);
  if (secondsEnd >= 0) return `${format.slice(0, secondsEnd)}[.]${literal}${format.slice(secondsEnd)}`;
  return `${format} HH:mm:ss[.]${literal}`;
}

/** Kibana hands over moment-timezone's moment; plain moment (no zones) falls back to the browser's zone. */
interface Zoned {
  tz?: ((time: number, zone: string) => moment.Moment) & { guess?: () => string; zone?: (name: string) => unknown };
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
  const show = (micros: number, pattern: string) =>
    (Number.isNaN(micros) ? '–' : at(micros).format(withMicroseconds(pattern, fractionOf(micros))));
  return {
    full: (micros) => show(micros, format),
    clock: (micros) => show(micros, 'HH:mm:ss.SSS'),
    zone: named ?? tz?.guess?.() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
