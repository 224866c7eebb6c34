/** A trace as a ticket has it, in Markdown: what went wrong, who asked for what, how far it got, the lines that prove it. */
import { i18n } from '@kbn/i18n';
import type { RecordKey, RepeatedError, Stage, Verdict } from '../../../common/model/diagnosis';
import type { LogRecord } from '../../../common/model/log_record';
import type { RequestOrigin, Trace } from '../../../common/model/trace';
import {
  formatTableCell,
  formatCode,
  formatCodeBlock,
  formatLink,
  escapeSentence,
} from '../../../common/export/markdown';
import { redactSecrets } from '../../../common/export/redact';
import { formatDuration, fractionDigits, fromMicros, toMicros } from '../../../common/time/micros';
import { describeCoverage } from '../coverage/coverage_summary';
import { getWarningTitle } from '../coverage/warnings';
import {
  isShared,
  hasVaryingConfidence,
  countConfidenceBands,
} from '../correlation/confidence_counts';
import { describeCorrelation } from '../correlation/describe_correlation';
import { formatConfidence } from '../../labels/confidence';
import { getOutcomeLabel } from '../../labels/outcome';
import { describeRequest } from '../../labels/describe_request';
import { getStageStatusLabel, getStageLabel } from '../../labels/stage_labels';

/** Bounds of a ticket: who wants more follows the link, or exports. */
const MAX_ERRORS = 10;
const MAX_WARNINGS = 10;
const MAX_TEXT_LENGTH = 600;

/** @param url the trace's absolute address; left out where it is none that a browser opens */
export function formatTicket(trace: Trace, url: string): string {
  const { origin, verdict, stages } = trace;
  const traceLink = formatLink(
    i18n.translate('requestTrace.ticket.link', { defaultMessage: 'Open this trace' }),
    url
  );
  return (
    [
      `### ${formatTitle(trace)}`,
      verdict ? formatVerdict(verdict, trace) : '',
      origin ? formatRequest(origin, trace) : formatCode(trace.id),
      stages.length ? formatStages(stages) : '',
      formatKeyLines(trace),
      formatErrors(trace),
      formatLimitations(trace),
      traceLink ?? formatCode(url),
    ]
      .filter(Boolean)
      .join('\n\n') + '\n'
  );
}

const redactAndTruncate = (text: string): string => {
  const whole = redactSecrets(text);
  return whole.length > MAX_TEXT_LENGTH ? `${whole.slice(0, MAX_TEXT_LENGTH)}…` : whole;
};
/** As exact as it was written, in UTC. */
const formatUtc = (iso: string | undefined): string => {
  const micros = iso === undefined ? null : toMicros(iso);
  if (iso === undefined || micros === null) return '';
  const digits = fractionDigits(iso);
  return `${fromMicros(micros).slice(0, digits > 0 ? 20 + digits : 19)}Z`;
};
const formatHeading = (text: string): string => `#### ${text}`;

function formatTitle({ origin, outcome, id }: Trace): string {
  const what = origin
    ? [
        origin.user && formatCode(redactAndTruncate(origin.user)),
        formatCode(redactAndTruncate(describeRequest(origin))),
      ]
        .filter(Boolean)
        .join(' · ')
    : formatCode(redactAndTruncate(id));
  return `${what}: ${getOutcomeLabel(outcome)}`;
}

