import React from 'react';
import { EuiIconTip, EuiLink, EuiText, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Verdict } from '../../../common/model/diagnosis';
import type { LogRecord } from '../../../common/model/log_record';
import { fractionDigits, toMicros } from '../../../common/time/micros';
import type { TimeFormat } from '../format_time';
import { formatObject } from './verdict_text';

interface Props {
  verdict: Verdict;
  /** the proof, where it is loaded */
  record: LogRecord | undefined;
  time: TimeFormat;
}

/** To which object, which component said it, how often, when first, who brought it about, how sure that is. */
export const VerdictFacts: React.FC<Props> = ({ verdict, record, time }) => {
  const { euiTheme } = useEuiTheme();
  const parts: React.ReactNode[] = [];
  if (verdict.object) parts.push(<strong>{formatObject(verdict.object)}</strong>);
  if (record) parts.push([record.component, record.node].filter(Boolean).join(' '));
  if (verdict.count > 1) {
    parts.push(
      i18n.translate('requestTrace.verdict.count', {
        defaultMessage: '{count, plural, one {# time} other {# times}}',
        values: { count: verdict.count },
      })
    );
  }
  const first = formatTimeOfDay(verdict.first, time);
  if (first) {
    parts.push(
      verdict.count > 1
        ? i18n.translate('requestTrace.verdict.first', {
            defaultMessage: 'first {time}',
            values: { time: first },
          })
        : first
    );
  }
  const last =
    verdict.count > 1 && verdict.last !== verdict.first
      ? formatTimeOfDay(verdict.last, time)
      : null;
  if (last)
    parts.push(
      i18n.translate('requestTrace.verdict.last', {
        defaultMessage: 'last {time}',
        values: { time: last },
      })
    );
  if (verdict.by)
    parts.push(
      <strong data-test-subj="requestTraceVerdictBy">
        {i18n.translate('requestTrace.verdict.by', {
          defaultMessage: 'by {who}',
          values: { who: verdict.by.slice(0, 300) },
        })}
      </strong>
    );
  parts.push(<VerdictConfidence verdict={verdict} />);
  return (
    <EuiText
      size="xs"
      data-test-subj="requestTraceVerdictFacts"
      style={{ overflowWrap: 'anywhere' }}
    >
      <p style={{ marginBottom: euiTheme.size.xs }}>
        {parts.map((part, index) => (
          <React.Fragment key={index}>
            {index > 0 && <span aria-hidden="true"> · </span>}
            {part}
          </React.Fragment>
        ))}
      </p>
    </EuiText>
  );
};

/** How sure it is, and where the rule comes from. */
const VerdictConfidence: React.FC<{ verdict: Verdict }> = ({
  verdict: { confidence, rule, source },
}) => {
  if (!rule) {
    return (
      <span>
        {i18n.translate('requestTrace.verdict.noRule', {
          defaultMessage: 'no rule knows this failure: the first error that was logged',
        })}
      </span>
    );
  }
  const isSourceUrl = source !== undefined && /^https:\/\//.test(source);
  return (
    <span>
      {i18n.translate('requestTrace.verdict.certainty', {
        defaultMessage: '{percent} % sure',
        values: { percent: Math.round(confidence * 100) },
      })}{' '}
      {isSourceUrl ? (
        <EuiLink href={source} target="_blank" external>
          {i18n.translate('requestTrace.verdict.source', { defaultMessage: 'source' })}
        </EuiLink>
      ) : (
        <EuiIconTip
          type="iInCircle"
          size="s"
          color="subdued"
          aria-label={i18n.translate('requestTrace.verdict.whyRule', {
            defaultMessage: 'What this rests on',
          })}
          content={[
            i18n.translate('requestTrace.verdict.rule', {
              defaultMessage: 'Recognised by the rule {rule}.',
              values: { rule },
            }),
            source,
          ]
            .filter(Boolean)
            .join(' ')}
        />
      )}
    </span>
  );
};

function formatTimeOfDay(iso: string | undefined, time: TimeFormat): string | null {
  const micros = iso ? toMicros(iso) : null;
  return iso && micros !== null
    ? time.formatTimeOfDay(micros, Math.min(3, fractionDigits(iso)))
    : null;
}
