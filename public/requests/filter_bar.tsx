/** The list's filters: words, outcome, people only; and user, verb, resource, namespace, name. */
import React, { useEffect, useRef, useState } from 'react';
import {
  EuiButtonEmpty,
  EuiComboBox,
  EuiFieldSearch,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSelect,
  EuiSpacer,
  EuiSwitch,
  useIsWithinBreakpoints,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { OUTCOMES, type Outcome } from '../../common/model/diagnosis';
import type { RequestSummary } from '../../common/model/request_summary';
import { resolveResource } from '../../common/parse/names/resolve_resource';
import {
  MAX_FILTER_VALUE_LENGTH,
  MAX_WORDS_LENGTH,
  type RequestsListState,
} from '../app_url/requests_list_url';
import { getOutcomeLabel } from '../labels/outcome';
import { hasFilters, withoutFilters } from './list_query';

interface FilterBarProps {
  rows: readonly RequestSummary[];
  state: RequestsListState;
  /** @param step whether the browser's back button takes it back */
  onStateChange(state: RequestsListState, step: boolean): void;
}

/** milliseconds without a key before it is searched */
const TYPING_DELAY_MS = 400;

const FILTER_FIELDS = ['user', 'verb', 'resource', 'namespace', 'name'] as const;
type FilterField = (typeof FILTER_FIELDS)[number];

export const FilterBar: React.FC<FilterBarProps> = ({ rows, state, onStateChange }) => {
  const setFilter = (
    change: Partial<Record<keyof RequestsListState, unknown>>,
    step = true
  ): void => {
    const { rows: _, ...rest } = { ...state, ...change } as RequestsListState;
    onStateChange(
      Object.fromEntries(
        Object.entries(rest).filter(([, value]) => value !== undefined)
      ) as RequestsListState,
      step
    );
  };
  // where there is little room, the rows come first
  const isNarrow = useIsWithinBreakpoints(['xs', 's']);
  const activeCount = FILTER_FIELDS.filter((field) => state[field] !== undefined).length;
  const [showsAllFilters, setShowsAll] = useState(false);
  return (
    <div
      role="group"
      aria-label={i18n.translate('requestTrace.requests.filters', {
        defaultMessage: 'Filters of the requests',
      })}
    >
      <EuiFlexGroup gutterSize="s" alignItems="center" wrap responsive={false}>
        <EuiFlexItem style={{ minWidth: 200 }}>
          <WordsFilter
            value={state.words ?? ''}
            onChange={(words) => setFilter({ words: words || undefined }, false)}
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false} style={{ width: 210 }}>
          <EuiSelect
            compressed
            prepend={i18n.translate('requestTrace.requests.outcome', { defaultMessage: 'Outcome' })}
            aria-label={i18n.translate('requestTrace.requests.outcome', {
              defaultMessage: 'Outcome',
            })}
            value={state.outcome ?? ''}
            options={[
              {
                value: '',
                text: i18n.translate('requestTrace.requests.anyOutcome', { defaultMessage: 'any' }),
              },
              ...OUTCOMES.map((outcome) => ({ value: outcome, text: getOutcomeLabel(outcome) })),
            ]}
            onChange={({ target }) =>
              setFilter({ outcome: (target.value || undefined) as Outcome | undefined })
            }
            data-test-subj="requestTraceOutcomeFilter"
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiSwitch
            compressed
            checked={!state.everyone}
            onChange={({ target }) => setFilter({ everyone: target.checked ? undefined : true })}
            label={i18n.translate('requestTrace.requests.peopleOnly', {
              defaultMessage: 'People only',
            })}
            title={i18n.translate('requestTrace.requests.peopleOnlyMeaning', {
              defaultMessage: 'Leaves out service accounts, nodes and Kubernetes’ own components',
            })}
            data-test-subj="requestTracePeopleOnly"
          />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      <EuiFlexGroup gutterSize="s" alignItems="center" wrap responsive={false}>
        {isNarrow && (
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty
              size="s"
              flush="left"
              iconType={showsAllFilters ? 'arrowDown' : 'arrowRight'}
              aria-expanded={showsAllFilters}
              onClick={() => setShowsAll(!showsAllFilters)}
              data-test-subj="requestTraceMoreFilters"
            >
              {i18n.translate('requestTrace.requests.moreFilters', {
                defaultMessage: 'More filters{count, plural, =0 {} other { (# in use)}}',
                values: { count: activeCount },
              })}
            </EuiButtonEmpty>
          </EuiFlexItem>
        )}
        {(!isNarrow || showsAllFilters) &&
          FILTER_FIELDS.map((field) => (
            <EuiFlexItem key={field} style={{ minWidth: 150 }}>
              <FieldFilter
                field={field}
                value={state[field]}
                options={getFieldOptions(field, rows)}
                onChange={(value) => setFilter({ [field]: value })}
              />
            </EuiFlexItem>
          ))}
        {hasFilters(state) && (
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty
              size="s"
              iconType="cross"
              onClick={() => onStateChange(withoutFilters(state), true)}
              data-test-subj="requestTraceResetFilters"
            >
              {getResetLabel()}
            </EuiButtonEmpty>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
    </div>
  );
};

export function getResetLabel(): string {
  return i18n.translate('requestTrace.requests.resetFilters', { defaultMessage: 'Reset filters' });
}

/** Text that is searched for once the reader stops typing. */
const WordsFilter: React.FC<{ value: string; onChange(words: string): void }> = ({
  value,
  onChange,
}) => {
  const [draft, setDraft] = useState(value);
  const lastSent = useRef(value);
  const latestOnChange = useRef(onChange);
  latestOnChange.current = onChange;
  useEffect(() => {
    // what comes back from the URL is what was sent; anything else is the browser's back button, or a reset
    if (value !== lastSent.current) {
      lastSent.current = value;
      setDraft(value);
    }
  }, [value]);
  useEffect(() => {
    if (draft === lastSent.current) return undefined;
    const timer = setTimeout(() => {
      lastSent.current = draft;
      latestOnChange.current(draft);
    }, TYPING_DELAY_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <EuiFieldSearch
      compressed
      fullWidth
      value={draft}
      maxLength={MAX_WORDS_LENGTH}
      onChange={({ target }) => setDraft(target.value)}
      placeholder={i18n.translate('requestTrace.requests.words', {
        defaultMessage: 'Words in user, request or message',
      })}
      aria-label={i18n.translate('requestTrace.requests.words', {
        defaultMessage: 'Words in user, request or message',
      })}
      data-test-subj="requestTraceWords"
    />
  );
};

/** One value: of those in the list, or as it is typed. */
const FieldFilter: React.FC<{
  field: FilterField;
  value: string | undefined;
  options: string[];
  onChange(value: string | undefined): void;
}> = ({ field, value, options, onChange }) => (
  <EuiComboBox
    compressed
    fullWidth
    singleSelection={{ asPlainText: true }}
    prepend={getFieldLabel(field)}
    aria-label={getFieldLabel(field)}
    placeholder={i18n.translate('requestTrace.requests.any', { defaultMessage: 'any' })}
    options={options.map((label) => ({ label }))}
    selectedOptions={value ? [{ label: value }] : []}
    onChange={([first]) => onChange(first?.label)}
    onCreateOption={(text) => {
      const typed = text.trim().slice(0, MAX_FILTER_VALUE_LENGTH);
      // `deploy`, `Deployment`: as kubectl takes them
      if (typed) onChange(field === 'resource' ? (resolveResource(typed) ?? typed) : typed);
    }}
    customOptionText={i18n.translate('requestTrace.requests.filterBy', {
      defaultMessage: 'Filter by {value}',
      values: { value: '{searchValue}' },
    })}
    data-test-subj={`requestTraceFilter-${field}`}
  />
);

function getFieldLabel(field: FilterField): string {
  switch (field) {
    case 'user':
      return i18n.translate('requestTrace.requests.user', { defaultMessage: 'User' });
    case 'verb':
      return i18n.translate('requestTrace.requests.verb', { defaultMessage: 'Verb' });
    case 'resource':
      return i18n.translate('requestTrace.requests.resource', { defaultMessage: 'Resource' });
    case 'namespace':
      return i18n.translate('requestTrace.requests.namespace', { defaultMessage: 'Namespace' });
    default:
      return i18n.translate('requestTrace.requests.name', { defaultMessage: 'Name' });
  }
}

function getFieldOptions(field: FilterField, rows: readonly RequestSummary[]): string[] {
  return [...new Set(rows.flatMap((row) => row[field] ?? []))].sort((a, b) => a.localeCompare(b));
}
