import { i18n } from '@kbn/i18n';
import type { Trace, TraceWarning } from '../../../common/model/trace';
import type { TimeRange } from '../../elasticsearch/queries';
import type { FoundGood } from './find_successful_requests';

/** Of what makes a trace incomplete, a comparison with it is as well. */
const PASSED_ON = new Set(['truncated', 'timed_out', 'shards_failed', 'clusters_skipped', 'indices_refused', 'filtered']);
/** Names, paths that a sentence lists. */
const NAMED = 5;
const MAX_NAME = 200;

const listed = (names: string[]): string => {
  const all = [...new Set(names)];
  return all.slice(0, NAMED).map((name) => name.slice(0, MAX_NAME)).join(', ') + (all.length > NAMED ? ' …' : '');
};

/** Nothing was searched for: it isn't known what the request was, or no audit log tells of others. */
export function notComparable(trace: Trace, reason: 'no_origin' | 'no_audit_log'): TraceWarning[] {
  const message = reason === 'no_origin'
    ? i18n.translate('requestTrace.compare.noOrigin', { defaultMessage: 'It is not known what this request asked for, so there is nothing to look for others by.' })
    : i18n.translate('requestTrace.compare.noAuditLog', { defaultMessage: 'These indices hold no decoded audit log: others of the same kind can’t be looked for.' });
  return [{ code: 'no_good_request', message }, ...passedOn([trace])];
}

/** What a reader has to know of a comparison before believing it. */
export function comparisonWarnings(trace: Trace, found: FoundGood, range: TimeRange): TraceWarning[] {
  return [...whatWasFound(found, range), ...whatDiffers(trace, found), ...passedOn([trace, ...found.good.map((one) => one.trace)])];
}

function whatWasFound({ good, candidates, tried }: FoundGood, { from = '', to = '' }: TimeRange): TraceWarning[] {
  if (good.length === 0) {
    const values = { from, to, candidates, tried };
    return [{
      code: 'no_good_request',
      message: candidates === 0
        ? i18n.translate('requestTrace.compare.noneLike', { defaultMessage: 'No other request of the same kind was answered with success between {from} and {to}. Widen the time range, or take another request to compare with.', values })
        : i18n.translate('requestTrace.compare.noneGood', {
          defaultMessage: '{candidates, plural, one {# request} other {# requests}} of the same kind {candidates, plural, one {was} other {were}} accepted between {from} and {to}; {tried, plural, one {# was} other {# were}} traced, and none is known to have reached its goal.', values,
        }),
    }];
  }
  if (good.length > 1) return [];
  return [{ code: 'one_good_request', message: i18n.translate('requestTrace.compare.onlyOne', { defaultMessage: 'There is one good request only: what it has may be its own peculiarity.' }) }];
}

function whatDiffers({ origin, diagnosis }: Trace, { likeness, good }: FoundGood): TraceWarning[] {
  if (likeness === null) return [];
  if (likeness !== 'same-object') {
    const names = listed(good.map(({ summary }) => [summary.namespace, summary.name].filter(Boolean).join('/')));
    return [{ code: 'different_spec', message: i18n.translate('requestTrace.compare.otherObjects', { defaultMessage: 'The good requests are about other objects ({names}), whose spec may be another.', values: { names } }) }];
  }
  const changes = (diagnosis?.changes ?? []).filter(({ path }) => path.startsWith('spec'));
  if (!changes.length || (origin?.verb !== 'patch' && origin?.verb !== 'update')) return [];
  return [{
    code: 'different_spec',
    message: i18n.translate('requestTrace.compare.changed', { defaultMessage: 'This request changed {paths}: differences may come from that.', values: { paths: listed(changes.map(({ path }) => path)) } }),
  }];
}

function passedOn(traces: Trace[]): TraceWarning[] {
  const byCode = new Map(traces.flatMap(({ warnings }) => warnings.filter(({ code }) => PASSED_ON.has(code)).map((warning) => [warning.code, warning])));
  return [...byCode.values()];
}
