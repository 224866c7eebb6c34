import dateMath from '@elastic/datemath';
import moment from 'moment';
import type { TimeRange } from '../services/plugins';

/** Times as Kibana writes them, in UTC: the zone of the page's `dateFormat:tz`. */
export const formatTime = (time: unknown): string => {
  const parsed = moment.utc(time as string);
  return parsed.isValid() ? parsed.format('MMM D, YYYY @ HH:mm:ss.SSS') : String(time);
};

/** The range in ISO 8601, with date math resolved; undefined where it can't be read. */
export function resolveTimeRange({ from, to }: TimeRange): TimeRange | undefined {
  const start = dateMath.parse(from);
  const end = dateMath.parse(to, { roundUp: true });
  if (!start?.isValid() || !end?.isValid()) return undefined;
  return { from: start.toISOString(), to: end.toISOString() };
}

const BAR_WIDTHS_MS = [
  1, 10, 100, 1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000,
  10_800_000, 43_200_000, 86_400_000, 604_800_000, 2_592_000_000,
];

/** Width of a histogram's bar, in milliseconds: a round step that gives at most 80 bars, or a day's multiple. */
export function chooseBarWidth({ from, to }: TimeRange): number {
  const wanted = (Date.parse(to) - Date.parse(from)) / 80;
  return (
    BAR_WIDTHS_MS.find((step) => step >= wanted) ?? Math.ceil(wanted / 86_400_000) * 86_400_000
  );
}
