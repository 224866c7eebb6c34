import React, { useEffect, useMemo, useRef, useState } from 'react';
import {
  EuiButtonEmpty,
  EuiFieldSearch,
  EuiFilterButton,
  EuiFilterGroup,
  EuiFlexGroup,
  EuiFlexItem,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { RECORD_SOURCES, type RecordSource, type Severity } from '../../../common/model/log_record';
import { DiscoverPartLink } from '../../open_in_discover';
import { parseLaneKey } from '../../swimlanes/lane_key';
import type { TraceViewState } from '../../types';
import { getBandRangeLabel } from '../../labels/confidence';
import { CONFIDENCE_BANDS, type ConfidenceBand } from '../../labels/confidence_bands';
import { compareLanes, getLaneLabel } from '../swimlanes/lane_layout';
import { getSeverityRank } from '../view_records';
import { getSeverityLabel } from '../severity';
import { FacetButton } from './facet_button';
import { countActiveFilters, withoutFilters, type FilterResult } from './filter_records';

interface Props {
  filtered: FilterResult;
  loadedCount: number;
  /** found, but kept out of the answer by a limit */
  omittedCount: number;
  /** the selected record is filtered away */
  isSelectedHidden: boolean;
  state: TraceViewState;
  compact: boolean;
  /** how sure it is that a record belongs to the request differs from record to record */
  showsConfidence: boolean;
  /** errors on the way did no harm */
  hasSucceeded: boolean;
  onStateChange(next: TraceViewState): void;
}

export function getSourceLabel(source: string): string {
  switch (source) {
    case 'component':
      return i18n.translate('requestTrace.source.component', { defaultMessage: 'Component logs' });
    case 'audit':
      return i18n.translate('requestTrace.source.audit', { defaultMessage: 'Audit log' });
    case 'event':
      return i18n.translate('requestTrace.source.event', { defaultMessage: 'Events' });
    case 'pod':
      return i18n.translate('requestTrace.source.pod', { defaultMessage: 'Pod logs' });
    default:
      return source;
  }
}

/** Empty filters leave the state, and so the URL. */
export function setFilter<K extends 'components' | 'severities' | 'sources' | 'confidences'>(
  state: TraceViewState,
  key: K,
  values: string[]
): TraceViewState {
  const next = { ...state };
  if (values.length === 0) delete next[key];
  else next[key] = values as TraceViewState[K];
  return next;
}

function toggleOnlyWhy({ onlyWhy, ...rest }: TraceViewState): TraceViewState {
  return onlyWhy ? rest : { ...rest, onlyWhy: true };
}

function toggleNotShared({ notShared, ...rest }: TraceViewState): TraceViewState {
  return notShared ? rest : { ...rest, notShared: true };
}

const getSeverityText = (value: string) => getSeverityLabel(value as Severity);

export const FilterBar: React.FC<Props> = ({
  filtered,
  loadedCount: loadedCount,
  omittedCount: omittedCount,
  isSelectedHidden,
  state,
  compact,
  showsConfidence: showsConfidence,
  hasSucceeded,
  onStateChange,
}) => {
  const { facets, shown } = filtered;
  const components = useMemo(
    () => [...facets.components].sort((a, b) => compareLanes(a.value, b.value)),
    [facets]
  );
  const severities = useMemo(
    () =>
      [...facets.severities].sort(
        (a, b) => getSeverityRank(b.value as Severity) - getSeverityRank(a.value as Severity)
      ),
    [facets]
  );
  const sources = useMemo(
    () =>
      [...facets.sources].sort(
        (a, b) =>
          RECORD_SOURCES.indexOf(a.value as RecordSource) -
          RECORD_SOURCES.indexOf(b.value as RecordSource)
      ),
    [facets]
  );
  const confidences = useMemo(
    () =>
      [...facets.confidences].sort(
        (a, b) =>
          CONFIDENCE_BANDS.indexOf(a.value as ConfidenceBand) -
          CONFIDENCE_BANDS.indexOf(b.value as ConfidenceBand)
      ),
    [facets]
  );
  const hiddenCount = loadedCount - shown.length;
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
      <EuiFlexItem grow={false}>
        <EuiFilterGroup compressed>
          <FacetButton
            label={i18n.translate('requestTrace.filters.component', {
              defaultMessage: 'Component',
            })}
            facets={components}
            getLabel={getLaneLabel}
            selected={state.components ?? []}
            onChange={(values) => onStateChange(setFilter(state, 'components', values))}
            data-test-subj="requestTraceComponents"
          />
          <FacetButton
            label={i18n.translate('requestTrace.filters.severity', { defaultMessage: 'Severity' })}
            facets={severities}
            getLabel={getSeverityText}
            selected={state.severities ?? []}
            onChange={(values) => onStateChange(setFilter(state, 'severities', values))}
            data-test-subj="requestTraceSeverities"
          />
          <FacetButton
            label={i18n.translate('requestTrace.filters.source', { defaultMessage: 'Source' })}
            facets={sources}
            getLabel={getSourceLabel}
            selected={state.sources ?? []}
            onChange={(values) => onStateChange(setFilter(state, 'sources', values))}
            data-test-subj="requestTraceSources"
          />
          {(showsConfidence || (state.confidences?.length ?? 0) > 0) && (
            <FacetButton
              label={i18n.translate('requestTrace.filters.confidence', {
                defaultMessage: 'How sure',
              })}
              facets={confidences}
              getLabel={getBandRangeLabel}
              selected={state.confidences ?? []}
              onChange={(values) => onStateChange(setFilter(state, 'confidences', values))}
              data-test-subj="requestTraceConfidences"
            />
          )}
        </EuiFilterGroup>
      </EuiFlexItem>
      <FilterToggles
        filtered={filtered}
        state={state}
        hasSucceeded={hasSucceeded}
        onStateChange={onStateChange}
      />
      <EuiFlexItem style={{ minWidth: 160, maxWidth: compact ? undefined : 320 }}>
        <MessageFilter state={state} onStateChange={onStateChange} />
      </EuiFlexItem>
      {state.components?.length === 1 && (
        <EuiFlexItem grow={false}>
          <EuiText size="xs">
            <DiscoverPartLink
              part={parseLaneKey(state.components[0] as string)}
              label={getLaneLabel(state.components[0] as string)}
            />
          </EuiText>
        </EuiFlexItem>
      )}
      {countActiveFilters(state) > 0 && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="xs"
            iconType="cross"
            data-test-subj="requestTraceClearFilters"
            onClick={() => onStateChange(withoutFilters(state))}
          >
            {i18n.translate('requestTrace.filters.clear', { defaultMessage: 'Clear all' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
      <EuiFlexItem />
      <EuiFlexItem grow={false}>
        <EuiText size="xs" color="subdued" aria-live="polite" data-test-subj="requestTraceCounts">
          {i18n.translate('requestTrace.filters.counts', {
            defaultMessage:
              '{shown, plural, one {# record} other {# records}}, {hidden, number} hidden by filters, {leftOut, number} left out',
            values: { shown: shown.length, hidden: hiddenCount, leftOut: omittedCount },
          })}
          {isSelectedHidden &&
            ` · ${i18n.translate('requestTrace.filters.selectedHidden', { defaultMessage: 'the selected record is hidden' })}`}
        </EuiText>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
};

/** A group of its own, so that the bar can wrap between the two. */
const FilterToggles: React.FC<
  Pick<Props, 'filtered' | 'state' | 'hasSucceeded' | 'onStateChange'>
> = ({ filtered, state, hasSucceeded, onStateChange }) => {
  const hasSharing = filtered.shared > 0 || state.notShared;
  const hasWhy = filtered.failureCount > 0 || state.onlyWhy;
  if (!hasSharing && !hasWhy) return null;
  return (
    <EuiFlexItem grow={false}>
      <EuiFilterGroup compressed>
        {hasSharing && (
          <EuiFilterButton
            hasActiveFilters={state.notShared === true}
            isSelected={state.notShared === true}
            aria-pressed={state.notShared === true}
            data-test-subj="requestTraceNotShared"
            onClick={() => onStateChange(toggleNotShared(state))}
          >
            {i18n.translate('requestTrace.filters.notShared', {
              defaultMessage: 'Not shared ({count, number})',
              values: { count: filtered.notShared },
            })}
          </EuiFilterButton>
        )}
        {hasWhy && (
          <EuiFilterButton
            hasActiveFilters={state.onlyWhy === true}
            isSelected={state.onlyWhy === true}
            aria-pressed={state.onlyWhy === true}
            data-test-subj="requestTraceOnlyWhy"
            onClick={() => onStateChange(toggleOnlyWhy(state))}
          >
            {hasSucceeded
              ? i18n.translate('requestTrace.filters.onlyTrouble', {
                  defaultMessage: 'Only what went wrong ({count, number})',
                  values: { count: filtered.failureCount },
                })
              : i18n.translate('requestTrace.filters.onlyWhy', {
                  defaultMessage: 'Only why it failed ({count, number})',
                  values: { count: filtered.failureCount },
                })}
          </EuiFilterButton>
        )}
      </EuiFilterGroup>
    </EuiFlexItem>
  );
};

/** What is typed shows at once; the view and the URL follow when the typing pauses. */
const MessageFilter: React.FC<{
  state: TraceViewState;
  onStateChange(next: TraceViewState): void;
}> = ({ state, onStateChange }) => {
  const savedText = state.text ?? '';
  const [typedText, setTyped] = useState(savedText);
  // what came back from the URL is not typed over by an older echo of itself
  const lastSent = useRef(savedText);
  useEffect(() => {
    if (savedText !== lastSent.current) setTyped(savedText);
    lastSent.current = savedText;
  }, [savedText]);
  useEffect(() => {
    if (typedText === savedText) return undefined;
    const timer = setTimeout(() => {
      const { text: _text, ...rest } = state;
      lastSent.current = typedText;
      onStateChange(typedText === '' ? rest : { ...rest, text: typedText });
    }, 250);
    return () => clearTimeout(timer);
  }, [typedText, savedText, state, onStateChange]);
  const label = i18n.translate('requestTrace.filters.text', {
    defaultMessage: 'Text in the records',
  });
  return (
    <EuiFieldSearch
      compressed
      fullWidth
      placeholder={label}
      aria-label={label}
      value={typedText}
      maxLength={500}
      isClearable
      onChange={(event) => setTyped(event.target.value)}
      data-test-subj="requestTraceText"
    />
  );
};