function formatVerdict(verdict: Verdict, trace: Trace): string {
  const record = verdict.record && findRecord(trace, verdict.record);
  const where = record ? [record.component, record.node].filter(Boolean).join(' ') : '';
  const parts = [
    `**${escapeSentence(redactAndTruncate(verdict.title || verdict.cause))}** (${getStageLabel(verdict.stage)})\n${formatCode(redactAndTruncate(verdict.cause))}`,
  ];
  const times = [
    where && formatCode(redactAndTruncate(where)),
    i18n.translate('requestTrace.ticket.said', {
      defaultMessage: 'said {count, plural, one {once} other {# times}}',
      values: { count: verdict.count },
    }),
    verdict.first &&
      i18n.translate('requestTrace.ticket.first', {
        defaultMessage: 'first {time}',
        values: { time: formatUtc(verdict.first) },
      }),
    verdict.last &&
      verdict.last !== verdict.first &&
      i18n.translate('requestTrace.ticket.last', {
        defaultMessage: 'last {time}',
        values: { time: formatUtc(verdict.last) },
      }),
  ];
  parts.push(times.filter(Boolean).join(', '));
  if (verdict.by)
    parts.push(
      i18n.translate('requestTrace.ticket.by', {
        defaultMessage: 'Brought about by {who}',
        values: { who: formatCode(redactAndTruncate(verdict.by)) },
      })
    );
  if (verdict.advice)
    parts.push(
      i18n.translate('requestTrace.ticket.advice', {
        defaultMessage: 'What to look at next: {advice}',
        values: { advice: escapeSentence(redactAndTruncate(verdict.advice)) },
      })
    );
  return parts.join('  \n');
}

function formatRequest(origin: RequestOrigin, { id, reqIDs }: Trace): string {
  const received = toMicros(origin.time);
  const completed = origin.completedTime ? toMicros(origin.completedTime) : null;
  const took =
    received !== null && completed !== null && completed >= received
      ? ` (${formatDuration(completed - received)})`
      : '';
  const ids = [...new Set([id, origin.auditID, ...reqIDs.slice(0, 5)])].filter(
    (one): one is string => Boolean(one)
  );
  const who = [origin.user ?? '', origin.userAgent ?? '', origin.sourceIP ?? '']
    .filter(Boolean)
    .map((part) => formatCode(redactAndTruncate(part)));
  if (origin.impersonatedUser) {
    who.splice(
      1,
      0,
      i18n.translate('requestTrace.ticket.impersonated', {
        defaultMessage: 'on behalf of {user}',
        values: { user: formatCode(redactAndTruncate(origin.impersonatedUser)) },
      })
    );
  }
  const answer = [origin.responseCode, origin.responseReason]
    .filter((part) => part !== undefined)
    .join(' ');
  return [
    [i18n.translate('requestTrace.ticket.who', { defaultMessage: 'Who' }), who.join(', ')],
    [
      i18n.translate('requestTrace.ticket.what', { defaultMessage: 'What' }),
      formatCode(redactAndTruncate(describeRequest(origin))),
    ],
    [
      i18n.translate('requestTrace.ticket.when', { defaultMessage: 'When' }),
      formatUtc(origin.time) + took,
    ],
    [
      i18n.translate('requestTrace.ticket.answer', { defaultMessage: 'Answer' }),
      [
        formatCode(redactAndTruncate(answer)),
        formatCode(redactAndTruncate(origin.responseMessage ?? '')),
      ]
        .filter(Boolean)
        .join(' '),
    ],
    [
      i18n.translate('requestTrace.ticket.ids', { defaultMessage: 'IDs' }),
      ids.map((one) => formatCode(redactAndTruncate(one))).join(', '),
    ],
  ]
    .filter(([, value]) => value)
    .map(([label, value]) => `- **${label}:** ${value}`)
    .join('\n');
}

