/** Warnings of a trace that its objects hold together: its limits, and what the logs lacked. */
import { i18n } from '@kbn/i18n';
import { placeOf, type WarningEntries } from './warning_entry';

interface Clock {
  component: string;
  node?: string;
  seconds: number;
}

/** Components go by their names. */
function logName(log: string): string {
  if (log === 'audit')
    return i18n.translate('requestTrace.warningText.auditLog', { defaultMessage: 'the audit log' });
  if (log === 'event')
    return i18n.translate('requestTrace.warningText.events', { defaultMessage: 'Events' });
  return log;
}

export const OBJECT_TRACE_WARNINGS = {
  hops_limited: {
    code: 'hops_limited',
    text: ({ hops }: { hops: number }) =>
      i18n.translate('requestTrace.warningText.hopsLimited', {
        defaultMessage:
          'Objects more than {hops, number} steps away from the request’s own are not followed: what became of them is missing. Trace a request on the last object of a path to go on from there.',
        values: { hops },
      }),
  },
  trace_objects_limited: {
    code: 'objects_limited',
    text: ({ limit, count }: { limit: number; count: number }) =>
      i18n.translate('requestTrace.warningText.membersLimited', {
        defaultMessage:
          'The request changed more than {limit, number} objects: {count, plural, one {# more is} other {# more are}} not followed, and what names only {count, plural, one {it} other {these}} is missing. Narrow the time range.',
        values: { limit, count },
      }),
  },
  searches_limited: {
    code: 'searches_limited',
    text: () =>
      i18n.translate('requestTrace.warningText.searchesLimited', {
        defaultMessage:
          'The objects of this trace were not followed to their end: it took as many searches, or documents, as one trace may. Records that come late or over many objects may be missing. Narrow the time range.',
      }),
  },
  documents_limited: {
    code: 'truncated',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.documentsLimited', {
        defaultMessage:
          'At least {count, plural, one {# document that names} other {# documents that name}} this trace’s objects {count, plural, one {was} other {were}} not looked at, as one search may bring only so many; the latest are left out. Narrow the time range.',
        values: { count },
      }),
  },
  window_limited: {
    code: 'window_limited',
    text: ({ time }: { time: string }) =>
      i18n.translate('requestTrace.warningText.windowLimited', {
        defaultMessage:
          'What the request began was still going on at {time}, where the search ended: what came later is missing. Widen the time range (or requestTrace.maxRange).',
        values: { time },
      }),
  },
  no_bodies: {
    code: 'no_bodies',
    text: () =>
      i18n.translate('requestTrace.warningText.noBodies', {
        defaultMessage:
          'No audit record here holds what was sent or answered (audit policy level Metadata): which object owns which is told by Events, lines and names only, so the trace is less sure, and what nobody else tells is missing. Use level RequestResponse for what changes objects.',
      }),
  },
  no_uids: {
    code: 'no_uids',
    text: () =>
      i18n.translate('requestTrace.warningText.noUids', {
        defaultMessage:
          'No audit record here holds a uid or an owner: Elastic’s Kubernetes integration drops the metadata of requestObject and responseObject. Objects are told apart by name and time, so the trace is less sure where names are used again. Keep the metadata in the ingest pipeline.',
      }),
  },
  log_missing: {
    code: 'log_missing',
    /** `logs`: components, `audit`, `event` */
    text: ({ logs }: { logs: readonly string[] }) =>
      i18n.translate('requestTrace.warningText.logMissing', {
        defaultMessage:
          'For this time the indices hold nothing of {logs}, where this request must have left traces: what only these tell is missing here, and what follows from it is less sure. Collect {count, plural, one {this log} other {these logs}}, or add {count, plural, one {its index} other {their indices}}.',
        values: { logs: logs.map(logName).join(', '), count: logs.length },
      }),
  },
  clock_behind: {
    code: 'clocks_differ',
    text: (clock: Clock) =>
      i18n.translate('requestTrace.warningText.clockBehind', {
        defaultMessage:
          'The clock of {where} is {seconds} s behind kube-apiserver’s. That is reckoned with in deciding what belongs to the request; times are shown as written, so effects may seem to come before their cause. Have its clock set (NTP).',
        values: { where: placeOf(clock), seconds: clock.seconds.toFixed(1) },
      }),
  },
  clock_ahead: {
    code: 'clocks_differ',
    text: (clock: Clock) =>
      i18n.translate('requestTrace.warningText.clockAhead', {
        defaultMessage:
          'The clock of {where} is {seconds} s ahead of kube-apiserver’s. That is reckoned with in deciding what belongs to the request; times are shown as written, so effects may seem late. Have its clock set (NTP).',
        values: { where: placeOf(clock), seconds: clock.seconds.toFixed(1) },
      }),
  },
} as const satisfies WarningEntries;
