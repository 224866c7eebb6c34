/** A trace as a ticket has it, in Markdown: what went wrong, who asked for what, how far it got, the lines that prove it. */
import { i18n } from '@kbn/i18n';
import type { RecordKey, RepeatedError, Stage, Verdict } from '../../../common/model/diagnosis';
import type { LogRecord } from '../../../common/model/log_record';
import type { RequestOrigin, Trace } from '../../../common/model/trace';
import { cell, code, codeBlock, link, sentence } from '../../../common/hand_on/markdown';
import { redact } from '../../../common/hand_on/redact';
import { formatDuration, fractionDigits, fromMicros, toMicros } from '../../../common/time/micros';
import { coverageSentence } from '../coverage/coverage_summary';
import { warningTitle } from '../coverage/warnings';
import { isShared, showsConfidence, countBands } from '../correlation/held_together';
import { putTogetherInWords } from '../correlation/put_together_words';
import { confidenceInWords } from '../../words/confidence';
import { outcomeWord } from '../../words/outcome';
import { requestInWords } from '../../words/request_words';
import { stageStatusWord, stageWord } from '../../words/stages';

/** Bounds of a ticket: who wants more follows the link, or exports. */
const MAX_ERRORS = 10;
const MAX_WARNINGS = 10;
const MAX_TEXT = 600;

/** @param url the trace's absolute address; left out where it is none that a browser opens */
export function ticketOf(trace: Trace, url: string): string {
  const { origin, verdict, stages } = trace;
  const opened = link(
    i18n.translate('requestTrace.ticket.link', { defaultMessage: 'Open this trace' }),
    url
  );
  return (
    [
      `### ${titleOf(trace)}`,
      verdict ? verdictOf(verdict, trace) : '',
      origin ? requestOf(origin, trace) : code(trace.id),
      stages.length ? stagesOf(stages) : '',
      keyLinesOf(trace),
      errorsOf(trace),
      doubtsOf(trace),
      opened ?? code(url),
    ]
      .filter(Boolean)
      .join('\n\n') + '\n'
  );
}

const clean = (text: string): string => {
  const whole = redact(text);
  return whole.length > MAX_TEXT ? `${whole.slice(0, MAX_TEXT)}…` : whole;
};
/** As exact as it was written, in UTC. */
const utc = (iso: string | undefined): string => {
  const micros = iso === undefined ? null : toMicros(iso);
  if (iso === undefined || micros === null) return '';
  const digits = fractionDigits(iso);
  return `${fromMicros(micros).slice(0, digits > 0 ? 20 + digits : 19)}Z`;
};
const heading = (text: string): string => `#### ${text}`;

function titleOf({ origin, outcome, id }: Trace): string {
  const what = origin
    ? [origin.user && code(clean(origin.user)), code(clean(requestInWords(origin)))]
        .filter(Boolean)
        .join(' · ')
    : code(clean(id));
  return `${what}: ${outcomeWord(outcome)}`;
}

function verdictOf(verdict: Verdict, trace: Trace): string {
  const record = verdict.record && recordOf(trace, verdict.record);
  const where = record ? [record.component, record.node].filter(Boolean).join(' ') : '';
  const parts = [
    `**${sentence(clean(verdict.title || verdict.cause))}** (${stageWord(verdict.stage)})\n${code(clean(verdict.cause))}`,
  ];
  const times = [
    where && code(clean(where)),
    i18n.translate('requestTrace.ticket.said', {
      defaultMessage: 'said {count, plural, one {once} other {# times}}',
      values: { count: verdict.count },
    }),
    verdict.first &&
      i18n.translate('requestTrace.ticket.first', {
        defaultMessage: 'first {time}',
        values: { time: utc(verdict.first) },
      }),
    verdict.last &&
      verdict.last !== verdict.first &&
      i18n.translate('requestTrace.ticket.last', {
        defaultMessage: 'last {time}',
        values: { time: utc(verdict.last) },
      }),
  ];
  parts.push(times.filter(Boolean).join(', '));
  if (verdict.by)
    parts.push(
      i18n.translate('requestTrace.ticket.by', {
        defaultMessage: 'Brought about by {who}',
        values: { who: code(clean(verdict.by)) },
      })
    );
  if (verdict.advice)
    parts.push(
      i18n.translate('requestTrace.ticket.advice', {
        defaultMessage: 'What to look at next: {advice}',
        values: { advice: sentence(clean(verdict.advice)) },
      })
    );
  return parts.join('  \n');
}

