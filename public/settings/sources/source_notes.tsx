/** What concerns all sources: indices that are missing or refused, that nothing was found, and the fields that hold IDs. */
import React from 'react';
import { EuiBadge, EuiCallOut, EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { SourcesResponse } from '../../../common/api/sources';
import { describeAdvice } from './describe_advice';
import type { CommonAdvice } from './common_advice';

interface SourceNotesProps {
  response: SourcesResponse;
  common: Omit<CommonAdvice, 'sources'>;
}

export function SourceNotes({
  response: { sources, indices, idFields, warnings },
  common: { staleAdvice: staleAdvice, noReqIdAdvice: noReqIdAdvice },
}: SourceNotesProps): React.ReactElement {
  const nothing = sources.every(({ records }) => records === 0);
  return (
    <>
      {nothing && (
        <Note
          color="warning"
          testSubj="requestTraceSourcesEmpty"
          title={i18n.translate('requestTrace.sources.nothing', {
            defaultMessage: 'No Kubernetes logs were found',
          })}
          text={i18n.translate('requestTrace.sources.nothingText', {
            defaultMessage:
              'Choose the data view that has them, or collect them first. What each kind of log takes stands in the table.',
          })}
        />
      )}
      {staleAdvice && (
        <Note
          color="warning"
          testSubj="requestTraceSourcesStale"
          title={i18n.translate('requestTrace.sources.stale', {
            defaultMessage: 'No source has anything new',
          })}
          text={describeAdvice(staleAdvice, { source: 'component', component: '' })}
        />
      )}
      {noReqIdAdvice && (
        <Note
          color="primary"
          testSubj="requestTraceSourcesNoReqId"
          title={i18n.translate('requestTrace.sources.noReqId', {
            defaultMessage: 'No component’s lines carry a request ID',
          })}
          text={i18n.translate('requestTrace.sources.noReqIdText', {
            defaultMessage:
              'Released Kubernetes writes none. Traces start from audit IDs and from the objects named in the lines instead.',
          })}
        />
      )}
      {indices.refused.length > 0 && (
        <Note
          color="warning"
          testSubj="requestTraceSourcesRefused"
          title={i18n.translate('requestTrace.sources.refused', {
            defaultMessage:
              '{count, plural, one {# index is} other {# indices are}} not open to you',
            values: { count: indices.refused.length },
          })}
          text={i18n.translate('requestTrace.sources.refusedText', {
            defaultMessage:
              'Your role has no right to read {names}. What is there is missing from your traces.',
            values: { names: formatNames(indices.refused) },
          })}
        />
      )}
      {indices.missing.length > 0 && (
        <Note
          color="warning"
          testSubj="requestTraceSourcesMissing"
          title={i18n.translate('requestTrace.sources.missing', {
            defaultMessage: '{count, plural, one {# index does} other {# indices do}} not exist',
            values: { count: indices.missing.length },
          })}
          text={i18n.translate('requestTrace.sources.missingText', {
            defaultMessage:
              '{names}: named in the data view or in the configuration, and not in Elasticsearch.',
            values: { names: formatNames(indices.missing) },
          })}
        />
      )}
      {warnings
        .filter(({ code }) => code !== 'indices_refused' && code !== 'indices_missing')
        .map(({ code, message }) => (
          <Note
            key={`${code}/${message}`}
            color="warning"
            testSubj={`requestTraceSourcesWarning-${code}`}
            title={message.slice(0, 500)}
          />
        ))}
      <IdFieldsNote idFields={idFields} />
    </>
  );
}

function Note({
  color,
  testSubj,
  title,
  text,
}: {
  color: 'warning' | 'primary';
  testSubj: string;
  title: string;
  text?: string;
}): React.ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        color={color}
        iconType={color === 'warning' ? 'warning' : 'iInCircle'}
        title={title}
        data-test-subj={testSubj}
      >
        {text && <p>{text}</p>}
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

const IdFieldsNote: React.FC<Pick<SourcesResponse, 'idFields'>> = ({ idFields }) => {
  const presentFields = idFields.filter(({ type }) => type !== null);
  const missingNames = idFields.filter(({ type }) => type === null).map(({ name }) => name);
  if (idFields.length === 0) return null;
  return (
    <>
      <EuiFlexGroup
        gutterSize="xs"
        alignItems="center"
        responsive={false}
        wrap
        data-test-subj="requestTraceIdFields"
      >
        <EuiFlexItem grow={false}>
          <EuiText size="s">
            {i18n.translate('requestTrace.sources.idFields', { defaultMessage: 'ID fields:' })}
          </EuiText>
        </EuiFlexItem>
        {presentFields.map(({ name, type, isSearchable }) => (
          <EuiFlexItem grow={false} key={name}>
            <EuiBadge
              color={isSearchable ? 'hollow' : 'warning'}
              iconType={isSearchable ? 'check' : 'warning'}
            >
              {isSearchable
                ? i18n.translate('requestTrace.sources.idField.there', {
                    defaultMessage: '{name}: {type}',
                    values: { name, type },
                  })
                : i18n.translate('requestTrace.sources.idField.notSearchable', {
                    defaultMessage: '{name}: {type}, not searchable',
                    values: { name, type },
                  })}
            </EuiBadge>
          </EuiFlexItem>
        ))}
        {missingNames.length > 0 && (
          <EuiFlexItem grow={false}>
            <EuiText size="s" color="subdued">
              {i18n.translate('requestTrace.sources.idField.absent', {
                defaultMessage: 'in no index: {names}',
                values: { names: formatNames(missingNames) },
              })}
            </EuiText>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
      <EuiSpacer size="m" />
    </>
  );
};

function formatNames(list: readonly string[]): string {
  return list.slice(0, 10).join(', ') + (list.length > 10 ? ' …' : '');
}
