import React, { useMemo } from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiLink,
  EuiProgress,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { COMPARISON_PATH } from '../../../common/api/paths';
import type {
  ComparedMessage,
  Comparison as Answer,
  SimilarityRule,
} from '../../../common/model/comparison';
import type { RequestSummary } from '../../../common/model/request_summary';
import { toMicros } from '../../../common/time/micros';
import { useResponse } from '../../http/use_response';
import { AppLink } from '../../app_url/app_link';
import { formatPath } from '../../app_url/url_state';
import type { Scope } from '../../scope/scope';
import type { Services, TraceRequest } from '../../types';
import { describeRequest } from '../../labels/describe_request';
import { createTimeFormat } from '../format_time';
import { getRecordKey } from '../view_records';
import { ExampleLink, MessageList } from './message_list';
import { DurationBarsLegend, StageTable } from './stage_table';

export interface ComparisonProps {
  services: Services;
  request: TraceRequest;
  scope?: Scope;
  /** narrow: in Discover's tab, on a small screen */
  compact: boolean;
  /** brings a record of this trace into sight: `<index>/<id>` */
  onShow(key: string): void;
}

/** A request beside the last ones of its kind that succeeded: what took longer, what is missing, what went wrong in addition. */
export const Comparison: React.FC<ComparisonProps> = (props) => {
  const { id, from, to, index, timeField, filter } = props.request;
  const { response, error, isLoading, isCancelled, reload, cancel } = useResponse<Answer>(
    props.services.core.http,
    COMPARISON_PATH,
    {
      id,
      from,
      to,
      index,
      timeField,
      filter,
    }
  );
  if (isLoading) return <Loading onCancel={cancel} />;
  if (!response) {
    return (
      <EuiCallOut
        size="s"
        color={isCancelled ? 'primary' : 'danger'}
        iconType={isCancelled ? 'iInCircle' : 'error'}
        role="alert"
        data-test-subj="requestTraceComparisonFailed"
        title={
          isCancelled
            ? i18n.translate('requestTrace.comparison.cancelled', {
                defaultMessage: 'Comparing was cancelled',
              })
            : i18n.translate('requestTrace.comparison.failed', {
                defaultMessage: 'The comparison failed',
              })
        }
      >
        {error && <p style={{ overflowWrap: 'anywhere' }}>{error.message.slice(0, 1_000)}</p>}
        <EuiButton size="s" onClick={reload} data-test-subj="requestTraceComparisonRetry">
          {i18n.translate('requestTrace.comparison.retry', { defaultMessage: 'Try again' })}
        </EuiButton>
      </EuiCallOut>
    );
  }
  if (response.likeness === null) {
    return (
      <EuiCallOut
        size="s"
        iconType="questionInCircle"
        data-test-subj="requestTraceComparisonNone"
        title={i18n.translate('requestTrace.comparison.none', {
          defaultMessage: 'No good request to compare with',
        })}
      >
        {response.warnings.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </EuiCallOut>
    );
  }
  return <ComparisonResult {...props} comparison={response} likeness={response.likeness} />;
};

const Loading: React.FC<{ onCancel(): void }> = ({ onCancel }) => (
  <div data-test-subj="requestTraceComparisonLoading" aria-busy="true">
    <EuiProgress
      size="xs"
      color="primary"
      aria-label={i18n.translate('requestTrace.comparison.loadingLabel', {
        defaultMessage: 'Comparing',
      })}
    />
    <EuiSpacer size="xs" />
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false}>
      <EuiFlexItem>
        <EuiText size="s">
          <p>
            {i18n.translate('requestTrace.comparison.loading', {
              defaultMessage:
                'Looking for requests of the same kind that succeeded, and following each through the logs. That takes some seconds.',
            })}
          </p>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="xs"
          iconType="cross"
          onClick={onCancel}
          data-test-subj="requestTraceComparisonCancel"
        >
          {i18n.translate('requestTrace.comparison.cancel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  </div>
);

const ComparisonResult: React.FC<
  ComparisonProps & { comparison: Answer; likeness: SimilarityRule }
> = ({ services, request, scope, compact, onShow, comparison, likeness }) => {
  const { good, stages, lacking, additional, warnings } = comparison;
  const time = useMemo(
    () => createTimeFormat(services.core.uiSettings),
    [services.core.uiSettings]
  );
  const buildTracePath = (id: string, selected?: string): string => {
    const { from, to, index, timeField } = request;
    return formatPath({
      id,
      from,
      to,
      ...(from || to ? {} : { allTime: true as const }),
      index,
      timeField,
      ...scope,
      view: selected === undefined ? {} : { selected },
    });
  };
  const createOwnLink = ({ record }: ComparedMessage, text: string): React.ReactNode => (
    <ExampleLink
      text={text}
      onClick={() => onShow(getRecordKey(record))}
      label={i18n.translate('requestTrace.comparison.showHere', {
        defaultMessage: 'Show it below',
      })}
    />
  );
  const createReferenceLink = ({ record, of }: ComparedMessage, text: string): React.ReactNode =>
    of === undefined ? (
      text
    ) : (
      <AppLink core={services.core} path={buildTracePath(of, getRecordKey(record))}>
        {({ href, onClick }) => (
          <ExampleLink
            text={text}
            href={href}
            onClick={onClick}
            label={i18n.translate('requestTrace.comparison.showThere', {
              defaultMessage: 'Show it in the good request’s trace',
            })}
          />
        )}
      </AppLink>
    );
  return (
    <div data-test-subj="requestTraceComparison">
      <EuiText size="s">
        <p>{describeSimilarity(likeness, good.length)}</p>
        <ul data-test-subj="requestTraceGoodOnes">
          {good.map((one) => (
            <li key={one.id}>
              <ReferenceRequest
                services={services}
                one={one}
                path={buildTracePath(one.id)}
                when={time.formatFull(toMicros(one.time) ?? NaN, 3)}
              />
            </li>
          ))}
        </ul>
      </EuiText>
      {warnings.map(({ code, message }) => (
        <EuiText
          key={`${code} ${message}`}
          size="xs"
          color="subdued"
          data-test-subj={`requestTraceComparisonWarning-${code}`}
        >
          <p style={{ overflowWrap: 'anywhere' }}>
            <EuiIcon type="iInCircle" size="s" aria-hidden="true" /> {message.slice(0, 1_000)}
          </p>
        </EuiText>
      ))}
      <EuiSpacer size="s" />
      <StageTable stages={stages} good={good.length} compact={compact} />
      {!compact && <DurationBarsLegend />}
      <EuiSpacer size="m" />
      <MessageList
        messages={additional}
        compact={compact}
        testSubject="requestTraceAdditional"
        renderLink={createOwnLink}
        title={i18n.translate('requestTrace.comparison.additional', {
          defaultMessage: 'Errors and warnings that no good one has',
        })}
        emptyText={i18n.translate('requestTrace.comparison.noneAdditional', {
          defaultMessage: 'None: what this request complains of, good ones do as well.',
        })}
        formatCount={({ here }) =>
          i18n.translate('requestTrace.comparison.timesHere', {
            defaultMessage: '{count, plural, one {once} other {# times}}',
            values: { count: here },
          })
        }
      />
      <EuiSpacer size="m" />
      <MessageList
        messages={lacking}
        compact={compact}
        testSubject="requestTraceLacking"
        renderLink={createReferenceLink}
        title={i18n.translate('requestTrace.comparison.lacking', {
          defaultMessage: 'What the good ones have next, and this one lacks',
        })}
        emptyText={i18n.translate('requestTrace.comparison.noneLacking', {
          defaultMessage:
            'Nothing: this request has every kind of record that most good ones have.',
        })}
        formatCount={({ inGood, there }) =>
          i18n.translate('requestTrace.comparison.inGood', {
            defaultMessage:
              'in {inGood} of {good}, {times, plural, one {once} other {# times}} each',
            values: { inGood, good: good.length, times: Math.max(1, Math.round(there)) },
          })
        }
      />
    </div>
  );
};

const ReferenceRequest: React.FC<{
  services: Services;
  one: RequestSummary;
  path: string;
  when: string;
}> = ({ services: { core }, one, path, when }) => (
  <AppLink core={core} path={path}>
    {({ href, onClick }) => (
      <EuiLink href={href} onClick={onClick} data-test-subj="requestTraceGoodOne">
        <span style={{ overflowWrap: 'anywhere' }}>
          {i18n.translate('requestTrace.comparison.goodOne', {
            defaultMessage: '{user}: {what}, {when}',
            values: {
              user: one.impersonatedUser ?? one.user ?? '–',
              what: describeRequest(one),
              when,
            },
          })}
        </span>
      </EuiLink>
    )}
  </AppLink>
);

function describeSimilarity(likeness: SimilarityRule, count: number): string {
  const values = { count };
  switch (likeness) {
    case 'same-object':
      return i18n.translate('requestTrace.comparison.sameObject', {
        defaultMessage:
          'Compared with {count, plural, one {the one request} other {# requests}} for the same object that succeeded:',
        values,
      });
    case 'same-owner':
      return i18n.translate('requestTrace.comparison.sameOwner', {
        defaultMessage:
          'Compared with {count, plural, one {the one request} other {# requests}} for objects of the same owner that succeeded:',
        values,
      });
    case 'same-kind-in-namespace':
      return i18n.translate('requestTrace.comparison.sameNamespace', {
        defaultMessage:
          'Compared with {count, plural, one {the one request} other {# requests}} of the same kind in this namespace that succeeded:',
        values,
      });
    default:
      return i18n.translate('requestTrace.comparison.sameKind', {
        defaultMessage:
          'Compared with {count, plural, one {the one request} other {# requests}} of the same kind that succeeded, in other namespaces:',
        values,
      });
  }
}