function requestOf(origin: RequestOrigin, { id, reqIDs }: Trace): string {
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
    .map((part) => code(clean(part)));
  if (origin.impersonatedUser) {
    who.splice(
      1,
      0,
      i18n.translate('requestTrace.ticket.impersonated', {
        defaultMessage: 'on behalf of {user}',
        values: { user: code(clean(origin.impersonatedUser)) },
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
      code(clean(requestInWords(origin))),
    ],
    [
      i18n.translate('requestTrace.ticket.when', { defaultMessage: 'When' }),
      utc(origin.time) + took,
    ],
    [
      i18n.translate('requestTrace.ticket.answer', { defaultMessage: 'Answer' }),
      [code(clean(answer)), code(clean(origin.responseMessage ?? ''))].filter(Boolean).join(' '),
    ],
    [
      i18n.translate('requestTrace.ticket.ids', { defaultMessage: 'IDs' }),
      ids.map((one) => code(clean(one))).join(', '),
    ],
  ]
    .filter(([, value]) => value)
    .map(([label, value]) => `- **${label}:** ${value}`)
    .join('\n');
}

function stagesOf(stages: Stage[]): string {
  const last = stages.findLastIndex(({ status }) => status === 'done' || status === 'failed');
  const rows = stages.map((stage, index) => [
    stageWord(stage.name),
    stageStatusWord(stage.status, index <= last) +
      (stage.of !== undefined ? ` (${stage.done ?? 0}/${stage.of})` : ''),
    utc(stage.at),
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

function recordOf({ records }: Trace, { index, id }: RecordKey): LogRecord | undefined {
  return records.find((record) => record.id === id && record.index === index);
}

/** The records that prove the stages and the verdict, in the trace's order. */
function keyLinesOf(trace: Trace): string {
  const keys = [...trace.stages.map(({ record }) => record), trace.verdict?.record].filter(
    (key): key is RecordKey => key !== undefined
  );
  const wanted = new Set(keys.map(({ index, id }) => `${index}/${id}`));
  const records = trace.records.filter(({ index, id }) => wanted.has(`${index}/${id}`));
  if (records.length === 0) return '';
  const marksConfidence = showsConfidence(trace);
  const lines = records.map((record) =>
    [
      utc(record.timestamp),
      record.component,
      record.node ?? '-',
      record.severity.toUpperCase(),
      ...(marksConfidence ? [surenessOf(record)] : []),
      clean(record.message).replace(/[\r\n]+/g, ' '),
    ].join('  ')
  );
  const missing = wanted.size - records.length;
  const note =
    missing > 0
      ? `\n${i18n.translate('requestTrace.ticket.notLoaded', { defaultMessage: '{count, plural, one {# more line was} other {# more lines were}} not loaded when this was copied.', values: { count: missing } })}`
      : '';
  return `${heading(i18n.translate('requestTrace.ticket.keyLines', { defaultMessage: 'Key lines' }))}\n\n${codeBlock(lines)}${note}`;
}

/** `[likely (75 %), shared with another request]` */
function surenessOf(record: LogRecord): string {
  const shared = isShared(record)
    ? i18n.translate('requestTrace.ticket.shared', {
        defaultMessage: 'shared with another request',
      })
    : '';
  return `[${[confidenceInWords(record.confidence), shared].filter(Boolean).join(', ')}]`;
}

function errorsOf({ diagnosis }: Trace): string {
  const errors: RepeatedError[] = diagnosis?.errors ?? [];
  if (errors.length === 0) return '';
  const left = Math.max(0, errors.length - MAX_ERRORS) + (diagnosis?.errorsLeft ?? 0);
  return [
    heading(
      i18n.translate('requestTrace.ticket.errors', {
        defaultMessage: 'Errors and warnings, counted',
      })
    ),
    '',
    ...errors
      .slice(0, MAX_ERRORS)
      .map(
        ({ count, component, node, message, first, last }) =>
          `- ${count}× ${cell(clean([component, node].filter(Boolean).join(' ')))} ${code(clean(message))} (${first === last ? utc(first) : `${utc(first)} – ${utc(last)}`})`
      ),
    ...(left > 0
      ? [
          `- ${i18n.translate('requestTrace.ticket.errorsLeft', { defaultMessage: 'and {count} more', values: { count: left } })}`,
        ]
      : []),
  ].join('\n');
}

/** What may be missing: nobody should take "no lines" for "did not happen". */
function doubtsOf({
  correlation,
  coverage,
  refusedIndices,
  warnings,
  truncated,
  total,
  records,
}: Trace): string {
  const parts = [sentence(clean(coverageSentence(coverage, refusedIndices)))];
  if (correlation === 'objects') parts.push(putTogetherInWords(countBands(records)));
  if (truncated || total > records.length) {
    parts.push(
      i18n.translate('requestTrace.ticket.records', {
        defaultMessage: 'Made from {loaded, number} of {total, number} records.',
        values: { loaded: records.length, total },
      })
    );
  }
  for (const warning of warnings.slice(0, MAX_WARNINGS))
    parts.push(`${sentence(warningTitle(warning.code))}: ${sentence(clean(warning.message))}`);
  return [
    heading(
      i18n.translate('requestTrace.ticket.searched', { defaultMessage: 'What was searched' })
    ),
    '',
    ...parts.map((part) => `- ${part}`),
  ].join('\n');
}
