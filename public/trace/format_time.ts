/** Times as Kibana's settings want them, with the microseconds that Kibana's own format stops short of. */
import moment from 'moment';
import type { CoreStart } from '../kibana_types';
import { formatFraction } from '../../common/time/micros';

const DEFAULT_DATE_FORMAT = 'MMM D, YYYY @ HH:mm:ss.SSS';

export interface TimeFormat {
  /** date and time in Kibana's format and zone, to the microsecond or to as many digits as the source wrote */
  formatFull(micros: number, digits?: number): string;
  /** time of day, as exact, for places where the date is clear */
  formatTimeOfDay(micros: number, digits?: number): string;
  /** the day, in few letters, for the marks of an axis; with the time of day where that counts */
  formatDay(micros: number, withTime: boolean): string;
  /** name of the zone, for titles: `Europe/Berlin` */
  zoneName: string;
}

/**
 * Rewrites a moment.js format so that it shows the given fraction instead of milliseconds: the last run of `S` outside
 * of [brackets] becomes the six digits; a format with seconds only gets them appended to the seconds, one without
 * seconds gets the whole time of day. An empty fraction takes the point before the milliseconds along.
 */
export function replaceFraction(format: string, fraction: string): string {
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
interface MomentTimezone {
  tz?: ((time: number, zone: string) => moment.Moment) & {
    guess?: () => string;
    zone?: (name: string) => unknown;
  };
}

/** Reads `dateFormat` and `dateFormat:tz`. */
export function createTimeFormat(uiSettings: CoreStart['uiSettings']): TimeFormat {
  const format = uiSettings.get<string>('dateFormat', DEFAULT_DATE_FORMAT) || DEFAULT_DATE_FORMAT;
  const setting = uiSettings.get<string>('dateFormat:tz', 'Browser');
  const { tz } = moment as unknown as MomentTimezone;
  const timeZone = setting && setting !== 'Browser' && tz?.zone?.(setting) ? setting : null;
  const toMoment = (micros: number) => {
    const millis = Math.floor(micros / 1000);
    return timeZone && tz ? tz(millis, timeZone) : moment(millis);
  };
  const formatMicros = (micros: number, pattern: string, digits = 6) =>
    Number.isNaN(micros)
      ? '–'
      : toMoment(micros).format(replaceFraction(pattern, formatFraction(micros).slice(0, digits)));
  return {
    formatFull: (micros, digits) => formatMicros(micros, format, digits),
    formatTimeOfDay: (micros, digits) => formatMicros(micros, 'HH:mm:ss.SSS', digits),
    formatDay: (micros, withTime) =>
      Number.isNaN(micros) ? '–' : toMoment(micros).format(withTime ? 'MMM D, HH:mm' : 'MMM D'),
    zoneName: timeZone ?? tz?.guess?.() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