function formatStages(stages: Stage[]): string {
  const last = stages.findLastIndex(({ status }) => status === 'done' || status === 'failed');
  const rows = stages.map((stage, index) => [
    getStageLabel(stage.name),
    getStageStatusLabel(stage.status, index <= last) +
      (stage.of !== undefined ? ` (${stage.done ?? 0}/${stage.of})` : ''),
    formatUtc(stage.at),
    stage.tookMs !== undefined ? formatDuration(stage.tookMs * 1000) : '',
  ]);
  const head = [
    i18n.translate('requestTrace.ticket.stage', { defaultMessage: 'Stage' }),
    i18n.translate('requestTrace.ticket.status', { defaultMessage: 'Status' }),
    i18n.translate('requestTrace.ticket.time', { defaultMessage: 'Time (UTC)' }),
    i18n.translate('requestTrace.ticket.took', { defaultMessage: 'Took' }),
  ];
  return [head, ['---', '---', '---', '---'], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function findRecord({ records }: Trace, { index, id }: RecordKey): LogRecord | undefined {
  return records.find((record) => record.id === id && record.index === index);
}

/** The records that prove the stages and the verdict, in the trace's order. */
function formatKeyLines(trace: Trace): string {
  const keys = [...trace.stages.map(({ record }) => record), trace.verdict?.record].filter(
    (key): key is RecordKey => key !== undefined
  );
  const wanted = new Set(keys.map(({ index, id }) => `${index}/${id}`));
  const records = trace.records.filter(({ index, id }) => wanted.has(`${index}/${id}`));
  if (records.length === 0) return '';
  const showsConfidence = hasVaryingConfidence(trace);
  const lines = records.map((record) =>
    [
      formatUtc(record.timestamp),
      record.component,
      record.node ?? '-',
      record.severity.toUpperCase(),
      ...(showsConfidence ? [formatConfidenceNote(record)] : []),
      redactAndTruncate(record.message).replace(/[\r\n]+/g, ' '),
    ].join('  ')
  );
  const missing = wanted.size - records.length;
  const note =
    missing > 0
      ? `\n${i18n.translate('requestTrace.ticket.notLoaded', { defaultMessage: '{count, plural, one {# more line was} other {# more lines were}} not loaded when this was copied.', values: { count: missing } })}`
      : '';
  return `${formatHeading(i18n.translate('requestTrace.ticket.keyLines', { defaultMessage: 'Key lines' }))}\n\n${formatCodeBlock(lines)}${note}`;
}

/** `[likely (75 %), shared with another request]` */
function formatConfidenceNote(record: LogRecord): string {
  const shared = isShared(record)
    ? i18n.translate('requestTrace.ticket.shared', {
        defaultMessage: 'shared with another request',
      })
    : '';
  return `[${[formatConfidence(record.confidence), shared].filter(Boolean).join(', ')}]`;
}

function formatErrors({ diagnosis }: Trace): string {
  const errors: RepeatedError[] = diagnosis?.errors ?? [];
  if (errors.length === 0) return '';
  const left = Math.max(0, errors.length - MAX_ERRORS) + (diagnosis?.errorsLeft ?? 0);
  return [
    formatHeading(
      i18n.translate('requestTrace.ticket.errors', {
        defaultMessage: 'Errors and warnings, counted',
      })
    ),
    '',
    ...errors
      .slice(0, MAX_ERRORS)
      .map(
        ({ count, component, node, message, first, last }) =>
          `- ${count}× ${formatTableCell(redactAndTruncate([component, node].filter(Boolean).join(' ')))} ${formatCode(redactAndTruncate(message))} (${first === last ? formatUtc(first) : `${formatUtc(first)} – ${formatUtc(last)}`})`
      ),
    ...(left > 0
      ? [
          `- ${i18n.translate('requestTrace.ticket.errorsLeft', { defaultMessage: 'and {count} more', values: { count: left } })}`,
        ]
      : []),
  ].join('\n');
}

/** What may be missing: nobody should take "no lines" for "did not happen". */
function formatLimitations({
  correlation,
  coverage,
  refusedIndices,
  warnings,
  truncated,
  total,
  records,
}: Trace): string {
  const parts = [escapeSentence(redactAndTruncate(describeCoverage(coverage, refusedIndices)))];
  if (correlation === 'objects') parts.push(describeCorrelation(countConfidenceBands(records)));
  if (truncated || total > records.length) {
    parts.push(
      i18n.translate('requestTrace.ticket.records', {
        defaultMessage: 'Made from {loaded, number} of {total, number} records.',
        values: { loaded: records.length, total },
      })
    );
  }
  for (const warning of warnings.slice(0, MAX_WARNINGS))
    parts.push(
      `${escapeSentence(getWarningTitle(warning.code))}: ${escapeSentence(redactAndTruncate(warning.message))}`
    );
  return [
    formatHeading(
      i18n.translate('requestTrace.ticket.searched', { defaultMessage: 'What was searched' })
    ),
    '',
    ...parts.map((part) => `- ${part}`),
  ].join('\n');
}
