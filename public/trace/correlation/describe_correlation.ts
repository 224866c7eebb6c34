/** How a trace that no ID holds together was put together, in a line: for the page and for tickets. */
import { i18n } from '@kbn/i18n';
import type { BandCounts } from './confidence_counts';

/** `Put together from the objects that 312 records name; 288 of them sure. 12 may belong to other requests as well.` */
export function describeCorrelation({ all, sure, shared }: BandCounts): string {
  const summary = i18n.translate('requestTrace.objectsTrace.line', {
    defaultMessage:
      'Put together from the objects that {all, plural, one {# record names} other {# records name}}; {sure, number} of them sure.',
    values: { all, sure },
  });
  if (shared === 0) return summary;
  return `${summary} ${i18n.translate('requestTrace.objectsTrace.shared', {
    defaultMessage:
      '{shared, plural, one {# may belong to another request} other {# may belong to other requests}} as well.',
    values: { shared },
  })}`;
}
